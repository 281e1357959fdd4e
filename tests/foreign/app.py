"""A dentist's telephone line: a TwiML application that is not ours, written on Flask and the twilio library alone.

It uses every verb the test telephone executes, and refuses requests that are not signed by its account.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from flask import Flask, Response, abort, request, url_for
from twilio.request_validator import RequestValidator
from twilio.twiml.voice_response import Dial, Gather, Pay, VoiceResponse

DESK = "+12025550101"
"""Who calls this number is at the desk, and takes the next waiting patient."""
BLOCKED = "+12025550166"


def make_app(token: str, public: str = "http://dentist.test") -> Flask:
    """The application; requests must be signed with `token` for URLs under `public`."""
    app = Flask(__name__)
    validator = RequestValidator(token)

    def twiml(view: Callable[[], VoiceResponse]) -> Callable[[], Response]:
        @wraps(view)
        def signed() -> Response:
            url = public + request.full_path.removesuffix("?")
            signature = request.headers.get("X-Twilio-Signature", "")
            if not validator.validate(url, request.form, signature):
                abort(403)
            return Response(str(view()), mimetype="text/xml")

        return signed

    @app.post("/voice")
    @twiml
    def voice() -> VoiceResponse:
        response = VoiceResponse()
        if request.form["From"] == BLOCKED:
            response.reject(reason="busy")
            return response
        if request.form["To"] == DESK:
            response.say("One moment.")
            dial = Dial(action=url_for("desk_done"), timeout=20)
            dial.queue("patients", url=url_for("before_desk"))
            response.append(dial)
            return response
        response.play("https://dentist.test/jingle.mp3")
        response.redirect(url_for("menu", again="no"), method="GET")
        return response

    @app.get("/menu")
    @twiml
    def menu() -> VoiceResponse:
        response = VoiceResponse()
        again = request.args["again"] == "yes"
        gather = Gather(
            input="dtmf speech",
            action=url_for("chosen"),
            num_digits=1,
            timeout=3,
            hints="pay, desk, message",
            language="en-GB",
        )
        gather.say("Smile dental. For an appointment press 1. To pay press 2. For the desk press 3.", language="en-GB")
        gather.pause(length=1)
        gather.say("To leave a message press 4. For our other office press 5. For our code press 6.")
        response.append(gather)
        if again:
            response.say("Goodbye.")
            response.hangup()
        else:
            response.say("We heard nothing.")
            response.redirect(url_for("menu", again="yes"), method="GET")
        return response

    @app.post("/chosen")
    @twiml
    def chosen() -> VoiceResponse:
        response = VoiceResponse()
        given = request.form.get("Digits") or request.form.get("SpeechResult", "").lower()
        choices = {"1": "date", "2": "pay", "3": "wait", "4": "message", "5": "other_office", "6": "code"}
        words = {"pay": "pay", "desk": "wait", "message": "message"}
        where = choices.get(given) or next((view for word, view in words.items() if word in given), None)
        if where is None:
            response.say(f"We did not understand {given}.")
            response.redirect(url_for("menu", again="yes"), method="GET")
        else:
            response.redirect(url_for(where))
        return response

    @app.post("/date")
    @twiml
    def date() -> VoiceResponse:
        response = VoiceResponse()
        if "Digits" in request.form:
            response.say(f"Your appointment is on {request.form['Digits']}, ended by {request.form['FinishedOnKey']}.")
            return response
        gather = Gather(timeout=10, action_on_empty_result=False)
        gather.say("Enter day and month, then pound.")
        response.append(gather)
        response.say("No date, no appointment.")
        return response

    @app.post("/pay")
    @twiml
    def pay() -> VoiceResponse:
        response = VoiceResponse()
        pay = Pay(
            action=url_for("paid"),
            status_callback=url_for("pay_told"),
            max_attempts=2,
            charge_amount="40.00",
            min_postal_code_length=5,
            valid_card_types="visa amex",
        )
        first = pay.prompt(for_="payment-card-number", attempt=1)
        first.say("Key your card number.")
        wrong = pay.prompt(for_="payment-card-number", error_type="invalid-card-number timeout")
        wrong.say("That was no card number, key it again.")
        amex = pay.prompt(for_="security-code", card_type="amex")
        amex.say("The four digits on the front.")
        response.append(pay)
        return response

    @app.post("/paid")
    @twiml
    def paid() -> VoiceResponse:
        response = VoiceResponse()
        if request.form["Result"] == "success":
            code = request.form["PaymentConfirmationCode"]
            response.say(f"Paid with {request.form['PaymentCardType']} {request.form['PaymentCardNumber']}.")
            response.say("Thank you." if code.startswith("ch_") else "Strange.")
        else:
            response.say(f"Not paid: {request.form['Result']}. {request.form.get('ConnectorError', '')}")
        return response

    @app.post("/pay-told")
    def pay_told() -> tuple[str, int]:
        return "", 204

    @app.post("/wait")
    @twiml
    def wait() -> VoiceResponse:
        response = VoiceResponse()
        response.enqueue("patients", wait_url=url_for("waiting"), action=url_for("waited"), max_queue_size=3)
        return response

    @app.post("/waiting")
    @twiml
    def waiting() -> VoiceResponse:
        response = VoiceResponse()
        if int(request.form["QueueTime"]) > 120:
            response.leave()
            return response
        response.say(f"You are number {request.form['QueuePosition']} of {request.form['CurrentQueueSize']}.")
        response.play("music.mp3", loop=3)
        return response

    @app.post("/waited")
    @twiml
    def waited() -> VoiceResponse:
        response = VoiceResponse()
        result, time = request.form["QueueResult"], request.form.get("QueueTime", "no time")
        response.say(f"Queue: {result} after {time}.")
        return response

    @app.post("/before-desk")
    @twiml
    def before_desk() -> VoiceResponse:
        response = VoiceResponse()
        response.say("The desk will speak to you now.")
        return response

    @app.post("/desk-done")
    @twiml
    def desk_done() -> VoiceResponse:
        response = VoiceResponse()
        response.say(f"Desk: {request.form['DialCallStatus']}, bridged {request.form['DialBridged']}.")
        return response

    @app.post("/message")
    @twiml
    def message() -> VoiceResponse:
        response = VoiceResponse()
        if "RecordingUrl" in request.form:
            response.say(f"{request.form['RecordingDuration']} seconds kept, ended by {request.form['Digits']}.")
            return response
        response.say("Speak after the tone.")
        response.record(max_length=30, finish_on_key="#", timeout=4)
        response.say("You said nothing.")
        return response

    @app.post("/other-office")
    @twiml
    def other_office() -> VoiceResponse:
        response = VoiceResponse()
        dial = Dial(action=url_for("office_done"), timeout=15, hangup_on_star=True)
        dial.number("+12025550188")
        response.append(dial)
        return response

    @app.post("/office-done")
    @twiml
    def office_done() -> VoiceResponse:
        response = VoiceResponse()
        seconds = request.form.get("DialCallDuration", "0")
        response.say(f"Office: {request.form['DialCallStatus']} after {seconds}.")
        return response

    @app.post("/code")
    @twiml
    def code() -> VoiceResponse:
        response = VoiceResponse()
        response.play(digits="12ww3")
        response.pause(length=2)
        response.redirect(url_for("menu", again="yes"), method="GET")
        return response

    return app
