"""The only place where the house is put together: settings in, everything wired, out."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from ivr.domain.keys import Keys
from ivr.errors import SettingsError
from ivr.gateways.messages import MessageGateway
from ivr.gateways.numbers import NumberLookup
from ivr.gateways.payments import PaymentGateway, PaymentRecord
from ivr.runtime import outside
from ivr.runtime.actions import ACTIONS, CONTRACTS
from ivr.runtime.booking import Bookings
from ivr.runtime.charging import charge_performer
from ivr.runtime.clock import LabClock, RealClock
from ivr.runtime.doing import Doer
from ivr.runtime.doors import Doors
from ivr.runtime.effects import Effects
from ivr.runtime.folders import read_published
from ivr.runtime.following import Follower
from ivr.runtime.forgotten import Forgotten
from ivr.runtime.giving_up import GivingUp
from ivr.runtime.kept import Read
from ivr.runtime.laboratory import Laboratory
from ivr.runtime.late import LateResults
from ivr.runtime.lines import Lines
from ivr.runtime.lookups import lookup_performer
from ivr.runtime.machine import MACHINE, Machine
from ivr.runtime.outbox import NoOutbox
from ivr.runtime.patience import Patience
from ivr.runtime.performers import message_performer
from ivr.runtime.pruning import Pruning
from ivr.runtime.returning import Returns
from ivr.runtime.runner import Runner
from ivr.runtime.sealing import Sealer
from ivr.runtime.starting import start
from ivr.runtime.upkeep import Task, Upkeep
from ivr.runtime.watching import Watcher
from ivr.settings import Settings
from ivr.store.books import UnitOfWork
from ivr.store.database import Database
from ivr.store.migrate import is_current, upgrade
from ivr.store.shelf import DatabaseShelf
from ivr.values import Secret

LAB_TOKEN = "lab-token"  # noqa: S105 - the lab serves demo data to this machine; it is no secret
"""Signs webhooks of a lab whose operator set no TWILIO_AUTH_TOKEN."""


START_SECONDS = 20.0
"""How long a process that starts waits for its database."""
JOIN_SECONDS = 10.0


@dataclass(frozen=True)
class House:
    """A server's parts. `laboratory` is there only in a lab."""

    settings: Settings
    database: Database
    lines: Lines
    runner: Runner
    effects: Effects
    late: LateResults
    returns: Returns
    doors: Doors
    token: Secret
    follower: Follower
    forgotten: Forgotten
    upkeep: Upkeep
    laboratory: Laboratory | None
    threads: list[threading.Thread] = field(default_factory=list)

    def ready(self) -> bool:
        """Whether calls can be answered: the database answers and has this code's tables, and this code can serve
        what is published."""
        return is_current(self.database) and not self.lines.refused

    def start_worker(self) -> threading.Thread:
        """Sweep effects and forgotten calls, and follow what is published, in the background, in this process."""
        thread = self._start(self.effects.work, "sweeper")
        self.end_forgotten()
        self.follow()
        self.keep_up()
        return thread

    def follow(self) -> None:
        """Follow what is published in the background."""
        self._start(self.follower.work, "follower")

    def end_forgotten(self) -> None:
        """End calls of whose end nobody told, in the background; not in a lab, whose calls have clocks of their own."""
        if self.laboratory is None:
            self._start(self.forgotten.work, "forgotten")

    def keep_up(self) -> None:
        """Look after what is due now and then, in the background."""
        self._start(self.upkeep.work, "upkeep")

    def watch(self, say: Callable[[str], None]) -> None:
        """Publish the line's folder on each clean save, in the background; `say` is told of it, and of complaints."""
        watcher = Watcher(self.lines, self.settings.ivr_line, say)
        self._start(partial(watcher.work, self.follower.stopping), "watcher")

    def _start(self, work: Callable[[], None], name: str) -> threading.Thread:
        thread = threading.Thread(target=work, name=name, daemon=True)
        self.threads.append(thread)
        thread.start()
        return thread

    def close(self) -> None:
        self.follower.stop()
        self.forgotten.stop()
        self.upkeep.stop()
        self.effects.close()
        for thread in self.threads:
            thread.join(JOIN_SECONDS)  # else one may still hold a connection of the pool that goes now
        self.database.close()


@dataclass(frozen=True)
class Instead:
    """What stands in for the machine and for what the settings name, in tests and simulations. The machine is whole:
    no part of the runtime has time, chance or threads from elsewhere."""

    machine: Machine = MACHINE
    database: Database | None = None
    payments: PaymentGateway | None = None
    texts: MessageGateway | None = None
    mail: MessageGateway | None = None
    numbers: NumberLookup | None = None
    doors: Doors | None = None
    read: Read = read_published


def open_database(settings: Settings) -> Database:
    """The database, with the embedded default brought to this code's tables; any other by `ivr db upgrade`."""
    url = settings.database_url
    if settings.embedded:
        file = make_url(url).database
        if file and file != ":memory:":
            Path(file).parent.mkdir(parents=True, exist_ok=True)
    database = Database(url)
    if settings.embedded:
        upgrade(database)
    elif not _has_tables(database):
        database.close()
        raise SettingsError("the database has not this version's tables: run 'ivr db upgrade'")
    return database


