"""Documents for when something is broken. They are made of the configuration alone, without runtime or database.

Nothing is a dead end: a turn that breaks is asked for again, twice; then a fixed number is dialled, or the caller is
told to call again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ivr.channels.twilio import twiml
from ivr.channels.twilio.config import VoiceConfig
from ivr.channels.twilio.render.dial import dial_number
from ivr.channels.twilio.render.hangup import hangup
from ivr.channels.twilio.render.pause import pause
from ivr.channels.twilio.render.redirect import redirect
from ivr.channels.twilio.render.say import say
from ivr.channels.twilio.words import Words
from ivr.engine import directives

MOST_TRIES = 2
"""How often a turn that broke is asked for again."""


def apology(config: VoiceConfig, language: str | None, again: str) -> str:
    """An apology, then the document at `again`."""
    response: twiml.Node = twiml.VoiceResponse()
    _say(response, config, language, lambda words: words.apology)
    redirect(response, again)
    return twiml.to_xml(response)


def silently(again: str) -> str:
    """Nothing said, the document at `again`."""
    response: twiml.Node = twiml.VoiceResponse()
    redirect(response, again)
    return twiml.to_xml(response)


def give_up(config: VoiceConfig, language: str | None) -> str:
    """The fallback number, where there is one, else a goodbye."""
    if config.fallback_number is None:
        return goodbye(config, language)
    response: twiml.Node = twiml.VoiceResponse()
    _say(response, config, language, lambda words: words.transfer)
    dial_number(response, config.fallback_number)
    hangup(response)
    return twiml.to_xml(response)


def goodbye(config: VoiceConfig, language: str | None) -> str:
    """A goodbye and the end of the call."""
    response: twiml.Node = twiml.VoiceResponse()
    _say(response, config, language, lambda words: words.goodbye)
    hangup(response)
    return twiml.to_xml(response)


def hold(config: VoiceConfig, language: str | None) -> str:
    """What a caller in a queue hears when the wait document could not be made."""
    response: twiml.Node = twiml.VoiceResponse()
    _say(response, config, language, lambda words: words.hold)
    pause(response, directives.Pause(10))
    return twiml.to_xml(response)


def connected(config: VoiceConfig, language: str | None) -> str:
    """What a caller in a queue hears just before an agent is on.

    Only Play, Say, Pause and Redirect may be in it (https://www.twilio.com/docs/voice/twiml/queue#url).
    """
    response: twiml.Node = twiml.VoiceResponse()
    _say(response, config, language, lambda words: words.connected)
    return twiml.to_xml(response)


def _say(parent: twiml.Node, config: VoiceConfig, language: str | None, which: Callable[[Words], str]) -> None:
    for tag in _languages(config, language):
        say(parent, directives.Say(which(config.words[tag]), tag, config.voices.get(tag)))


def _languages(config: VoiceConfig, language: str | None) -> Iterator[str]:
    """The caller's language; one of the same name (es-MX for es-US); or all, when it is not known."""
    if language is not None:
        if language in config.words:
            yield language
            return
        name = language.partition("-")[0]
        kin = [tag for tag in config.words if tag.partition("-")[0] == name]
        if kin:
            yield kin[0]
            return
    yield from config.words
