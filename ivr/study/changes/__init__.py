"""What changed between two versions of a line, in callers' and admins' words: one kind of change a module."""

from ivr.study.changes.comparing import compare
from ivr.study.changes.model import Change, Group, Side
from ivr.study.changes.sides import side_of
from ivr.study.changes.telling import FORMATS, tell

__all__ = ["FORMATS", "Change", "Group", "Side", "compare", "side_of", "tell"]
