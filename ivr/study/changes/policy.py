"""The rules: policy.yaml, value by value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ivr.study.changes.model import Change, Group
from ivr.study.changes.pairs import Pair

WORDS: Mapping[str, str] = {
    "grants": "what a caller must prove to be {0}",
    "grants.*.minutes": "how many minutes a caller stays {0}",
    "questions": "the questions that may be asked",
    "codes.minutes": "how many minutes a one-time code is good",
    "codes.tries": "how many wrong tries a one-time code takes",
    "limits.*.call": "how many {0} a call may have",
    "limits.*.account_day": "how many {0} an account may have in a day",
    "limits.*.caller_day": "how many {0} a telephone number may have in a day",
    "actions.*": "how sure we must be of the caller for {0}",
    "bill_days": "how many days before its date an instalment is due",
    "payments.smallest": "the smallest payment",
    "payments.fees.*.fixed": "the fixed fee for paying a {0} by telephone",
    "payments.fees.*.percent": "the percentage that paying a {0} by telephone costs",
    "payments.fees.*.at_most": "the highest fee for paying a {0} by telephone",
    "payments.fees.*": "the fee for paying a {0} by telephone",
    "payments.free_ways": "the ways to pay that cost nothing",
    "deferrals.lengths": "the choice of more time, with its prices,",
    "deferrals.at_most": "how often more time is given",
    "deferrals.per_days": "the days over which that is counted",
    "deferrals.account_age": "how many days old an account must be for more time",
    "deferrals.states": "the accounts that may have more time",
    "deferrals.overdue_at_most": "how many days late a bill may be for more time",
    "deferrals.referred_above": "the amount above which a person decides about more time",
    "deferrals.referred_after": "the days after which a person decides about more time",
    "deferrals.ask_again": "how many days a refusal of more time holds",
}
"""By path; `*` stands for any key, which is {0}."""

WORDY = {
    "claims": "account numbers given",
    "answers": "answers to a question",
    "code_sends": "codes sent",
    "code_tries": "codes tried",
    "confirmation_sends": "confirmation codes sent",
    "confirmation_tries": "confirmation codes tried",
    "charges": "cards charged",
    "callbacks": "wishes to be called back",
}

GUARDS = ("grants", "questions", "codes", "limits", "actions")
"""What decides who is let in, and how often somebody may guess."""


def policy(pair: Pair) -> Iterator[Change]:
    """Every value that is another one, came or went; those that decide who is let in are flagged."""
    old, new = dict(_leaves(pair.before.policy, ())), dict(_leaves(pair.after.policy, ()))
    for path in dict.fromkeys([*new, *old]):
        was, now = old.get(path), new.get(path)
        if was != now:
            guards = path[0] in GUARDS
            text = f"{_words(path)} is now {_shown(now)}, not {_shown(was)}."
            group = Group.ACCESS if guards else Group.POLICY
            yield Change(group, ".".join(("policy", *path)), text[:1].upper() + text[1:], flagged=guards)


def _leaves(tree: Mapping[str, object], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every value that is written, by its path; a list is one value."""
    for key, each in tree.items():
        here = (*path, str(key))
        if isinstance(each, dict) and each:
            yield from _leaves(each, here)
        elif isinstance(each, dict):
            yield here, "nothing"
        else:
            yield here, _text(each)


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    if isinstance(value, dict):
        return " ".join(f"{key} {each}" for key, each in value.items())
    return str(value)


def _shown(value: str | None) -> str:
    return "what holds where nothing is written" if value is None else value


def _words(path: tuple[str, ...]) -> str:
    """The path in an admin's words: the longest entry of WORDS that fits, else the path itself."""
    for length in range(len(path), 0, -1):
        part = path[:length]
        for pattern, words in WORDS.items():
            keys = pattern.split(".")
            if len(keys) == length and all(key in ("*", name) for key, name in zip(keys, part, strict=True)):
                starred = [name for key, name in zip(keys, part, strict=True) if key == "*"]
                named = [WORDY.get(name, name) for name in starred or path[length : length + 1]]
                rest = path[length + (0 if starred else len(named)) :]
                return words.format(*named, "") + (f" ({' '.join(rest)})" if rest else "")
    return " ".join(path)