def _has_tables(database: Database) -> bool:
    """Whether it has this code's tables. One that is just starting is waited for: else every process that is started
    again meanwhile ends at once, until whoever starts them gives up. Raises SettingsError when it does not answer."""
    try:
        return Patience(MACHINE).attempt(lambda: is_current(database), START_SECONDS)
    except OperationalError as error:
        database.close()
        said = str(error.orig).strip().splitlines()[-1]
        raise SettingsError(f"the database (DATABASE_URL) does not answer: {said}") from None


def open_record(settings: Settings, database: Database) -> PaymentRecord:
    """The record of the processor that the settings name. Raises SettingsError."""
    return outside.record(settings, DatabaseShelf(database))


def open_unit(settings: Settings, database: Database, line: str) -> UnitOfWork:
    """A line's books for commands that book by hand: no message comes of that. Raises SettingsError."""
    keys = Keys(_server_key(settings, lab=False))
    return UnitOfWork(database, line, keys, lambda _connection: NoOutbox())


def build(
    settings: Settings,
    *,
    lab: bool = False,
    watch: bool = False,
    payments: PaymentGateway | None = None,
    instead: Instead | None = None,
) -> House:
    """Wire a server; `payments` and what is in `instead` stand in for what the settings name. A lab, and a server that
    watches its folder, serve the folder; any other what is published. Raises SettingsError and LineError; nothing is
    half built then."""
    if lab and not settings.stand_ins_only:
        raise SettingsError("a lab is served with stand-ins only: unset IVR_MESSAGES, IVR_MAIL and IVR_PAYMENTS")
    token = _token(settings, lab=lab)
    server_key = _server_key(settings, lab=lab)
    instead = instead or Instead(payments=payments)
    database = instead.database or open_database(settings)
    try:
        return _wired(settings, database, server_key, token, instead, lab=lab, watch=watch)
    except BaseException:
        database.close()
        raise


def _wired(
    settings: Settings,
    database: Database,
    server_key: bytes,
    token: Secret,
    instead: Instead,
    *,
    lab: bool,
    watch: bool,
) -> House:
    machine = instead.machine
    lines = Lines(database, instead.read, machine)
    start(lines, settings.ivr_line, always=lab or watch)
    keys, sealer = Keys(server_key), Sealer(server_key)
    clock = LabClock() if lab else RealClock(machine)
    bookings = Bookings(lines, ACTIONS, keys, clock, machine)
    shelf = DatabaseShelf(database)
    doors = instead.doors or Doors(machine.monotonic)
    carrier = outside.carrier(settings, database, doors, machine)
    processor = doors.payments(instead.payments or outside.payments(settings, shelf))
    texts = doors.messages("text", instead.texts or outside.texts(settings, shelf))
    mail = doors.messages("email", instead.mail or outside.mail(settings, shelf))
    pending = Effects(
        database,
        {
            "charge": charge_performer(processor, sealer, bookings.book, machine),
            "text": message_performer(texts, keys, carrier, machine),
            "email": message_performer(mail, keys, machine=machine),
            "lookup": lookup_performer(doors.numbers(instead.numbers or outside.lookup(settings)), keys, machine),
        },
        machine=machine,
    )
    doer = Doer(ACTIONS, keys, sealer, machine, doors.shut)
    runner = Runner(database, lines, clock, doer, pending, GivingUp(CONTRACTS, bookings.book, machine))
    laboratory = Laboratory(database, lines, pending, keys) if lab else None
    forgotten = Forgotten(database, runner.vanished, machine)
    returns = Returns(database, bookings, machine)
    late = LateResults(database, pending, bookings.book, returns, machine)
    follower = Follower(lines)
    pruning = Task("pruning", Pruning(database, settings.ivr_keep_days, machine).sweep, 3600.0)
    tasks = [Task("booking what was returned", returns.sweep, 60.0)]
    upkeep = Upkeep(tasks if lab else [*tasks, pruning])  # a lab's calls have clocks of their own
    parts = (runner, pending, late, returns, doors, token, follower, forgotten, upkeep, laboratory)
    return House(settings, database, lines, *parts)


def refuse_stand_ins(settings: Settings, *, lab: bool) -> None:
    """A line on its real number must not tell callers of payments that nobody took. Raises SettingsError."""
    if lab or settings.ivr_trial or not settings.stand_ins:
        return
    raise SettingsError(
        f"{', '.join(settings.stand_ins)}: a stand-in takes no money and sends nothing. Name a service, or set "
        "IVR_TRIAL=1 to try the line without (ivr serve --lab serves tests)"
    )


def _token(settings: Settings, *, lab: bool) -> Secret:
    if settings.twilio_auth_token is not None:
        return Secret(settings.twilio_auth_token.get_secret_value())
    if lab:
        return Secret(LAB_TOKEN)
    raise SettingsError("TWILIO_AUTH_TOKEN is missing: it is in the Twilio console, and checks every webhook")


def _server_key(settings: Settings, *, lab: bool) -> bytes:
    """IVR_SECRET_KEY; the embedded default and the lab keep one of their own beside the database."""
    if settings.ivr_secret_key is not None:
        return settings.ivr_secret_key.get_secret_value().encode()
    if not settings.embedded and not lab:
        raise SettingsError("IVR_SECRET_KEY is missing: set it to 32 or more random characters, and keep it")
    if not settings.embedded:
        return b"the key of a lab, whose data are made up"
    database = make_url(settings.database_url).database or "var/ivr.db"
    path = Path(database).with_name("secret-key")
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32))
    return path.read_bytes()
