"""ivr worker: what it tells of itself."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx

TOKEN = "a-token-to-read-metrics"


def worker(folder: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    mine = {name: value for name, value in os.environ.items() if not name.startswith("PROMETHEUS_")}
    known = {**mine, "DATABASE_URL": f"sqlite:///{folder / 'ivr.db'}", "TWILIO_AUTH_TOKEN": "t" * 32}
    command = [str(Path(sys.executable).with_name("ivr")), "worker", *arguments]
    return subprocess.Popen(
        command, env={**known, **environment}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def test_a_worker_tells_its_metrics_to_who_has_the_token_and_to_nobody_else(tmp_path: Path) -> None:
    running = worker(tmp_path, "--metrics-port", "0", IVR_METRICS_TOKEN=TOKEN)
    try:
        assert running.stdout is not None
        told_url = (re.search(r"http://127\.0\.0\.1:\d+/\w+", line) for line in running.stdout)
        url = next(found.group() for found in told_url if found)
        assert httpx.get(url).status_code == 404
        told = httpx.get(url, headers={"Authorization": f"Bearer {TOKEN}"}).text
        assert 'ivr_effect_oldest_seconds{kind="charge"} 0.0' in told
        assert 'ivr_payments_unsettled{status="unknown"} 0.0' in told
        assert "ivr_payment_unsettled_oldest_seconds 0.0" in told
        assert "ivr_door_shut" in told, "each door, once there is one"
    finally:
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=20)
    assert running.returncode == 0


def test_without_a_token_there_is_no_page(tmp_path: Path) -> None:
    running = worker(tmp_path, "--metrics-port", "0")
    told, _ = running.communicate(timeout=60)
    assert running.returncode != 0
    assert "IVR_METRICS_TOKEN" in told
