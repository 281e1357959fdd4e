"""Twilio's OpenAPI documents (tests/reference/twilio), and what they say of a request or an answer."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema

FOLDER = Path(__file__).parents[1] / "reference" / "twilio"
DOCUMENTS = ("twilio_api_v2010.json", "twilio_verify_v2.json", "twilio_lookups_v2.json")


class Operation:
    """One operation of one document."""

    def __init__(self, document: Mapping[str, Any], path: str, method: str) -> None:
        self._document, self._said = document, document["paths"][path][method]

    @property
    def fields(self) -> Mapping[str, Any]:
        """What may be posted, by name."""
        body = self._said["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"]
        found: Mapping[str, Any] = self._at(body)["properties"]
        return found

    @property
    def queries(self) -> frozenset[str]:
        return frozenset(each["name"] for each in self._said["parameters"] if each["in"] == "query")

    def holds(self, status: int, answer: object) -> None:
        """Raises ValidationError where the answer is not as the document says; KeyError for a status it has not."""
        schema = self._said["responses"][str(status)]["content"]["application/json"]["schema"]
        whole = {**self._at(schema), "components": self._document["components"]}
        jsonschema.Draft202012Validator(_nullable(whole)).validate(_without_nulls(answer))

    def properties(self, status: int) -> frozenset[str]:
        schema = self._said["responses"][str(status)]["content"]["application/json"]["schema"]
        return frozenset(self._at(schema)["properties"])

    def _at(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        if "$ref" not in schema:
            return schema
        found: Mapping[str, Any] = self._document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return found


def operation(name: str, path: str, method: str) -> Operation:
    return Operation(json.loads((FOLDER / name).read_text()), path, method)


def _nullable(schema: Any) -> Any:
    """OpenAPI 3.0's `nullable`, as JSON Schema says it; and patterns that are Python's."""
    if isinstance(schema, list):
        return [_nullable(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: _nullable(value) for name, value in schema.items() if name != "nullable"}
    if isinstance(made.get("pattern"), str):
        re.compile(made["pattern"])
    return {"anyOf": [made, {"type": "null"}]} if schema.get("nullable") is True else made


def _without_nulls(answer: Any) -> Any:
    """Twilio's own examples say null where its schemas have no `nullable`: what is null is as good as left out."""
    if isinstance(answer, list):
        return [_without_nulls(each) for each in answer]
    if isinstance(answer, dict):
        return {name: _without_nulls(value) for name, value in answer.items() if value is not None}
    return answer
