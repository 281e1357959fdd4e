"""An answer on its way, and the ways of saying no."""

from __future__ import annotations

from dataclasses import dataclass

from tests.support.stripe import shapes
from tests.support.stripe.shapes import Document


@dataclass(frozen=True)
class Answer:
    """`kept`: under the request's idempotency key. `lost`: done, and nobody is told."""

    status: int
    document: Document
    kept: bool = True
    lost: bool = False


class Refused(Exception):  # noqa: N818
    """The request was not carried out."""

    def __init__(self, status: int, document: Document) -> None:
        super().__init__(str(document))
        self.answer = Answer(status, document, kept=False)


def invalid(message: str, code: str = "", param: str = "", status: int = 400, **more: object) -> Refused:
    """A request that fails validation is not kept: nothing was begun."""
    return Refused(status, shapes.error("invalid_request_error", message, code, param, **more))


def broken(status: int) -> Answer:
    """By a fault: 500 (kept), 503, 429, 409 (not kept)."""
    if status == 409:
        return Answer(409, _in_use(), kept=False)
    if status == 429:
        return Answer(429, shapes.error("invalid_request_error", "Too many requests.", "rate_limit"), kept=False)
    return Answer(status, shapes.error("api_error", "Something went wrong on our side."), kept=status == 500)


def _in_use() -> Document:
    message = "There is currently another in-progress request using this Idempotent Key. Please try again later."
    return shapes.error("idempotency_error", message, "idempotency_key_in_use")


def key_in_use() -> Answer:
    return broken(409)


def other_request() -> Answer:
    message = "Keys for idempotent requests can only be used with the same parameters they were first used with."
    return Answer(400, shapes.error("idempotency_error", message), kept=False)
