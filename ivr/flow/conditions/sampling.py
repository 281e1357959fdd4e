"""Trying conditions with every mixture of values that could make a difference to them.

A comparison changes only at the constants it names and where two variables are alike; so values just below, at and
just above each constant stand for all others.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from ivr.flow.conditions.compiled import Compiled
from ivr.flow.conditions.environment import Plain
from ivr.flow.names import leaves
from ivr.flow.types import Choice, Kind, Single, Type

_MOST = 4_000
"""Mixtures tried; where there are more, nothing is said."""
_TODAY = datetime(2026, 6, 15, tzinfo=UTC)
"""Any day: only distances between days count."""
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])")
_DAYS = re.compile(r"days\(\s*(\d{1,5})\s*\)")


def mixtures(conditions: Sequence[Compiled], types: Mapping[str, Type]) -> Iterator[Mapping[str, Plain]] | None:
    """Mixtures of values for all variables of the conditions together; None where there are too many to try."""
    known = leaves(types)
    text = " ".join(each.text for each in conditions)
    paths = list(dict.fromkeys(name for each in conditions for name in each.names))
    values = [_values(path, known[path], text) for path in paths]
    count = 1
    for each in values:
        count *= len(each)
    if count > _MOST:
        return None
    return (_without_absent(dict(zip(paths, mixture, strict=True))) for mixture in itertools.product(*values))


def _without_absent(mixture: dict[str, Plain]) -> Mapping[str, Plain]:
    """A field whose companion says that it is not there, is not there."""
    return {path: value for path, value in mixture.items() if mixture.get(_companion(path), True)}


def _companion(path: str) -> str:
    first, _, last = path.rpartition(".")
    return f"{first}.has_{last}"


def _values(path: str, kind: Type, text: str) -> Sequence[Plain]:
    if isinstance(kind, Choice):
        return kind.values
    what = kind.kind if isinstance(kind, Single) else Kind.TEXT
    if what is Kind.BOOLEAN:
        return (False, True)
    if what is Kind.NUMBER:
        least = {"count": 0, "position": 1}.get(path.rpartition(".")[2])
        around = _around([int(found) for found in _NUMBER.findall(text) if "." not in found and len(found) < 10])
        return [number for number in around if least is None or number >= least]
    if what in (Kind.MONEY, Kind.PERCENT):
        cents = [round(float(found) * 100) for found in _NUMBER.findall(text) if "." in found and len(found) < 14]
        return [number / 100 for number in _around(cents)]
    if what in (Kind.DATE, Kind.TIME):
        return [_TODAY + timedelta(days=away) for away in _around(_distances(text))]
    return list(dict.fromkeys([*(one or other for one, other in _QUOTED.findall(text)), "something else"]))


def _distances(text: str) -> list[int]:
    """Days that conditions add and take away, both ways."""
    return [sign * int(found) for found in _DAYS.findall(text) for sign in (1, -1)]


def _around(constants: Iterable[int]) -> list[int]:
    return sorted({near for constant in (0, *constants) for near in (constant - 1, constant, constant + 1)})
