"""<Enqueue>, <Dial>, <Record>: what is posted, and who hears what. The rest is in tests/foreign."""

from __future__ import annotations

import pytest

from .application import Application, steps

WAIT = '<Say>position {p}</Say><Play loop="2">music</Play>'


def queue(inside: str = "", **documents) -> Application:
    app = Application(
        {
            "/voice": f'<Enqueue action="/done" waitUrl="/wait/first" {inside}>billing</Enqueue><Say>not reached</Say>',
            "/wait/first": lambda asked: WAIT.replace("{p}", asked.fields["QueuePosition"]),
            "/done": lambda asked: f"<Say>{asked.fields['QueueResult']}</Say>",
        }
    )
    app.documents |= documents
    return app


def agents(app: Application) -> Application:
    """The same line, where +12025550101 is the agents' number."""
    caller = app.documents["/voice"]
    agent = '<Say>taking</Say><Dial action="/agent"><Queue url="whisper?a=1">billing</Queue></Dial>'
    app.documents |= {
        "/voice": lambda asked: agent if asked.fields["To"] == "+12025550101" else caller,
        "/whisper": "<Say>you will be connected</Say><Redirect>/whisper2</Redirect>",
        "/whisper2": "<Pause length='2'/>",
        "/agent": lambda asked: f"<Say>{asked.fields['DialCallStatus']}</Say><Gather/>",
    }
    return app


def test_wait_documents_are_told_the_position_and_asked_for_again():
    app = queue('maxQueueSize="50"')
    app.passes(steps("hears: [position 1, position 1, position 1]") + "ends: queue\n")
    first, second, *_ = app.to("/wait/first")
    assert first["QueuePosition"] == "1"
    assert first["QueueSid"].startswith("QU")
    assert (first["QueueTime"], int(second["QueueTime"]) >= 10) == ("0", True)
    assert (first["AvgQueueTime"], first["CurrentQueueSize"], first["MaxQueueSize"]) == ("0", "1", "50")


def test_a_hang_up_in_the_queue_is_posted_with_its_result():
    app = queue()
    app.passes(steps("wait: 25 s", "hang_up: caller") + "ends: caller\n")
    (fields,) = app.to("/done")
    assert (fields["QueueResult"], fields["QueueTime"], fields["CallStatus"]) == ("hangup", "25", "completed")


def test_a_wait_document_may_gather_redirect_leave_and_hang_up():
    app = queue()
    app.documents |= {
        "/wait/first": '<Gather numDigits="1" action="key"><Say>or press 1</Say></Gather><Redirect>more</Redirect>',
        "/wait/more": "<Say>still here</Say>",
        "/wait/key": lambda asked: "<Leave/>" if asked.fields["Digits"] == "1" else "<Hangup/>",
    }
    app.passes(steps("silence: 1", "hears: [still here, or press 1]", 'press: "1"', "hears: leave"))
    assert app.to("/wait/key")[0]["QueuePosition"] == "1"
    app.passes(steps('press: "2"') + "ends: line\n")
    assert app.to("/done")[-1]["QueueResult"] == "hangup"


def test_without_an_action_the_next_verb_follows():
    app = queue()
    app.documents["/voice"] = "<Enqueue>billing</Enqueue><Say>fell through</Say>"
    app.passes(steps("hears: ♪ (hold music), queue: answered", "hang_up: agent", "hears: fell through"))


@pytest.mark.parametrize("what", ["error", "system-error", "redirected", "bridging-in-process"])
def test_other_results_can_be_brought_about(what):
    app = queue()
    app.passes(steps("hears: position 1", f"queue: {what}", f"hears: {what}"))
    assert app.to("/done")[0]["QueueSid"]


def test_a_full_queue_is_never_entered():
    app = queue()
    app.passes(steps("queue: full", "hears: queue-full"))
    assert "QueueSid" not in app.to("/done")[0]


