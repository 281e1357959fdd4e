"""Telling changes: text for a terminal, Markdown for a pull request, JSON for tools."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from ivr.study.changes.model import Change

LOOK_TWICE = "Look twice: who is let in, and what callers agree to"


def tell(changes: Sequence[Change], form: str, before: str, after: str) -> str:
    """The changes in one of FORMATS; `before` and `after` name the sides."""
    return FORMATS[form](changes, before, after)


def _text(changes: Sequence[Change], before: str, after: str) -> str:
    return "\n".join(_lines(changes, before, after))


def _lines(changes: Sequence[Change], before: str, after: str) -> Iterator[str]:
    yield _heading(changes, before, after)
    for title, group in _sections(changes):
        yield ""
        yield title
        for change in group:
            yield f"  {change.text}"
            for detail in change.details:
                yield f"      {detail}"


def _markdown(changes: Sequence[Change], before: str, after: str) -> str:
    lines = [f"**{_markdown_safe(_heading(changes, before, after))}**"]
    for title, group in _sections(changes):
        lines += ["", f"### {title}", ""]
        for change in group:
            lines.append(f"- {_markdown_safe(change.text)}")
            lines += [f"  - {_markdown_safe(detail)}" for detail in change.details]
    return "\n".join(lines)


def _json(changes: Sequence[Change], before: str, after: str) -> str:
    told = [
        {
            "group": change.group.name.lower(),
            "where": change.where,
            "text": change.text,
            "details": list(change.details),
            "flagged": change.flagged,
        }
        for change in changes
    ]
    return json.dumps({"before": before, "after": after, "changes": told}, ensure_ascii=False, indent=2)


def _heading(changes: Sequence[Change], before: str, after: str) -> str:
    if not changes:
        return f"{after} is to callers what {before} is: nothing changed"
    count = "1 change" if len(changes) == 1 else f"{len(changes)} changes"
    return f"{count} from {before} to {after}"


def _sections(changes: Sequence[Change]) -> Iterator[tuple[str, list[Change]]]:
    for title, group in itertools.groupby(changes, lambda each: LOOK_TWICE if each.flagged else each.group.value):
        yield title, list(group)


def _markdown_safe(text: str) -> str:
    """What a prompt says is text, whatever it looks like."""
    return "".join(f"\\{character}" if character in "\\`*_{}[]<>#|~" else character for character in text)


FORMATS: Mapping[str, Callable[[Sequence[Change], str, str], str]] = {
    "text": _text,
    "json": _json,
    "markdown": _markdown,
}
