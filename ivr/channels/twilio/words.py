"""The few sentences the channel says by itself: to callers when nothing else works, and to agents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Words:
    """What callers hear from the channel, in one language.

    apology    something broke and is tried again. transfer: before the fallback number is dialled.
    goodbye    there is nobody to transfer to. hold: a wait document could not be made.
    connected  a caller in a queue is about to speak with a person.
    """

    apology: str
    transfer: str
    goodbye: str
    hold: str
    connected: str


DEFAULT_WORDS: Mapping[str, Words] = {
    "en-US": Words(
        apology="We are sorry, something went wrong on our side. One moment, please.",
        transfer="We are sorry, this line has a problem. We are connecting you with a person.",
        goodbye="We are sorry, this line has a problem. Please call again later. Goodbye.",
        hold="Please stay on the line.",
        connected="You are being connected now.",
    ),
    "es-US": Words(
        apology="Lo sentimos, algo falló de nuestra parte. Un momento, por favor.",
        transfer="Lo sentimos, esta línea tiene un problema. Le comunicamos con una persona.",
        goodbye="Lo sentimos, esta línea tiene un problema. Por favor, llame más tarde. Adiós.",
        hold="Por favor, permanezca en la línea.",
        connected="Le estamos comunicando ahora.",
    ),
    "zh-CN": Words(
        apology="很抱歉，我们的系统出了点问题。请稍等。",
        transfer="很抱歉，本线路出现问题。正在为您转接人工服务。",
        goodbye="很抱歉，本线路出现问题。请稍后再拨。再见。",
        hold="请不要挂机。",
        connected="正在为您接通。",
    ),
}
"""In the order in which they are said to a caller whose language is not known."""


@dataclass(frozen=True)
class AgentWords:
    """What agents hear, in `VoiceConfig.agent_language`. Words in braces are filled in; a sentence whose fact is not
    known is left out."""

    closed: str = "This number is not set up for agents. Goodbye."
    pin: str = "Please key in your agent code."
    wrong_pin: str = "That is not the code."
    nobody: str = "Nobody is waiting. Please stay on the line."
    enough: str = "Still nobody is waiting. Goodbye."
    changed: str = "Another caller is next now."
    named: str = "{name} is waiting in the queue {queue}."
    unnamed: str = "A caller who gave no name is waiting in the queue {queue}."
    assurance: Mapping[str, str] = field(
        default_factory=lambda: {
            "anonymous": "The caller is anonymous, not identified.",
            "identified": "The caller is identified, not verified.",
            "verified": "The caller is verified.",
        },
        hash=False,
    )
    account: str = "Account {account}."
    about: str = "It is about {about}."
    done: str = "Done so far: {done}."
    waited_minutes: str = "Waiting for {minutes} minutes."
    waited_seconds: str = "Waiting for {seconds} seconds."
    language: str = "The call is in {language}."
    take: str = "To take the call, press 1."
    apology: str = "Something went wrong. One moment, please."
    goodbye: str = "Goodbye."
