"""The loads' way to the servers: as a proxy, it finds the one that is there."""

from __future__ import annotations

import asyncio

import pytest

from tests.load.house import free_port
from tests.load.processes import Service, Supervisor
from tests.load.wire import UnansweredError, Wire


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
    writer.close()


async def _posts(count: int, *, there: bool) -> list[str]:
    async with await asyncio.start_server(_answer, "127.0.0.1") as server:
        ports = [free_port(), free_port(), server.sockets[0].getsockname()[1]]
        wire = Wire("http://127.0.0.1:1", "token", count, ports=ports if there else ports[:2])

        async def post() -> str:
            try:
                return (await wire.post("http://127.0.0.1:1/voice", {})).body.decode()
            except UnansweredError as error:
                return f"unanswered by {error.port}"

        told = await asyncio.gather(*(post() for _ in range(count)))
        wire.close()
    return list(told)


def test_while_one_server_of_three_stands_everybody_beside_each_other_is_answered() -> None:
    assert set(asyncio.run(_posts(20, there=True))) == {"ok"}


def test_a_request_that_every_server_refuses_says_so() -> None:
    assert set(asyncio.run(_posts(4, there=False))) == {"unanswered by None"}


@pytest.fixture
def server(tmp_path) -> Service:
    return Service("server 1", [], {}, tmp_path / "log", 1)


def test_what_was_left_of_a_killed_server_does_not_count_as_standing(server: Service) -> None:
    server.fell()
    asked = server.struck + 0.000_001
    server.fell()  # what was left of it
    server.rose(asked)
    assert server.fallen is not None
    server.rose(server.struck + 0.000_001)
    assert server.fallen is None
    [(since, until)] = server.downs
    assert server.was_down(since - 2, since)
    assert not server.was_down(until + 1, until + 2)


def test_an_outage_is_when_no_server_stands(server: Service, tmp_path) -> None:
    other = Service("server 2", [], {}, tmp_path / "log", 2)
    server.downs, other.downs = [(1, 5), (10, 12)], [(4, 8), (11, 20)]
    assert Supervisor([server, other, Service("worker", [], {}, tmp_path / "log")]).outages() == [(4, 5), (11, 12)]
