"""What is logged, and how: text for people, JSON lines for machines (python-json-logger).

Every record of a turn names its call, line and turn, whoever logs it: they stand in context variables. What callers
gave is never logged; `tests/test_logs.py` looks for it in the whole log of a call that pays.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

from pythonjsonlogger.json import JsonFormatter

Format = Literal["text", "json"]
_ABOUT: ContextVar[dict[str, str | int] | None] = ContextVar("ivr_about", default=None)

TEXT = "%(asctime)s %(levelname)s %(name)s %(about)s%(message)s"


@contextmanager
def about(**names: str | int) -> Iterator[None]:
    """Whatever is logged within bears these names (call, line, turn, effect), beside those around it."""
    before = _ABOUT.set({**(_ABOUT.get() or {}), **names})
    try:
        yield
    finally:
        _ABOUT.reset(before)


def name(**names: str | int) -> None:
    """These names, too, for the rest of the innermost `about`."""
    around = _ABOUT.get()
    if around is not None:
        around.update(names)


class _About(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        names = _ABOUT.get() or {}
        for name, value in names.items():
            setattr(record, name, value)
        record.about = "".join(f"{name}={value} " for name, value in names.items())
        return True


def formatter(format_: Format) -> logging.Formatter:
    """UTC throughout; JSON has `time`, `level`, `logger`, `message`, the names, and `exc_info` where there is one."""
    if format_ == "json":
        return JsonFormatter(
            "%(levelname)s %(name)s %(message)s",
            rename_fields={"levelname": "level", "name": "logger"},
            timestamp="time",
            json_ensure_ascii=False,
            reserved_attrs=[*RESERVED, "about"],
        )
    return logging.Formatter(TEXT)


RESERVED = (*logging.makeLogRecord({}).__dict__, "message", "asctime", "taskName")


def handler(format_: Format) -> logging.Handler:
    """To standard error, where a service manager or a container collects it."""
    made = logging.StreamHandler()
    made.setFormatter(formatter(format_))
    made.addFilter(_About())
    return made


def configure(format_: Format, level: int = logging.INFO) -> None:
    """For a process that serves or works; nothing else of this project touches the root logger."""
    logging.basicConfig(level=level, handlers=[handler(format_)], force=True)
