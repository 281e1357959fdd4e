"""Texts and e-mails of a run: who received what, and what can happen on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from ivr.chaos.scheduler import Owner
from ivr.chaos.world import World
from ivr.errors import GatewayUnavailable, GatewayUnknown
from ivr.gateways.messages import Outgoing

_CODE = re.compile(r"(?<![0-9-])\d{6}(?![0-9])")


@dataclass(frozen=True)
class Delivered:
    """One message that reached somebody."""

    at: float
    when: datetime
    key: str
    to: str
    body: str


@dataclass
class Post:
    """Every message that arrived; `doubtful` are keys whose sender was once left without an answer, `handed` how often
    each key was taken."""

    world: World
    delivered: list[Delivered] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)
    handed: dict[str, int] = field(default_factory=dict)

    def code_for(self, to: tuple[str, ...], after: float) -> str | None:
        """The newest code that was sent to somebody, wherever they read it."""
        for message in reversed(self.delivered):
            if message.to in to and message.at >= after and (found := _CODE.search(message.body)):
                return found.group()
        return None


class ToPost:
    """One process's way to a sender of messages (`ivr.gateways.messages.MessageGateway`). A sender that `finds` can
    be asked what it was given, as Twilio can; a mail server cannot."""

    def __init__(self, post: Post, owner: Owner, *, finds: bool) -> None:
        self._post, self._owner, self._world, self._finds = post, owner, post.world, finds

    def send(self, message: Outgoing) -> str:
        world, post = self._world, self._post
        self._arrive("before a message is sent")
        post.handed[message.key] = post.handed.get(message.key, 0) + 1
        post.delivered.append(
            Delivered(world.scheduler.now, world.now(), message.key, message.to, message.body.reveal())
        )
        world.story.count("messages")
        world.story.tell("post", f"to {message.to}: {_CODE.sub('******', message.body.reveal())[:90]}")
        world.point(self._owner, "kill_gateway", "when a message was sent")
        if world.weather.strikes("mail_lost"):
            post.doubtful.add(message.key)
            world.story.fault("mail_lost", "post", "the answer is lost: it may have been sent")
            raise GatewayUnknown("the sender's answer was lost")
        return message.key

    def find(self, message: Outgoing, since: datetime) -> str | None:
        self._arrive("before a message is looked for")
        there = any(each.key == message.key and each.when >= since for each in self._post.delivered)
        return message.key if there and self._finds else None

    def _arrive(self, what: str) -> None:
        world = self._world
        world.point(self._owner, "kill_gateway", what)
        slow = world.weather.strikes("mail_slow")
        world.scheduler.sleep(world.weather.stream("post").uniform(*((1.0, 8.0) if slow else (0.1, 0.5))))
        if world.weather.strikes("mail_away"):
            world.story.fault("mail_away", "post", "is not reached")
            raise GatewayUnavailable("no route to the sender")
