"""The real client of Twilio against Prism serving Twilio's OpenAPI documents: `scripts/prism`.

Prism refuses what does not hold to the document (422), and answers the document's own example. It says nothing of what
Twilio does with a request, nor has it Twilio's errors: those are in tests/gateways, against a Twilio of our own.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from twilio.rest import Client

from ivr.errors import GatewayUnavailable
from ivr.gateways.codes import VerifyCodes
from ivr.gateways.messages import Outgoing
from ivr.gateways.numbers import TwilioLookup
from ivr.gateways.texts import TwilioTexts
from ivr.gateways.twilio_rest import rest_client
from ivr.values import Secret
from tests.support.twilio_documents import FOLDER
from tests.support.twilio_rest import ACCOUNT, SERVICE

pytestmark = pytest.mark.prism

TO, FROM = "+12025550123", "+12025550100"
WHOLE = "IVR_TWILIO_DOCUMENTS"
"""Names a folder with Twilio's whole documents, where they are at hand; else tests/reference has parts of them."""

Serve = Callable[[str], Client]


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Has Prism serve a document; gives a client of it."""
    prism = os.environ.get("IVR_PRISM") or shutil.which("prism")
    if prism is None or shutil.which("node") is None:
        pytest.fail("Prism or node is not there: run scripts/prism, which installs Prism")
    folder = Path(os.environ.get(WHOLE) or FOLDER)
    running: dict[str, tuple[subprocess.Popen[bytes], str]] = {}

    def start(name: str) -> Client:
        if name not in running:
            document = folder / name
            if not document.exists():
                pytest.fail(f"Twilio's document {name} is not in {folder}")
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                port = probe.getsockname()[1]
            log = (tmp_path_factory.getbasetemp() / f"{name}.log").open("wb")
            command = [prism, "mock", "-h", "127.0.0.1", "-p", str(port), str(document)]
            process = subprocess.Popen(command, stdout=log, stderr=log)
            log.close()
            running[name] = process, f"http://127.0.0.1:{port}"
            _wait(port, process)
        return rest_client(ACCOUNT, Secret("token"), running[name][1])

    yield start
    for process, _ in running.values():
        process.terminate()
        process.wait(10)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    pytest.fail("Prism did not start")


def test_a_text_is_one_that_twilio_takes(serve: Serve) -> None:
    texts = TwilioTexts(
        serve("twilio_api_v2010.json"), FROM, lambda key: f"https://ivr.example.com/text/status?key={key}"
    )
    assert texts.send(Outgoing("CA1/3/receipt", TO, "", Secret("You paid $12.50."))).startswith("SM")


def test_a_text_is_looked_for_as_twilio_lets_one(serve: Serve) -> None:
    texts = TwilioTexts(serve("twilio_api_v2010.json"), FROM)
    assert texts.find(Outgoing("k", TO, "", Secret("of other words than the example's")), datetime.now(UTC)) is None


def test_a_verification_starts_and_is_approved(serve: Serve) -> None:
    codes = VerifyCodes(serve("twilio_verify_v2.json"), SERVICE)
    sid = codes.send(TO, Secret("123456"), "es-US")
    assert sid.startswith("VE")
    codes.approve(sid)


def test_a_number_is_looked_up(serve: Serve) -> None:
    told = TwilioLookup(serve("twilio_lookups_v2.json")).kind("+14159929960")
    # of the whole document's examples Prism gives the first, which is of a plain look-up
    assert told == ("unknown" if os.environ.get(WHOLE) else "non_fixed_voip")


def test_prism_does_refuse_what_the_document_does_not_allow(serve: Serve) -> None:
    with pytest.raises(GatewayUnavailable, match="422"):
        VerifyCodes(serve("twilio_verify_v2.json"), "VA1").send(TO, Secret("123456"), "en-US")
