"""What happens beside the calls: the database goes away or fills up, and the line is published and rolled back."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from ivr.chaos.scheduler import Owner
from ivr.chaos.storage import ChaosDatabase, Storage
from ivr.chaos.template import Template, service
from ivr.chaos.world import World
from ivr.errors import TurnBusy
from ivr.runtime.clock import milliseconds
from ivr.store import publications, versions


class Operator:
    """Somebody at the machines."""

    def __init__(self, world: World, storage: Storage, made: Template) -> None:
        self._world, self._storage, self._made = world, storage, made
        self._random = world.weather.stream("operator")

    def start(self) -> None:
        self._world.scheduler.spawn(self._outages)
        if self._world.weather.publishes:
            self._world.scheduler.spawn(self._publishing)

    def _outages(self) -> None:
        world, storage = self._world, self._storage
        while not world.weather.calm:
            world.scheduler.sleep(self._random.uniform(20.0, 60.0))
            seconds = self._random.uniform(0.5, 25.0)
            if world.weather.strikes("store_away"):
                world.story.fault("store_away", "database", f"away for {seconds:.0f} s")
                storage.away_until = world.scheduler.now + seconds
            elif world.weather.strikes("store_full"):
                world.story.fault("store_full", "database", f"full for {seconds:.0f} s")
                storage.full_until = world.scheduler.now + seconds

    def _publishing(self) -> None:
        """As `ivr publish` and `ivr rollback` do, in a process of their own."""
        versions_in_turn = (self._made.other, self._made.files)
        number = 0
        while not self._world.weather.calm:
            self._world.scheduler.sleep(self._random.uniform(15.0, 90.0))
            try:
                self._publish(versions_in_turn[number % 2])
            except (sa.exc.SQLAlchemyError, TurnBusy) as error:
                self._world.story.tell("operator", f"is not published: {type(error).__name__}")
            else:
                number += 1

    def _publish(self, files: Mapping[str, bytes]) -> None:
        live, now = service(files), milliseconds(self._world.now())
        with ChaosDatabase(self._storage, Owner("operator")).begin() as connection:
            publications.hold(connection, live.id)
            versions.keep(connection, live.id, files, now)
            made = publications.add(connection, live.id, "publish", live.version, now, "operator", "in mid-call")
        self._world.story.count("publications")
        self._world.story.tell("operator", f"publication {made.number} is live")
