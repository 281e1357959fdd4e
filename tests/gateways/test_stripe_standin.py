"""Stripe's stand-in does what Stripe documents, asked through Stripe's own client and over plain HTTP."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import httpx

from tests.support.stripe import KEY, Server
from tests.support.stripe.faults import Fault

ORDER = "amount=12150&currency=usd&metadata[key]=k"
PAYS = "payment_method_data[type]=card&payment_method_data[card][token]="
DAY_S = 24 * 3600


def post(server: Server | str, path: str, body: str, key: str | None = None) -> httpx.Response:
    url = server if isinstance(server, str) else server.url
    headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/x-www-form-urlencoded"}
    if key is not None:
        headers["Idempotency-Key"] = key
    return httpx.post(f"{url}/v1/payment_intents{path}", content=body, headers=headers, timeout=5)


def test_the_same_key_and_body_get_the_same_answer_and_one_intent(stripe: Server) -> None:
    first, again = post(stripe, "", ORDER, "k1"), post(stripe, "", ORDER, "k1")
    assert first.json() == again.json()
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert len(stripe.intents()) == 1


def test_the_same_key_with_another_body_is_an_error(stripe: Server) -> None:
    post(stripe, "", ORDER, "k1")
    other = post(stripe, "", ORDER.replace("12150", "12151"), "k1")
    assert (other.status_code, other.json()["error"]["type"]) == (400, "idempotency_error")


def test_a_key_is_forgotten_after_a_day(stripe: Server) -> None:
    first = post(stripe, "", ORDER, "k1").json()["id"]
    stripe.advance(DAY_S - 60)
    assert post(stripe, "", ORDER, "k1").json()["id"] == first
    stripe.advance(61)
    assert post(stripe, "", ORDER, "k1").json()["id"] != first


def test_a_decline_is_replayed_with_its_status(stripe: Server) -> None:
    ident = post(stripe, "", ORDER).json()["id"]
    first = post(stripe, f"/{ident}/confirm", PAYS + "tok_insufficient_1", "k2")
    again = post(stripe, f"/{ident}/confirm", PAYS + "tok_insufficient_1", "k2")
    assert (first.status_code, first.json()["error"]["decline_code"]) == (402, "insufficient_funds")
    assert (again.status_code, again.json()) == (402, first.json())


def test_a_500_is_kept_under_its_key_and_what_fails_validation_is_not(stripe: Server) -> None:
    stripe.faults.add(Fault("create", "500"))
    assert [post(stripe, "", ORDER, "k1").status_code for _ in range(2)] == [500, 500]
    assert post(stripe, "", "amount=0&currency=usd", "k2").status_code == 400
    assert post(stripe, "", ORDER, "k2").status_code == 200


def test_a_key_in_use_is_a_conflict(stripe: Server) -> None:
    stripe.faults.add(Fault("create", "slow", seconds=1))
    slow = threading.Thread(target=post, args=(stripe, "", ORDER, "k1"))
    slow.start()
    while not stripe.requests:
        pass
    busy = post(stripe, "", ORDER, "k1")
    slow.join()
    assert (busy.status_code, busy.json()["error"]["code"]) == (409, "idempotency_key_in_use")
    assert len(stripe.intents()) == 1


def test_a_parameter_that_stripe_does_not_know_is_refused(stripe: Server) -> None:
    assert post(stripe, "", ORDER + "&colour=red").json()["error"]["code"] == "parameter_unknown"


def test_what_was_charged_outlives_a_kill_with_the_answer_under_its_key(tmp_path: Path) -> None:
    def run() -> tuple[subprocess.Popen[str], str]:
        command = [sys.executable, "-m", "tests.support.stripe", "--port", "0", "--db", str(tmp_path / "stripe.db")]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
        assert process.stdout is not None
        return process, process.stdout.readline().split("on ")[1].split()[0]

    first, url = run()
    answer = post(url, "", f"{ORDER}&confirm=true&{PAYS}tok_ok_1", "k1")
    os.kill(first.pid, signal.SIGKILL)
    first.communicate()
    second, url = run()
    again = post(url, "", f"{ORDER}&confirm=true&{PAYS}tok_ok_1", "k1")
    audit = httpx.get(f"{url}/_standin/intents").json()["intents"]
    second.terminate()
    second.communicate()
    assert again.json() == answer.json()
    assert [each["status"] for each in audit] == ["succeeded"]
