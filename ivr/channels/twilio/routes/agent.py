"""An agent's telephone: a call from a number the runtime knows as an agent's.

    /voice or /voice/agent   asks for the PIN
    /voice/agent/pin         checks it, thrice a call
    /voice/agent/next        says who waits, or looks again a while later
    /voice/agent/take        connects, when 1 was pressed
    /voice/agent/connected   what the caller hears before that

These legs have no turns and nothing of them is stored. That the PIN was keyed is proven by the address alone: Twilio
signs it, and only our documents lead there.
"""

from __future__ import annotations

from flask import Blueprint, Response, request

from ivr.channels.twilio import trouble
from ivr.channels.twilio.agentdocuments import AgentDocuments
from ivr.channels.twilio.desk import Desk, asked_count, asked_language, log, log_broken, posted, twiml_answer
from ivr.channels.twilio.request import Caller, read_caller
from ivr.runtime.arrivals import Brief
from ivr.values import Secret


def agent_answer(desk: Desk, caller: Caller) -> Response | None:
    """The first document of an agent's call; None for a caller's."""
    if not _is_agent(desk, caller):
        return None
    documents = AgentDocuments(desk.config)
    return twiml_answer(documents.closed() if desk.config.agent_pin is None else documents.ask_pin(0))


def agent_routes(blueprint: Blueprint, desk: Desk) -> None:
    """Adds the routes."""
    documents = AgentDocuments(desk.config)

    @blueprint.post("/voice/agent")
    def agent() -> Response:
        if _agent(desk) is None or desk.config.agent_pin is None:
            return twiml_answer(documents.closed())
        return twiml_answer(documents.ask_pin(asked_count("tries")))

    @blueprint.post("/voice/agent/pin")
    def pin() -> Response:
        caller = _agent(desk)
        if caller is None or desk.config.agent_pin is None:
            return twiml_answer(documents.closed())
        keyed = posted().matching("Digits", r"[0-9]{1,16}")
        try:
            accepted = desk.turns.pin_accepted(right=Secret(keyed) == desk.config.agent_pin)
        except Exception as error:  # a guess that cannot be counted is not looked at
            log_broken(f"call {caller.call}: the agents' PIN was not checked", error)
            return twiml_answer(documents.broken(asked_count("tries")))
        if accepted:
            return twiml_answer(_next(desk, documents))
        log.warning("call %s: not the agents' PIN, or too many wrong ones of late", caller.call)
        return twiml_answer(documents.ask_pin(asked_count("tries") + 1))

    @blueprint.post("/voice/agent/next")
    def next_caller() -> Response:
        if _agent(desk) is None:
            return twiml_answer(documents.closed())
        return twiml_answer(_next(desk, documents))

    @blueprint.post("/voice/agent/take")
    def take() -> Response:
        if _agent(desk) is None:
            return twiml_answer(documents.closed())
        if posted().raw("Digits") != "1":
            return twiml_answer(_next(desk, documents))
        found, brief = _brief(desk)
        if not found:
            return twiml_answer(documents.broken(asked_count("tries")))
        if brief is None:
            return twiml_answer(documents.nobody(asked_count("look")))
        if brief.call != request.args.get("call"):
            # Whoever was told of is gone; an agent should not greet one caller by the other's name.
            return twiml_answer(documents.tell(brief, asked_count("look"), changed=True))
        return twiml_answer(documents.connect(brief))

    @blueprint.post("/voice/agent/connected")
    def connected() -> Response:
        # Runs in the waiting caller's call, so there is no agent to be sure of; it says nothing but one sentence.
        caller = read_caller(posted())
        if caller is not None:
            try:
                desk.turns.connected(caller.call)
            except Exception as error:  # they talk all the same; another agent may be offered them in vain
                log_broken(f"call {caller.call}: that an agent took it was not noted", error)
        return twiml_answer(trouble.connected(desk.config, asked_language()))


def _agent(desk: Desk) -> Caller | None:
    caller = read_caller(posted())
    return caller if caller is not None and _is_agent(desk, caller) else None


def _is_agent(desk: Desk, caller: Caller) -> bool:
    try:
        return desk.turns.is_agent(caller.called, caller.caller)
    except Exception as error:  # then a caller, who hears the apology for what is broken
        log_broken(f"call {caller.call}: whether this is an agent was not found out", error)
        return False


def _brief(desk: Desk) -> tuple[bool, Brief | None]:
    """Whether the runtime answered, and who is next."""
    try:
        return True, desk.turns.next_waiting()
    except Exception as error:  # the agent is told, and looks again
        log_broken("who waits was not found out", error)
        return False, None


def _next(desk: Desk, documents: AgentDocuments) -> str:
    found, brief = _brief(desk)
    if not found:
        return documents.broken(asked_count("tries"))
    look = asked_count("look")
    return documents.nobody(look) if brief is None else documents.tell(brief, look)
