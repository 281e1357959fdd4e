"""The twin's call: three questions in one language, and what is heard in answer to them."""

from __future__ import annotations

from typing import TypedDict

from twilio.twiml.voice_response import Gather, VoiceResponse

VOICES = {"en-US": "Polly.Joanna-Neural", "es-US": "Polly.Lupe-Neural", "zh-CN": "Polly.Zhiyu-Neural"}
ANYWHERE = (
    "repeat,again,say that again,what did you say,pardon,back,go back,previous,agent,person,a person,operator,"
    "representative,human,speak with a person,talk to someone,talk to a person,help,customer service,language,"
    "another language,change language,Spanish,Chinese,español,中文"
)
HINTS = {
    "language": "English,Spanish,español,en español,Chinese,Mandarin,中文,普通话," + ANYWHERE,
    "menu": "balance,my balance,what do I owe,how much do I owe,when is it due,amount due,my account,pay,payment,"
    "pay my bill,pay by phone,make a payment,I want to pay,more time,extension,I need more time,I need an extension,"
    "I cannot pay,I can't pay,defer,something else,anything else,other,something different," + ANYWHERE,
    "account": ANYWHERE,
}
BALANCE = frozenset(
    {"balance", "my balance", "what do i owe", "how much do i owe", "when is it due", "amount due", "my account"}
)
LANGUAGE = frozenset({"language", "another language", "change language"})

GREETING = ("en-US", "Thank you for calling Harbor Finance.")
NOT_UNDERSTOOD = ("en-US", "Sorry, I did not get that.")
QUESTIONS = {
    "language": (
        ("es-US", "Para español, oprima el 2."),
        ("zh-CN", "中文服务，请按 3。"),
        ("en-US", "For English, press 1, or just stay on the line."),
    ),
    "menu": (
        ("en-US", "Main menu."),
        ("en-US", "To hear what you owe and when it is due, press 1."),
        ("en-US", "To pay by phone, press 2."),
        ("en-US", "If you need more time to pay, press 3."),
        ("en-US", "For anything else, press 4. You can press 0 at any time to speak with a person."),
    ),
    "account": (
        (
            "en-US",
            "First I need to know that it is you. Please enter your account number, then press the pound key. "
            "It is at the top of your bill.",
        ),
    ),
    "account again": (
        (
            "en-US",
            "Your account number is at the top of your bill. Enter it now, then press pound, the key at the bottom "
            "right. For a person, press star and then 0.",
        ),
    ),
}

Said = tuple[tuple[str, str], ...]


class State(TypedDict):
    """`step` is the question asked, `after` the one to return to from the language; `tries` counts bad answers."""

    step: str
    after: str | None
    language: str
    tries: int


def begin() -> State:
    return {"step": "begin", "after": None, "language": "en-US", "tries": 0}


def hear(state: State, heard: dict[str, str]) -> tuple[State, Said]:
    """The state after what was heard, and what is said."""
    step, keys = state["step"], heard.get("Digits", "")
    words = heard.get("SpeechResult", "").strip(" .?!").lower()
    if step == "begin":
        return {**state, "step": "language"}, (GREETING, *QUESTIONS["language"])
    if keys == "*":
        return state, QUESTIONS[step]
    if words in LANGUAGE:
        return {**state, "step": "language", "after": step}, QUESTIONS["language"]
    if step == "language":
        back = state["after"] or "menu"
        return {**state, "step": back, "after": None, "tries": 0}, QUESTIONS[back]
    if step == "menu" and (keys == "1" or words in BALANCE):
        return {**state, "step": "account", "tries": 0}, QUESTIONS["account"]
    again: State = {**state, "tries": state["tries"] + 1}
    if step == "account":
        return again, QUESTIONS["account again"]
    return again, (NOT_UNDERSTOOD, *QUESTIONS[step])


def render(public: str, state: State, number: int, said: Said) -> str:
    """The answer whose exits lead to turn `number`."""
    response = VoiceResponse()
    turn = f"{public}/voice/turn/{number}/heard?language={state['language']}"
    keys = {} if state["step"] == "account" else {"num_digits": 1}
    gather = Gather(
        action=turn,
        action_on_empty_result=True,
        barge_in=True,
        finish_on_key="#" if state["step"] == "account" else "",
        hints=HINTS.get(state["step"], ANYWHERE),
        input="dtmf speech",
        language=state["language"],
        speech_timeout="auto",
        timeout=6,
        **keys,
    )
    for language, text in said:
        gather.say(text, language=language, voice=VOICES[language])
    response.append(gather)
    response.redirect(turn)
    return str(response)
