"""The schemas of policy.yaml and hours.yaml."""

from __future__ import annotations

from ivr.domain.hours import WEEKDAYS
from ivr.domain.hours_written import WrittenException, WrittenHours, WrittenQueue
from ivr.domain.policy import Rules
from ivr.study.schema.models import Models
from ivr.study.schema.scalars import Json

_DAY = f"({'|'.join(WEEKDAYS)})"
_SPAN = r"\d{1,2}:[0-5]\d\s*-\s*\d{1,2}:[0-5]\d"


def policy_schema() -> Json:
    """policy.yaml."""
    models = Models({}, {}, {})
    return models.ref(Rules) | {"$defs": models.definitions}


def hours_schema() -> Json:
    """hours.yaml."""
    week: Json = {
        "type": "object",
        "propertyNames": {"pattern": rf"^\s*{_DAY}\s*(-\s*{_DAY}\s*)?$"},
        "additionalProperties": _times(),
    }
    models = Models(
        {},
        {},
        {
            (WrittenQueue, "hours"): {"anyOf": [{"enum": ["always"]}, week]},
            (WrittenQueue, "holidays"): _times("as_usual") | {"default": "closed"},
            (WrittenException, "hours"): _times(),
        },
    )
    root = models.ref(WrittenHours)
    queues = models.definitions["WrittenHours"]["properties"]
    if isinstance(queues, dict):
        queues["queues"]["propertyNames"] = {"pattern": r"^[a-z][a-z0-9_]*$"}
    return root | {"$defs": models.definitions}


def _times(*more: str) -> Json:
    """A span, several as a list, or a word."""
    words = "|".join(("closed", "always", *more))
    one: Json = {"type": "string", "pattern": f"^({words}|{_SPAN})$"}
    spans: Json = {"type": "array", "items": {"type": "string", "pattern": f"^{_SPAN}$"}}
    return {"anyOf": [one, spans, {"type": "array", "items": one, "minItems": 1, "maxItems": 1}]}
