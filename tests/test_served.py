"""The line as it is served: a production server, two processes, PostgreSQL, signed calls over HTTP."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from ivr.commands.house import AGENT_PIN
from tests.support.postgres import Postgres

IVR = str(Path(sys.executable).with_name("ivr"))
TOKEN = "a-token-for-tests"
METRICS = {"IVR_METRICS_TOKEN": "a-token-to-read-metrics"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(url: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("IVR_", "TWILIO_"))}
    return {
        **kept,
        "IVR_TRIAL": "1",
        "DATABASE_URL": url,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "IVR_AGENT_PIN": AGENT_PIN,
        **METRICS,
    }


@pytest.fixture
def served(server: Postgres) -> Iterator[str]:
    """The voice URL of a lab in two processes."""
    env = environment(server.url())
    subprocess.run([IVR, "db", "upgrade"], env=env, check=True, capture_output=True)
    port = free_port()
    running = subprocess.Popen(
        [IVR, "serve", "--lab", "--port", str(port), "--processes", "2"],
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 60
        while not answers(f"http://127.0.0.1:{port}/readyz"):
            assert running.poll() is None, "the server ended"
            assert time.monotonic() < until, "the server is not ready"
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}/voice"
    finally:
        running.terminate()
        running.wait(20)


def answers(url: str) -> bool:
    try:
        return httpx.get(url).status_code == 200
    except httpx.TransportError:
        return False


def test_every_call_goes_there_as_written(served: str):
    command = [IVR, "test", "--url", served, "--token", TOKEN, "--agents", "+12025550199"]
    command += ["--status-url", f"{served}/status"]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    failed = [line for line in told.stdout.splitlines() if not line.startswith("ok")]
    assert told.returncode == 0, "\n".join(failed) + told.stderr
    assert failed[-1].endswith(" passed, 0 failed")


def test_a_wrong_token_is_refused(served: str):
    command = [IVR, "test", "--url", served, "--token", "another", "flows/tests/balance-overdue.yaml"]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "token" in told.stdout
    assert [httpx.post(served, data={"CallSid": "CA1"}).status_code for _ in range(6)] == [403] * 6
    bearer = {"Authorization": f"Bearer {METRICS['IVR_METRICS_TOKEN']}"}
    pages = [httpx.get(f"{served.removesuffix('/voice')}/metrics", headers=bearer).text for _ in range(8)]
    counted = {line for page in pages for line in page.splitlines() if line.startswith("ivr_signature_refusals_total")}
    assert counted == {"ivr_signature_refusals_total 6.0"}, "whichever process is asked adds up all"


def test_sqlite_is_one_process(tmp_path: Path):
    env = environment(f"sqlite:///{tmp_path / 'x.db'}")
    told = subprocess.run([IVR, "serve", "--processes", "2"], env=env, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "SQLite is one process" in told.stderr


def test_a_lab_has_stand_ins_only(tmp_path: Path):
    env = {**environment(f"sqlite:///{tmp_path / 'x.db'}"), "IVR_MESSAGES": "twilio"}
    told = subprocess.run([IVR, "serve", "--lab"], env=env, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "stand-ins only" in told.stderr


def test_a_line_for_real_callers_runs_on_no_stand_ins(tmp_path: Path):
    env = {**environment(f"sqlite:///{tmp_path / 'x.db'}"), "IVR_TRIAL": "0"}
    told = subprocess.run([IVR, "serve"], env=env, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "IVR_PAYMENTS" in told.stderr


def test_a_database_without_tables_is_not_served(server: Postgres):
    env = {**environment(server.url()), "IVR_SECRET_KEY": "k" * 32}
    told = subprocess.run([IVR, "serve"], env=env, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "ivr db upgrade" in told.stderr


@pytest.mark.parametrize(
    ("missing", "told"), [("TWILIO_AUTH_TOKEN", "TWILIO_AUTH_TOKEN"), ("IVR_SECRET_KEY", "IVR_SECRET_KEY")]
)
def test_a_missing_secret_is_named(server: Postgres, missing: str, told: str):
    env = {**environment(server.url()), "IVR_SECRET_KEY": "k" * 32}
    del env[missing]
    said = subprocess.run([IVR, "serve"], env=env, capture_output=True, text=True, check=False)
    assert said.returncode == 1
    assert told in said.stderr
    assert "Traceback" not in said.stderr
