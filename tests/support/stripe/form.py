"""Stripe's requests: forms with brackets (`metadata[key]=x&expand[]=y`) as nested dictionaries."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

Form = dict[str, object]


def decoded(body: str) -> Form:
    """`a[b]=1` is {"a": {"b": "1"}}; `a[]=1` and `a[0]=1` are {"a": ["1"]}."""
    form: Form = {}
    for name, value in parse_qsl(body, keep_blank_values=True):
        first, *rest = re.findall(r"[^\[\]]+|(?<=\[)(?=\])", name)
        at: Form = form
        for part in rest:
            inner = at.setdefault(first, {})
            if not isinstance(inner, dict):
                inner = at[first] = {}
            at, first = inner, part if part else str(len(inner))
        at[first] = value
    return {name: _lists(value) for name, value in form.items()}


def _lists(value: object) -> object:
    if not isinstance(value, dict):
        return value
    inner = {name: _lists(each) for name, each in value.items()}
    if inner and all(name.isdigit() for name in inner):
        return list(inner.values())
    return inner


def inner(form: Form, *names: str) -> object:
    """The value at `names`, one within the other; None when it is not there."""
    at: object = form
    for name in names:
        if not isinstance(at, dict):
            return None
        at = at.get(name)
    return at


def text(form: Form, *names: str) -> str:
    found = inner(form, *names)
    return found if isinstance(found, str) else ""
