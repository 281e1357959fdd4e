"""The log names call, line and turn on each record, and holds nothing that a caller gave."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from ivr import logs
from ivr.runtime.bootstrap import build
from ivr.settings import read_settings
from ivr.wsgi import application
from tests.support.paying import pay_by_phone


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """The log of everything, in JSON."""
    stream = io.StringIO()
    made = logs.handler("json")
    assert isinstance(made, logging.StreamHandler)
    made.setStream(stream)
    root = logging.getLogger()
    level = root.level
    root.addHandler(made)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(made)
    root.setLevel(level)


def test_each_record_names_what_it_is_about_and_is_one_line(lines: io.StringIO) -> None:
    with logs.about(call="CA1", turn=3):
        logs.name(line="harbor")
        logging.getLogger("ivr.x").warning("something\nhappened")
    logging.getLogger("ivr.x").warning("elsewhere")
    first, second = (json.loads(each) for each in lines.getvalue().splitlines())
    assert (first["call"], first["turn"], first["line"], first["level"]) == ("CA1", 3, "harbor", "WARNING")
    assert first["message"] == "something\nhappened"
    assert "call" not in second


def test_text_names_it_too() -> None:
    record = logging.LogRecord("ivr.x", logging.INFO, "", 1, "said %s", ("it",), None)
    made = logs.handler("text")
    with logs.about(call="CA1", turn=0):
        made.filter(record)
    assert made.format(record).endswith("INFO ivr.x call=CA1 turn=0 said it")


def test_the_log_of_a_paying_call_holds_nothing_the_caller_gave(lines: io.StringIO, tmp_path) -> None:
    house = build(read_settings(database_url=f"sqlite:///{tmp_path / 'lab.db'}", ivr_agent_pin="246810"), lab=True)
    try:
        assert house.laboratory is not None
        house.laboratory.reset()
        given = pay_by_phone(application(house), house)
        house.effects.settle()
    finally:
        house.close()
    told = lines.getvalue()
    assert '"call"' in told, "something was logged at all"
    for what, secret in given.items():
        assert secret not in told, f"the log holds the caller's {what}"
