"""What is wrong in an hours.yaml is told at its place, all at once."""

from __future__ import annotations

import pytest

from ivr.domain.hours_file import read_hours
from ivr.marks import read

GOOD = """\
holidays: {country: US, region: NY}
queues:
  support:
    hours:
      monday-friday: [08:00-12:00, 13:00-20:00]
      saturday: 09:00-24:00
    holidays: 10:00-12:00
  night:
    hours: always
    holidays: as_usual
exceptions:
  - {date: 2026-12-24, hours: closed}
"""


def _complaints(text: str) -> list[str]:
    node, complaints = read(text, "hours.yaml")
    assert node is not None
    assert complaints == []
    hours, complaints = read_hours(node)
    assert (hours is None) == bool(complaints)
    return [str(each) for each in complaints]


def test_a_good_file_has_nothing_to_complain_of() -> None:
    assert _complaints(GOOD) == []


WRONG = [
    ("monday-friday: [08", "mondy-friday: [08", "5:7 hours-day 'mondy-friday' is not a weekday, nor a range of them"),
    ("monday-friday: [08", "friday-monday: [08", "5:7 hours-day 'friday-monday' is not a weekday"),
    ("saturday: 09", "friday: 09", "6:7 hours-twice Friday is here a second time"),
    ("13:00-20:00]", "11:00-20:00]", "5:7 hours-overlap 08:00-12:00 and 11:00-20:00 overlap"),
    ("09:00-24:00", "24:00-09:00", "6:7 hours-span '24:00-09:00' ends before it begins (over midnight, write two"),
    ("09:00-24:00", "09:00-24:01", "6:7 hours-span '09:00-24:01' is not on the clock"),
    ("09:00-24:00", "09:60-24:00", "6:7 hours-span '09:60-24:00' is not on the clock"),
    ("09:00-24:00", "9-17", "6:7 hours-span '9-17' is not a span of time"),
    ("hours: always", "hours: sometimes", "9:5 hours-span 'sometimes' is not a week"),
    ("country: US", "country: UX", "1:12 hours-holidays No holidays of 'UX' known"),
    ("region: NY", "region: XX", "1:25 hours-holidays No holidays of region 'XX' known"),
    ("hours: closed}", "hours: closed, queues: [suport]}", "hours-queue No queue 'suport' (did you mean 'support'?)"),
    ("2026-12-24", "24.12.2026", "12:12 type '24.12.2026': A day of the calendar belongs here"),
    ("    holidays: as_usual", "    holiday: as_usual", "10:5 unknown-key There is no 'holiday' here"),
    ("  night:", "  Night shift:", "'Night shift' is no name for a queue"),
]


@pytest.mark.parametrize(("good", "wrong", "complaint"), WRONG)
def test_what_is_wrong_is_told_at_its_place(good: str, wrong: str, complaint: str) -> None:
    assert good in GOOD
    (told,) = _complaints(GOOD.replace(good, wrong))
    assert told.startswith("hours.yaml:")
    assert complaint in told


def test_the_same_date_twice_for_a_queue_is_told() -> None:
    twice = GOOD + "  - {date: 2026-12-24, hours: always, queues: [night]}\n"
    (told,) = _complaints(twice)
    assert told.startswith("hours.yaml:13:6 hours-twice 2026-12-24 is here a second time for night")


def test_all_faults_are_told_at_once() -> None:
    text = GOOD.replace("09:00-24:00", "9-17").replace("always", "never").replace("country: US", "country: UX")
    assert len(_complaints(text)) == 3
