"""Documents that cannot be executed, and what becomes of the call."""

from __future__ import annotations

import httpx
import pytest

from .application import Application, steps

APOLOGY = "application error has occurred"


def xml(body: str | bytes, kind: str = "text/xml") -> httpx.Response:
    return httpx.Response(200, content=body, headers={"content-type": kind})


BAD = {
    "not-found": ((404, "no"), 11200, "404"),
    "server-error": ((500, "oops"), 11200, "500"),
    "not-xml": (xml("hello there"), 12100, "hello there"),
    "empty": (xml(""), 12100, "not XML"),
    "other-root": (xml("<html/>"), 12100, "<html>"),
    "latin-1": (xml("<Response><Say>\xe9</Say></Response>".encode("latin-1")), 12100, "UTF-8"),
    "doctype": (xml("<!DOCTYPE x [<!ENTITY a 'b'>]><Response/>"), 12100, "DOCTYPE"),
    "json": (xml("{}", "application/json"), 12300, "application/json"),
    "too-large": (xml(f"<Response><Say>{'x' * 70000}</Say></Response>"), 11750, "65536"),
    "unknown-verb": ("<Sing>la</Sing>", 12200, "<Sing>"),
    "known-elsewhere": ("<Connect/>", 12200, "not executed by this telephone"),
    "no-queue-name": ("<Enqueue/>", 12200, "1 to 64"),
    "task-router": ('<Enqueue workflowSid="WW1"/>', 12200, "TaskRouter"),
    "dial-client": ("<Dial><Client>alice</Client></Dial>", 12200, "<Client>"),
    "dial-nobody": ("<Dial/>", 12200, "number"),
    "bank-account": ('<Pay paymentMethod="ach-debit"/>', 12200, "ach-debit"),
}


@pytest.mark.parametrize(("document", "code", "words"), BAD.values(), ids=BAD)
def test_the_call_ends_with_an_apology_and_the_fault_is_named(document, code, words):
    app = Application({"/voice": document})
    app.passes(steps(f"hears: {APOLOGY}") + "ends: error\n")
    result = app.play(steps())
    assert f"Twilio error {code}" in result.failure
    assert words in result.failure
    assert "/voice" in result.failure


def test_the_fallback_url_is_told_the_error_and_takes_over():
    app = Application({"/voice": "<Redirect>/gone</Redirect>", "/fallback": "<Say>sorry</Say><Redirect>n</Redirect>"})
    app.documents["/n"] = "<Say>next</Say>"
    result = app.passes(steps("hears: [sorry, next]", f"not_hears: {APOLOGY}"), fallback_url="/fallback")
    (fields,) = app.to("/fallback")
    assert fields["ErrorCode"] == "11200"
    assert fields["ErrorUrl"] == "https://line.test/gone"
    assert fields["CallStatus"] == "in-progress"
    assert "11200" in result.warnings[0]


def test_a_fallback_that_fails_too_ends_the_call():
    app = Application({"/voice": (500, ""), "/fallback": (500, "")})
    app.passes(steps(f"hears: {APOLOGY}") + "ends: error\n", fallback_url="/fallback", status_url="/status")
    assert app.to("/status")[0]["CallStatus"] == "failed"


class Slow(Application):
    def handle_request(self, request):
        if request.url.path == "/voice":
            raise httpx.ReadTimeout("slow", request=request)
        return super().handle_request(request)


def test_a_slow_line_is_a_connection_failure_and_is_not_asked_again():
    app = Slow({"/fallback": "<Say>sorry</Say>"})
    app.passes(steps("hears: sorry"), fallback_url="/fallback")
    assert app.to("/fallback")[0]["ErrorCode"] == "11205"


def test_a_line_that_is_not_there():
    result = Application({}).play(steps())
    assert "404" in result.failure


def test_documents_that_only_redirect_are_a_loop():
    app = Application(
        {"/voice": "<Redirect>/a</Redirect>", "/a": "<Redirect>/b</Redirect>", "/b": "<Redirect>a</Redirect>"}
    )
    result = app.play(steps())
    assert "20 documents in a row" in result.failure
    assert "/a -> https://line.test/b" in result.failure


def test_a_call_takes_so_many_documents_and_no_more():
    app = Application({"/voice": "<Say>again</Say><Redirect/>"})
    result = app.play(steps())
    assert "500 documents" in result.failure
    assert len(app.asked) == 500


def test_a_wait_document_holds_only_what_may_be_waited_with():
    app = Application({"/voice": '<Enqueue waitUrl="/w">q</Enqueue>', "/w": "<Dial>+12025550111</Dial>"})
    result = app.play(steps("queue: answered"))
    assert "<Dial> is not allowed here" in result.failure


def test_a_document_that_runs_out_ends_the_call():
    app = Application({"/voice": "<Say>that is all</Say>"})
    app.passes(steps("hears: that is all") + "ends: line\n", status_url="/status")
    assert app.to("/status")[0]["CallStatus"] == "completed"


@pytest.mark.parametrize(
    ("verb", "ends", "status"),
    [("<Reject/>", "rejected", "no-answer"), ('<Reject reason="busy"/>', "busy", "busy")],
)
def test_a_rejected_call(verb, ends, status):
    app = Application({"/voice": f"{verb}<Say>never</Say>"})
    app.passes(steps("not_hears: never") + f"ends: {ends}\n", status_url="/status")
    (fields,) = app.to("/status")
    assert fields["CallStatus"] == status
    assert "CallDuration" not in fields


def test_reject_after_an_answer_ends_the_call():
    app = Application({"/voice": "<Say>hello</Say><Reject/>"})
    result = app.passes(steps("hears: hello") + "ends: line\n")
    assert "too late" in result.warnings[0]


def test_say_and_play_repeat_and_leave_needs_a_queue():
    app = Application({"/voice": '<Say loop="2">ho</Say><Play loop="2">x</Play><Leave/><Play/><Say>end</Say>'})
    result = app.passes(steps("hears: [ho, ho, ♪ x, ♪ x, end]"))
    assert "outside of a queue" in result.warnings[0]


def test_ssml_is_heard_as_text():
    app = Application({"/voice": '<Say>I owe <say-as interpret-as="currency">$5</say-as><break/> to you</Say>'})
    app.passes(steps("hears: {exactly: I owe $5 to you}"))
