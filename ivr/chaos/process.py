"""One server process of ours: a house on the shared storage, its web application, and its sweeps; killed and begun
again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx
from flask import Flask
from pydantic import SecretStr
from sqlalchemy.exc import SQLAlchemyError

from ivr.chaos.post import Post, ToPost
from ivr.chaos.processor import Processor, ToProcessor
from ivr.chaos.scheduler import Killed, Owner
from ivr.chaos.storage import ChaosDatabase, Storage
from ivr.chaos.template import KEY, Template, read_once
from ivr.chaos.world import VirtualMachine, World
from ivr.runtime.bootstrap import House, Instead, build
from ivr.settings import Settings
from ivr.wsgi import application

PUBLIC = "https://line.test"
TOKEN = "the token of a simulation"  # noqa: S105 - signs requests within one process
SWEEPS = (1.5, 2.5)
"""Seconds between two sweeps of a process, as `Effects.work` has them, a little uneven."""
REFRESHES = 5.0
FORGOTTEN = 600.0
RESTS = (0.5, 12.0)
"""Seconds a process that died is away."""


@dataclass(frozen=True)
class Outside:
    """What processes share: the storage and the services."""

    world: World
    storage: Storage
    processor: Processor
    post: Post
    template: Template


class Process:
    """`application` is None while it is down."""

    def __init__(self, outside: Outside, name: str, given: Settings) -> None:
        self._outside, self.name, self._settings = outside, name, given
        self.owner = Owner(name)
        self.owner.alive = False
        self.house: House | None = None
        self.application: Flask | None = None

    @property
    def up(self) -> bool:
        return self.owner.alive and self.application is not None

    def start(self) -> None:
        """Begin the process, now and again each time it died, as a supervisor would."""
        self._outside.world.scheduler.spawn(self._supervised)

    def _supervised(self) -> None:
        world = self._outside.world
        random = world.weather.stream(f"supervisor {self.name}")
        while True:
            self.owner = owner = Owner(self.name)
            task = world.scheduler.spawn(partial(self._live, owner), owner)
            world.scheduler.wait(task.done, 1e9)
            self.application = self.house = None
            owner.alive = False
            world.scheduler.sleep(random.uniform(*RESTS))

    def _live(self, owner: Owner) -> None:
        world = self._outside.world
        try:
            house = self._build(owner)
        except (SQLAlchemyError, sqlite3.Error) as error:
            world.story.tell(self.name, f"does not start: {type(error).__name__}")
            return
        self.house, self.application = house, application(house)
        world.story.tell(self.name, "is up")
        for each in self._outside.template.services:
            house.lines.kept.add(each)  # reading a version takes real time, not ours
        world.scheduler.spawn(lambda: self._follow(house), owner)
        world.scheduler.spawn(lambda: self._end_forgotten(house), owner)
        self._sweep(house)

    def _build(self, owner: Owner) -> House:
        outside = self._outside
        instead = Instead(
            machine=VirtualMachine(outside.world, owner),
            database=ChaosDatabase(outside.storage, owner),
            payments=ToProcessor(outside.processor, owner),
            texts=ToPost(outside.post, owner, finds=True),
            mail=ToPost(outside.post, owner, finds=False),
            read=read_once,
        )
        return build(self._settings, instead=instead)

    def _sweep(self, house: House) -> None:
        """What `Effects.work` does, but for looking in vain, which takes our time and tells nothing."""
        world, storage = self._outside.world, self._outside.storage
        random = world.weather.stream(f"sweeps {self.name}")
        while True:
            due = storage.next_due()
            world.scheduler.sleep(random.uniform(*SWEEPS) + (min(due, 600.0) if world.weather.calm else 0.0))
            if storage.next_due() > 0.0:
                continue
            try:
                house.effects.sweep()
            except Exception as error:
                world.story.tell(self.name, f"a sweep fails: {type(error).__name__}")

    def _follow(self, house: House) -> None:
        """What `Follower.work` does, where anything is published."""
        world = self._outside.world
        while world.weather.publishes and not world.weather.calm:
            world.scheduler.sleep(REFRESHES)
            try:
                house.lines.refresh()
            except Exception as error:
                world.story.tell(self.name, f"does not follow: {type(error).__name__}")

    def _end_forgotten(self, house: House) -> None:
        """What `Forgotten.work` does."""
        while True:
            self._outside.world.scheduler.sleep(FORGOTTEN)
            try:
                house.forgotten.sweep()
            except Exception as error:
                self._outside.world.story.tell(self.name, f"does not end what is forgotten: {type(error).__name__}")

    def answer(self, request: httpx.Request, answered: Callable[[httpx.Response], None]) -> None:
        """The work of one request; does not answer when the process dies in it."""
        application = self.application
        if application is None:
            raise Killed
        world = self._outside.world
        response = httpx.WSGITransport(app=application).handle_request(request)
        response.read()
        world.point(self.owner, "kill_answer", "before it answers")
        answered(response)


def settings() -> Settings:
    """Of a server without a folder: it serves what is published."""
    return Settings(
        database_url="sqlite://",
        ivr_line=Path("there is none"),
        ivr_public_url=PUBLIC,
        ivr_secret_key=SecretStr(KEY),
        twilio_auth_token=SecretStr(TOKEN),
        ivr_trial=True,
    )
