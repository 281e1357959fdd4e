"""The documents an agent hears."""

from __future__ import annotations

from dataclasses import dataclass

from ivr.channels.twilio import twiml
from ivr.channels.twilio.briefing import briefing
from ivr.channels.twilio.config import VoiceConfig
from ivr.channels.twilio.render.dial import dial_queue
from ivr.channels.twilio.render.enqueue import queue_name
from ivr.channels.twilio.render.hangup import hangup
from ivr.channels.twilio.render.pause import pause
from ivr.channels.twilio.render.redirect import redirect
from ivr.channels.twilio.render.say import say
from ivr.channels.twilio.urls import Urls
from ivr.engine import directives
from ivr.runtime.arrivals import Brief

MOST_PINS = 3
"""Times a PIN may be keyed in one call."""
MOST_LOOKS = 30
"""Times an agent's call looks for somebody waiting, before it ends: five minutes."""
LOOK_EVERY = 10
"""Seconds between two looks."""
LISTEN = 8
"""Seconds an agent has to press a key."""


@dataclass(frozen=True)
class AgentDocuments:
    """Made of the configuration and what the routes found out."""

    config: VoiceConfig

    def closed(self) -> str:
        """This number serves no agents, or the caller is none."""
        return self._end(self.config.agent_words.closed)

    def ask_pin(self, tries: int) -> str:
        """Asks for the PIN; after too many wrong ones, the end."""
        words, pin = self.config.agent_words, self.config.agent_pin
        if pin is None or tries >= MOST_PINS:
            return self._end(words.goodbye)
        response: twiml.Node = twiml.VoiceResponse()
        again = self._urls.at("/voice/agent/pin", tries=tries)
        self._gather(response, f"{words.wrong_pin} {words.pin}" if tries else words.pin, again, len(pin.reveal()))
        # Silence is a try as well: nobody keeps the line open for guessing.
        redirect(response, self._urls.at("/voice/agent", tries=tries + 1))
        return twiml.to_xml(response)

    def tell(self, brief: Brief, look: int, *, changed: bool = False) -> str:
        """Who is next, and the key that takes the call."""
        words = self.config.agent_words
        text = f"{briefing(brief, words, self.config.agent_language)} {words.take}"
        response: twiml.Node = twiml.VoiceResponse()
        take = self._urls.at("/voice/agent/take", call=brief.call, look=look)
        self._gather(response, f"{words.changed} {text}" if changed else text, take, 1)
        self._look_again(response, look)
        return twiml.to_xml(response)

    def nobody(self, look: int) -> str:
        """Nobody waits: said once, then looked for again and again, in silence."""
        response: twiml.Node = twiml.VoiceResponse()
        if look == 0:
            self._say(response, self.config.agent_words.nobody)
        pause(response, directives.Pause(LOOK_EVERY))
        self._look_again(response, look)
        return twiml.to_xml(response)

    def connect(self, brief: Brief) -> str:
        """The caller, then the next one."""
        response: twiml.Node = twiml.VoiceResponse()
        told = self._urls.at("/voice/agent/connected", language=brief.language)
        dial_queue(response, queue_name(self.config, brief.queue), told)
        redirect(response, self._urls.at("/voice/agent/next"))
        return twiml.to_xml(response)

    def broken(self, tries: int) -> str:
        """The runtime did not answer: looked again twice, then the end."""
        if tries >= MOST_PINS - 1:
            return self._end(self.config.agent_words.goodbye)
        response: twiml.Node = twiml.VoiceResponse()
        self._say(response, self.config.agent_words.apology)
        pause(response, directives.Pause(LOOK_EVERY))
        redirect(response, self._urls.at("/voice/agent/next", tries=tries + 1))
        return twiml.to_xml(response)

    @property
    def _urls(self) -> Urls:
        return Urls(self.config.public_url)

    def _say(self, parent: twiml.Node, text: str) -> None:
        language = self.config.agent_language
        say(parent, directives.Say(text, language, self.config.voices.get(language)))

    def _gather(self, parent: twiml.Node, text: str, action: str, keys: int) -> None:
        """Keys alone: what an agent says in an open-plan office is not for us."""
        node: twiml.Node = twiml.Gather(input="dtmf", action=action, num_digits=keys, timeout=LISTEN)
        self._say(node, text)
        parent.append(node)

    def _look_again(self, parent: twiml.Node, look: int) -> None:
        if look + 1 >= MOST_LOOKS:
            self._say(parent, self.config.agent_words.enough)
            hangup(parent)
        else:
            redirect(parent, self._urls.at("/voice/agent/next", look=look + 1))

    def _end(self, text: str) -> str:
        response: twiml.Node = twiml.VoiceResponse()
        self._say(response, text)
        hangup(response)
        return twiml.to_xml(response)
