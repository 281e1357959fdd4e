"""A person on the telephone, and the transcript that comes of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from ivr.phone import call_by_hand, commands, play
from ivr.phone.clock import VirtualClock
from ivr.phone.commands import call_command, make_test_command
from ivr.transcript import read_transcript

from .application import Application
from .labline import LabLine

MENU = (
    '<Say>Welcome.</Say><Play>jingle.mp3</Play><Play digits="1w2"/><Pause length="2"/>'
    '<Gather input="dtmf speech" action="/heard"><Say>Press one.</Say></Gather><Say>Nothing.</Say>'
)


class Person:
    """Types lines when asked; hangs up when there are none left."""

    def __init__(self, *lines: str) -> None:
        self.lines = list(lines)
        self.seen: list[str] = []

    def read(self, prompt: str) -> str:
        self.seen.append(prompt)
        if not self.lines:
            raise EOFError
        return self.lines.pop(0)

    def call(self, app: Application, **options) -> str:
        clock = VirtualClock(datetime(2026, 11, 24, 15, tzinfo=UTC))
        line = app.line(**options.pop("line", {}))
        call_by_hand(line, read=self.read, write=self.seen.append, clock=clock, **options)
        return "\n".join(self.seen)


def heard(app: Application) -> Application:
    app.documents["/heard"] = lambda asked: f"<Say>{asked.fields.get('Digits') or asked.fields['SpeechResult']}!</Say>"
    return app


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1", "1!"),
        ("12#", "12!"),
        ("1 2 3", "123!"),
        ("pay my bill", "pay my bill!"),
        ("", "Nothing."),
        ("#", "Nothing."),
    ],
)
def test_digits_are_keys_words_are_speech_and_enter_is_silence(typed, said):
    seen = Person(typed).call(heard(Application({"/voice": MENU})))
    assert "Welcome.\n♪ jingle.mp3\n(keys are played: 1w2)\n…\nPress one.\n> \n" in seen
    assert seen.endswith(f"{said}\n(the line hung up)")


@pytest.mark.parametrize("lines", [["/hangup"], []])
def test_hanging_up(lines):
    app = heard(Application({"/voice": MENU}))
    seen = Person(*lines).call(app, line={"status_url": "/status"})
    assert seen.endswith("(the caller hung up)")
    assert len(app.to("/status")) == 1


def test_help_and_unknown_commands_explain():
    seen = Person("/help", "/what", "1").call(heard(Application({"/voice": MENU})))
    assert seen.count("says nothing") == 2


def test_lost_keys_and_words_are_told():
    app = Application({"/voice": '<Gather input="speech"/><Gather/>'})
    seen = Person("1", "hello").call(app)
    assert "keys are lost" in seen
    assert "words are lost" in seen


def test_queues_recordings_and_other_telephones():
    app = Application(
        {
            "/voice": '<Record action="/kept"/>',
            "/kept": "<Say>kept</Say><Dial hangupOnStar='true'>+12025550111</Dial><Enqueue waitUrl='/w'>q</Enqueue>",
            "/w": "<Play>music</Play>",
        }
    )
    seen = Person("my message", "what", "", "*", "", "/agent", "").call(app)
    assert "recording" in seen
    assert "ringing +12025550111" in seen
    assert "queue 'q'" in seen
    assert seen.endswith("(the line hung up)")


def test_messages_and_the_place_in_the_flow_are_shown():
    line = LabLine()
    line.texts.append({"id": 1, "to": "x", "channel": "text", "body": "an old one"})
    seen = Person().call(line.application())
    assert "✉ text to +12025550123: Your code is" in seen
    assert "[verify › code · identified]" in seen
    assert "an old one" not in seen


def test_a_recorded_call_passes_when_played(tmp_path):
    file = tmp_path / "call.yaml"
    line = LabLine()
    code = str(sum(map(ord, "A call from +12025550123, recorded")) + 100000)
    person = Person(f"{code}#", "4111111111111112", "4012888888881881", "1239#", "987", "good day")
    person.call(line.application(), record=file)
    written = file.read_text()
    assert "4012888888881881" not in written
    assert "987" not in written
    assert "# verify › code, identified" in written
    assert 'press: "{code1}#"' in written
    replayed = play(read_transcript(written, "call.yaml"), LabLine().application().line())
    # the card was replaced by a test card, so what the line says of its last digits differs and nothing else
    assert "success 1881" in replayed.failure
    again = play(read_transcript(written.replace("1881", "4242"), "call.yaml"), LabLine().application().line())
    assert not again.failure, again.failure


def test_a_recorded_call_without_a_lab_passes_too(tmp_path):
    file = tmp_path / "call.yaml"
    app = heard(Application({"/voice": MENU}))
    Person("pay").call(app, record=file, caller="withheld", called="+12025550111")
    result = play(read_transcript(file.read_text(), "call.yaml"), app.line())
    assert not result.failure, result.failure
    assert app.to("/voice")[-1]["To"] == "+12025550111"


def test_a_recorded_queue_and_dial_pass_when_played(tmp_path):
    file = tmp_path / "call.yaml"
    app = Application(
        {
            "/voice": "<Dial>+12025550111</Dial><Enqueue waitUrl='/w'>q</Enqueue><Record/><Say>end</Say>",
            "/w": "<Say>wait</Say><Play>music</Play>",
        }
    )
    Person("", "", "", "/agent", "", "").call(app, record=file)
    result = play(read_transcript(file.read_text(), "call.yaml"), app.line())
    assert not result.failure, result.failure + file.read_text()


def test_the_commands_tell_what_went_wrong(tmp_path):
    run = CliRunner().invoke
    nowhere = ["--url", "http://127.0.0.1:9/voice", "--token", "t"]
    called = run(call_command, nowhere)
    assert called.exit_code == 1
    assert "11205" in called.output
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text("call: c\nsteps: []\n")
    bad.write_text("call: c\nstep: []\n")
    tested = run(commands.test_command, [*nowhere, str(good)])
    assert tested.exit_code == 1
    assert tested.output.splitlines()[-1] == "0 passed, 1 failed"
    unreadable = run(commands.test_command, [*nowhere, str(tmp_path)])
    assert unreadable.exit_code == 2
    assert "did you mean 'steps'?" in unreadable.output
    assert run(commands.test_command, [str(good)]).exit_code == 2


def test_the_commands_play_in_process(tmp_path):
    from contextlib import nullcontext  # noqa: PLC0415

    app = Application({"/voice": "<Say>hello</Say><Sing/>"})
    good, bad = tmp_path / "a.yaml", tmp_path / "b.yaml"
    good.write_text("call: one\nsteps: [{hears: application error}]\nends: error\n")
    bad.write_text("call: two\nsteps: []\n")
    command = make_test_command(lambda: lambda: nullcontext(app.line()))
    told = CliRunner().invoke(command, [str(tmp_path)])
    assert told.exit_code == 1
    lines = told.output.splitlines()
    assert lines[0].startswith("ok ")
    assert lines[1].startswith("FAILED")
    assert "12200" in told.output
    assert lines[-1] == "1 passed, 1 failed"
