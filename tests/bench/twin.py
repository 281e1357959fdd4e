"""The twin: the same eight-turn call by Flask, the twilio library and SQLAlchemy's ORM, written by hand.

What a competent user would write: signatures checked, the call's row locked for the turn, its state kept as JSON, a
journal of what was heard, and the answer to each turn stored: a repeated turn is answered with the same bytes. Its
dialogue is in the code, and can do no more than this call.

Settings: DATABASE_URL, TWILIO_AUTH_TOKEN, PUBLIC_URL. `create()` for any WSGI server.
"""

from __future__ import annotations

import hashlib
import logging
import os
from datetime import UTC, datetime

import sqlalchemy as sa
from flask import Flask, Response, request
from sqlalchemy import orm
from sqlalchemy.dialects import postgresql, sqlite
from twilio.request_validator import RequestValidator

from tests.bench.twin_dialogue import State, begin, hear, render

log = logging.getLogger(__name__)


class Base(orm.DeclarativeBase):
    pass


class Call(Base):
    __tablename__ = "twin_calls"

    sid: orm.Mapped[str] = orm.mapped_column(sa.String(64), primary_key=True)
    called: orm.Mapped[str] = orm.mapped_column(sa.String(64))
    caller: orm.Mapped[str | None] = orm.mapped_column(sa.String(64))
    turn: orm.Mapped[int]
    state: orm.Mapped[State] = orm.mapped_column(sa.JSON)
    began: orm.Mapped[datetime] = orm.mapped_column(sa.DateTime(timezone=True))
    touched: orm.Mapped[datetime] = orm.mapped_column(sa.DateTime(timezone=True))


class Entry(Base):
    """The journal: what was heard."""

    __tablename__ = "twin_journal"

    sid: orm.Mapped[str] = orm.mapped_column(sa.ForeignKey("twin_calls.sid"), primary_key=True)
    number: orm.Mapped[int] = orm.mapped_column(primary_key=True)
    at: orm.Mapped[datetime] = orm.mapped_column(sa.DateTime(timezone=True))
    heard: orm.Mapped[dict[str, str]] = orm.mapped_column(sa.JSON)


class Answer(Base):
    """The answer that was given to a turn, for when it comes again."""

    __tablename__ = "twin_answers"

    sid: orm.Mapped[str] = orm.mapped_column(sa.ForeignKey("twin_calls.sid"), primary_key=True)
    number: orm.Mapped[int] = orm.mapped_column(primary_key=True)
    body: orm.Mapped[str] = orm.mapped_column(sa.String(64))
    answer: orm.Mapped[str] = orm.mapped_column(sa.Text)


def engine_for(url: str) -> sa.Engine:
    """PostgreSQL, or SQLite as its documentation has it for several threads: WAL, and transactions that write from
    their beginning (https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#pysqlite-serializable)."""
    if not url.startswith("sqlite"):
        return sa.create_engine(url, pool_pre_ping=True, connect_args={"options": "-c lock_timeout=2000"})
    engine = sa.create_engine(url, connect_args={"timeout": 10})

    @sa.event.listens_for(engine, "connect")
    def connect(connection, _record):
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    @sa.event.listens_for(engine, "begin")
    def start(connection):
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def create() -> Flask:
    engine = engine_for(os.environ["DATABASE_URL"])
    with engine.begin() as connection:
        if not engine.url.drivername.startswith("sqlite"):
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(1)))  # two processes start at once
        Base.metadata.create_all(connection)
    sessions = orm.sessionmaker(engine)
    validator = RequestValidator(os.environ["TWILIO_AUTH_TOKEN"])
    public = os.environ["PUBLIC_URL"]
    app = Flask(__name__)

    @app.post("/voice")
    def incoming() -> Response:
        return answered(0)

    @app.post("/voice/turn/<int:number>/heard")
    def heard(number: int) -> Response:
        return answered(number)

    def answered(number: int) -> Response:
        url = public + request.full_path.removesuffix("?")
        if not validator.validate(url, request.form, request.headers.get("X-Twilio-Signature", "")):
            return Response("Forbidden\n", 403)
        return Response(turn(number), mimetype="text/xml")

    def turn(number: int) -> str:
        form = request.form.to_dict()
        sid, heard = form["CallSid"], {name: form[name] for name in ("Digits", "SpeechResult") if form.get(name)}
        body = hashlib.sha256(repr(sorted(heard.items())).encode()).hexdigest()
        now = datetime.now(UTC)
        with sessions() as session, session.begin():
            if number == 0:
                insert = sqlite.insert if engine.dialect.name == "sqlite" else postgresql.insert
                first = {"sid": sid, "called": form["To"], "caller": form["From"], "turn": 0, "state": begin()}
                session.execute(insert(Call).values(**first, began=now, touched=now).on_conflict_do_nothing())
            call = session.get(Call, sid, with_for_update=True)
            if call is None:
                return render(public, begin(), 0, ())
            before = session.get(Answer, (sid, number))
            if before is not None:
                if before.body != body:
                    log.warning("call %s turn %s: another event came for an answered turn", sid, number)
                return before.answer
            if number != call.turn:
                log.warning("call %s: turn %s came while turn %s was awaited", sid, number, call.turn)
                return render(public, call.state, call.turn, ())
            state, said = hear(call.state, heard)
            answer = render(public, state, number + 1, said)
            call.state, call.turn, call.touched = state, number + 1, now
            session.add(Entry(sid=sid, number=number, at=now, heard=heard))
            session.add(Answer(sid=sid, number=number, body=body, answer=answer))
        return answer

    return app
