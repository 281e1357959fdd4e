"""A small correct line to begin with: `ivr new`. Its files are in `line/`; `@NAME@` and the like are filled in."""

from ivr.study.template.laying import New, lay_out

__all__ = ["New", "lay_out"]
