"""A little line of ours, with a lab: it texts a code, knows an account, and tells the time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from .application import Application, Asked


@dataclass
class LabLine:
    """Behaves like the real line where a tester can see it."""

    texts: list[dict] = field(default_factory=list)
    clocks: dict[str, datetime] = field(default_factory=dict)
    seeds: dict[str, str] = field(default_factory=dict)
    paid: int = 0
    resets: int = 0
    settled: int = 0

    def application(self) -> Application:
        return Application(
            {"/voice": self.voice, "/code": self.code, "/pay": self.pay, "/bye": "<Say>Bye.</Say>"},
            lab={
                "reset": self.reset,
                "texts": self.told_texts,
                "account": self.account,
                "clock": self.clock,
                "where": lambda _: {"flow": "verify", "step": "code", "assurance": "identified"},
                "settle": self.settle,
            },
        )

    def reset(self, _body: dict) -> dict:
        self.texts.clear()
        self.paid = 0
        self.resets += 1
        return {}

    def told_texts(self, body: dict) -> dict:
        return {
            "texts": [text for text in self.texts if text["id"] > body["after"] and body["to"] in (None, text["to"])]
        }

    def account(self, body: dict) -> dict:
        payments = [{"status": "succeeded", "amount": "120.00"}] * self.paid
        return {"account": body["account"], "payments": payments, "locked": False, "mail": None, "a.b": 1}

    def clock(self, body: dict) -> dict:
        self.clocks[body["call"]] = datetime.fromisoformat(body["now"])
        self.seeds[body["call"]] = body["seed"]
        return {}

    def settle(self, _body: dict) -> dict:
        self.settled += 1
        return {}

    def voice(self, asked: Asked) -> str:
        now = self.clocks.get(asked.fields["CallSid"])
        seed = self.seeds.get(asked.fields["CallSid"], "none")
        code = str(sum(map(ord, seed)) + 100000)
        self.texts.append(
            {"id": len(self.texts) + 1, "to": asked.fields["From"], "channel": "text", "body": f"Your code is {code}."}
        )
        clock = now.strftime("%H:%M:%S") if now else "unknown"
        return f'<Say>It is {clock}.</Say><Gather action="/code?is={code}"><Say>Key your code.</Say></Gather>'

    def code(self, asked: Asked) -> str:
        if asked.fields["Digits"] not in [text["body"].removesuffix(".").split()[-1] for text in self.texts]:
            return "<Say>Wrong.</Say>"
        return '<Say>Right.</Say><Pay action="/pay" securityCode="true" postalCode="false" maxAttempts="2"/>'

    def pay(self, asked: Asked) -> str:
        self.paid += asked.fields["Result"] == "success"
        card = asked.fields.get("PaymentCardNumber", "")[-4:]
        return f'<Say>{asked.fields["Result"]} {card}</Say><Gather input="speech" action="/bye"/><Say>Goodbye.</Say>'
