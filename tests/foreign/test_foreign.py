"""The telephone and a TwiML application that is not ours: in this process, over a socket, and by the commands."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner
from werkzeug.serving import make_server

from ivr.phone import Line, commands, play, run_transcripts
from ivr.phone.commands import call_command
from ivr.transcript import read_transcript

from . import app as dentist

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.yaml"))
TOKEN = "an-auth-token"


def in_process(**options) -> Line:
    app = dentist.make_app(TOKEN)
    return Line("http://dentist.test/voice", TOKEN, transport=httpx.WSGITransport(app=app), **options)


@contextmanager
def served(public: str) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, dentist.make_app(TOKEN, public))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/voice"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_transcript_passes(file):
    result = play(read_transcript(file.read_bytes(), file.name), in_process())
    assert result.failure == ""
    assert result.warnings == ()


def test_every_transcript_passes_over_a_socket_behind_another_public_url():
    said = []
    with served("https://dentist.example") as url:
        line = Line(url, TOKEN, public_url="https://dentist.example")
        assert run_transcripts([HERE], lambda: nullcontext(line), said.append) == 0
    assert said[-1] == f"{len(FILES)} passed, 0 failed"


def test_a_person_calls_over_a_socket_and_the_recording_passes(tmp_path):
    file = tmp_path / "recorded.yaml"
    public = "https://dentist.example"
    with served(public) as url:
        options = ["--url", url, "--token", TOKEN, "--public-url", public]
        called = CliRunner().invoke(call_command, [*options, "--record", str(file)], input="1\n2411#\n")
        assert called.exit_code == 0, called.output
        assert "Your appointment is on 2411, ended by #." in called.output
        tested = CliRunner().invoke(commands.test_command, [*options, "--show", str(file)])
    assert tested.exit_code == 0, tested.output
    assert "  caller │ pressed 2411#" in tested.output
    assert tested.output.splitlines()[-1] == "1 passed, 0 failed"


def test_a_wrong_token_is_told_as_such():
    line = in_process()
    wrong = Line(line.url, "another", transport=line.transport)
    result = play(read_transcript((HERE / "silence.yaml").read_bytes(), "silence.yaml"), wrong)
    assert "403" in result.failure
    assert "auth token" in result.failure