def test_an_agent_takes_the_caller():
    app = agents(queue())
    app.passes(
        """
call: c
from: "+12025550123"
steps:
  - hears: position 1
  - wait: 60
  - agent:
      from: "+12025550199"
      steps:
        - hears: [taking, (connected)]
        - wait: 30
        - hang_up: agent
  - hears: [you will be connected, (connected), bridged]
""",
        agent_number="+12025550101",
    )
    (whisper,) = app.to("/whisper")
    caller = app.to("/voice")[0]["CallSid"]
    assert whisper["CallSid"] == caller
    assert whisper["DequeingCallSid"] != caller
    assert int(whisper["QueueTime"]) >= 60
    (agent,) = app.to("/agent")
    assert (agent["DialCallStatus"], agent["DialBridged"], agent["DialCallDuration"]) == ("completed", "true", "30")
    assert agent["DialCallSid"] == caller
    assert agent["From"] == "+12025550199"
    assert app.to("/done")[0]["QueueResult"] == "bridged"


def test_an_agent_goes_on_when_the_caller_hangs_up():
    app = agents(queue())
    agent = 'agent: {to: "+12025550101", steps: [{hears: (connected)}, {hang_up: caller}, {hears: completed}]}'
    app.passes(steps(agent) + "ends: caller\n", status_url="/status")
    assert len(app.to("/status")) == 2


def test_the_agent_stays_when_the_steps_are_over_and_leaves_with_the_caller():
    app = agents(queue())
    app.passes(steps('agent: {to: "+12025550101", steps: [{hears: taking}]}', "wait: 1 min", "hang_up: caller"))
    assert app.to("/agent")[0]["DialCallDuration"] == "60"
    app.passes(steps('agent: {to: "+12025550101", steps: []}', "hang_up: agent", "hears: bridged"))


def test_an_agent_who_fails_fails_the_transcript_at_its_own_step():
    app = agents(queue())
    result = app.play(steps('agent: {to: "+12025550101", steps: [{hears: hello}]}'))
    assert 'did not say: "hello"' in result.failure
    assert "heard since the agent's call began:" in result.failure
    result = app.play(steps("agent: {steps: []}"))
    assert "the agent's call needs 'to'" in result.failure


def test_dialling_a_number():
    app = Application(
        {
            "/voice": '<Dial action="/after" timeLimit="60"><Number>+12025550111</Number></Dial>',
            "/after": lambda asked: f"<Say>{asked.fields['DialCallStatus']} {asked.fields['DialBridged']}</Say>",
        }
    )
    app.passes(steps("dial: answered", "wait: 2 min", "hears: completed true"))
    assert app.to("/after")[0]["DialCallDuration"] == "60"
    app.passes(steps("dial: failed", "hears: failed false"))
    assert "DialCallDuration" not in app.to("/after")[1]
    app.passes(steps("wait: 31", "hears: no-answer"))
    app.passes(steps("hang_up: caller"))
    assert app.to("/after")[-1]["DialCallStatus"] == "canceled"


def test_a_recording_is_posted_with_its_length():
    app = Application(
        {
            "/voice": '<Record action="/kept" maxLength="20" playBeep="false" recordingStatusCallback="/told"/>',
            "/kept": "<Say>kept</Say>",
        }
    )
    app.documents["/told"] = (200, "")
    app.passes(steps("record: 7 s", "hears: kept"))
    (fields,) = app.to("/kept")
    assert fields["RecordingDuration"] == "7"
    assert fields["RecordingUrl"].endswith(fields["RecordingSid"])
    assert fields["Digits"] == ""
    assert app.to("/told")[0]["RecordingStatus"] == "completed"
    app.passes(steps("record: {seconds: 3, hang_up: true}") + "ends: caller\n")
    assert app.to("/kept")[1]["Digits"] == "hangup"
    app.passes(steps('press: "#"') + "ends: line\n")
    assert len(app.to("/kept")) == 2
