"""Doing what the engine wants: the context of an action, the last check of assurance, the savepoint around it."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from ivr.domain.keys import Keys
from ivr.domain.policy import Policy
from ivr.domain.ports import Books
from ivr.domain.refusals import NotNow
from ivr.engine import proven
from ivr.engine.advancing import Wanted
from ivr.engine.events import ActionEnded
from ivr.engine.grants import Grant
from ivr.engine.state import State
from ivr.errors import DomainError, TurnBusy, TurnMoved
from ivr.flow.contracts import Contract, Level
from ivr.runtime.action import Action, Context, Ended, Inside, Outside, Prepared
from ivr.runtime.clock import milliseconds
from ivr.runtime.holding import Held
from ivr.runtime.machine import MACHINE, Machine
from ivr.runtime.outbox import EffectOutbox
from ivr.runtime.sealing import Sealer
from ivr.runtime.service import Service
from ivr.store import effects
from ivr.store.books import SqlBooks, books_of
from ivr.store.database import is_away
from ivr.store.reach import Within
from ivr.values import Secret

log = logging.getLogger(__name__)


Shut = Callable[[], frozenset[str]]


def nothing() -> frozenset[str]:
    """Every service is there."""
    return frozenset()


@dataclass
class Doing:
    """What one turn's actions share. `started` gathers the effects to start after the commit."""

    service: Service
    call: str
    caller: str | None
    now: datetime
    draw: str
    held: Held
    started: list[effects.Named] = field(default_factory=list)

    @property
    def connection(self) -> Connection:
        """The turn's transaction, with its call held; begun when an action first asks for it."""
        return self.held.connection


class Doer:
    """Runs actions. One for the whole server."""

    def __init__(
        self, actions: dict[str, Action], keys: Keys, sealer: Sealer, machine: Machine = MACHINE, shut: Shut = nothing
    ) -> None:
        """`shut` tells what is not even tried just now, by kind of effect."""
        self._actions = actions
        self._keys = keys
        self._sealer = sealer
        self._machine = machine
        self._shut = shut

    def books(self, connection: Connection, service: Service, call: str) -> Books:
        """The business's data, for what is no action."""
        outbox = EffectOutbox(Within(connection), service.line, call, self._machine)
        return books_of(connection, service.id, self._keys, outbox)

    def do(self, doing: Doing, wanted: Wanted, state: State) -> ActionEnded | None:
        """How the action ended; None when it is an effect under way, whose result a later turn takes.

        Whatever breaks in an action is undone to its savepoint, logged, and ends as `unavailable`.
        """
        action = self._actions[wanted.action]
        grant = _best(state, wanted.account)
        if not _allowed(action.contract, doing.service.policy, grant, wanted.account):
            log.error("call %s: %s was wanted without its grant", doing.call, wanted.action)
            return ActionEnded(wanted.action, "not_verified")
        try:
            with doing.held.undoing(reads=isinstance(action, Inside) and action.reads) as reach:
                outbox = EffectOutbox(reach, doing.service.line, doing.call, self._machine)
                books = SqlBooks(reach, doing.service.id, self._keys, outbox)
                context = self._context(doing, wanted, grant, state.language, books)
                ended = self._run(action, context, wanted, doing)
        except (TurnMoved, TurnBusy):
            raise  # of the turn's transaction, which may begin here; no fault of the action
        except DomainError as refusal:
            log.info("call %s: %s was refused: %s", doing.call, wanted.action, type(refusal).__name__)
            return ActionEnded(wanted.action, "unavailable")
        except Exception as error:
            if is_away(error):
                raise  # it is no fault of the action, and the turn has no transaction any more
            # Only the kind of error: its text may repeat what the caller gave.
            log.exception("call %s: %s broke", doing.call, wanted.action, exc_info=_without_text(error))
            return ActionEnded(wanted.action, "unavailable")
        doing.started += outbox.put_in
        if ended is None:
            return None
        if ended.outcome not in (*action.contract.outcomes, "unavailable", "not_verified"):
            log.error("call %s: %s ended in an outcome it has not: %s", doing.call, wanted.action, ended.outcome)
            return ActionEnded(wanted.action, "unavailable")
        return ActionEnded(wanted.action, ended.outcome, ended.result, ended.grant, ended.confirmation, ended.note)

    def _run(self, action: Action, context: Context, wanted: Wanted, doing: Doing) -> Ended | None:
        if not isinstance(action, Outside):
            return action.run(context, wanted.inputs)
        prepared = action.prepare(context, wanted.inputs)
        if isinstance(prepared, Ended):
            return prepared
        if prepared.kind in context.shut:
            raise NotNow(f"no {prepared.kind} is tried just now")  # undoes what was prepared: nothing is left of it
        self._add_effect(prepared, wanted, context, doing)
        return None

    def _add_effect(self, prepared: Prepared, wanted: Wanted, context: Context, doing: Doing) -> None:
        token = effects.sealed(doing.connection, doing.call, prepared.card) if prepared.card is not None else None
        now = milliseconds(self._machine.now())  # leases run on real time, also where a test sets the call's clock
        effects.add(
            doing.connection,
            effects.EffectRow(
                key=wanted.key,
                line=doing.service.id,
                call=doing.call,
                kind=prepared.kind,
                action=wanted.action,
                language=context.language,
                payload=json.dumps(dict(prepared.payload)),
                sealed=token,
                due=now,
                made=now,
            ),
        )
        doing.started.append(effects.Named(wanted.key, prepared.kind))

    def _context(self, doing: Doing, wanted: Wanted, grant: Grant | None, language: str, books: Books) -> Context:
        service = doing.service
        settings = service.line.settings
        return Context(
            line=service.id,
            call=doing.call,
            caller=doing.caller,
            language=language,
            now=doing.now,
            zone=service.zone,
            country=settings.country,
            currency=settings.currency,
            level=grant.level if grant is not None else Level.ANONYMOUS,
            account=grant.account if grant is not None else None,
            key=wanted.key,
            draw=doing.draw,
            books=books,
            policy=service.policy,
            shut=self._shut(),
        )

    def seal(self, doing: Doing, ref: str, token: Secret) -> None:
        """Put a captured card's token where only its charge will open it."""
        sealed = self._sealer.seal(token)
        effects.seal(doing.connection, doing.service.id, doing.call, ref, sealed, milliseconds(self._machine.now()))


def _allowed(contract: Contract, policy: Policy, grant: Grant | None, account: str | None) -> bool:
    """The check the engine has made already, made once more where it counts, by the policy of now."""
    level = max(contract.level, Level.of(policy.rules.actions.get(contract.name, "anonymous")))
    if level is Level.ANONYMOUS:
        return True
    if grant is None or grant.level < level:
        return False
    return contract.account is None or account == grant.account


def _best(state: State, account: str | None) -> Grant | None:
    """The strongest of the caller's live grants for this account; for the one proven last, when none is named."""
    about = account if account is not None else proven.account(state)
    fitting = [grant for grant in proven.live(state) if grant.account == about]
    return max(fitting, key=lambda grant: grant.level, default=None)


def _without_text(error: Exception) -> Exception:
    """The error as it may be logged: its kind and where it came from, not its text."""
    shown = RuntimeError(type(error).__name__)
    return shown.with_traceback(error.__traceback__)
