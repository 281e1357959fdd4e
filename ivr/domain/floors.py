"""What policy.yaml may not go below, whatever is written: it may be stricter, never looser.

NIST SP 800-63B-4 has a code that went out of band live at most 10 minutes (3.1.3.2) and limits failed tries in a row
to 100 (3.2.2). The ceilings here are ours, and lower: with 20 wrong codes a day, a million codes take 137 years.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import combinations

from ivr.domain.policy import FACTORS, Factor, LevelWord, Limit, Rules

NEEDED: dict[LevelWord, tuple[frozenset[Factor], ...]] = {
    "verified": (frozenset(("account", "knowledge", "code")),),
    "identified": (frozenset(("account", "knowledge")), frozenset(("account", "code"))),
}
"""For each level, what must have been shown: one of these sets, or more."""

LONGEST_GRANT = {"verified": 60, "identified": 60}
"""Minutes."""
CODE_MINUTES, CODE_TRIES = 10, 5
RESUME_MINUTES = 120
"""A caller who rings back later than that has begun something new."""

CEILINGS = {
    "claims": Limit(call=6, account_day=20),
    "answers": Limit(call=6, account_day=12),
    "code_sends": Limit(call=6, account_day=16),
    "code_tries": Limit(call=10, account_day=20),
    "confirmation_sends": Limit(call=6, account_day=16),
    "confirmation_tries": Limit(call=10, account_day=20),
    "charges": Limit(call=8, account_day=16),
    "callbacks": Limit(call=4, caller_day=10),
}

Fault = tuple[tuple[str, ...], str, str]
"""Where in policy.yaml, what is wrong, what would mend it."""


def below(rules: Rules) -> Iterator[Fault]:
    """Every place where the rules are looser than the floors."""
    yield from _grants(rules)
    codes = rules.codes
    if codes.minutes > CODE_MINUTES:
        yield (
            ("codes", "minutes"),
            f"A code is good for at most {CODE_MINUTES} minutes",
            f"write {CODE_MINUTES} or less",
        )
    if codes.tries > CODE_TRIES:
        yield ("codes", "tries"), f"A code may be tried at most {CODE_TRIES} times", f"write {CODE_TRIES} or less"
    if rules.resume.minutes > RESUME_MINUTES:
        message = f"A call that was cut off may be gone on with for at most {RESUME_MINUTES} minutes"
        yield ("resume", "minutes"), message, f"write {RESUME_MINUTES} or less"
    for name, ceiling in CEILINGS.items():
        limit: Limit = getattr(rules.limits, name)
        for scope in ("call", "account_day", "caller_day"):
            highest, given = getattr(ceiling, scope), getattr(limit, scope)
            if highest is None:
                continue
            if given is None:
                yield ("limits", name), f"'{scope}' is missing", f"add {scope}: {highest} or less"
            elif given > highest:
                yield ("limits", name, scope), f"{given} is more than may be allowed", f"write {highest} or less"


def _grants(rules: Rules) -> Iterator[Fault]:
    if "verified" not in rules.grants:
        yield ("grants",), "'verified' is missing: nobody could be verified", "add verified: {all: [...], minutes: 30}"
    for level, rule in rules.grants.items():
        for shown in _subsets(FACTORS):
            if rule.met(shown) and not any(needed <= shown for needed in NEEDED[level]):
                words = ", ".join(sorted(shown)) or "nothing"
                needed = " or ".join(" + ".join(sorted(each)) for each in NEEDED[level])
                yield ("grants", level), f"A caller could be {level} with {words}", f"demand at least {needed}"
                break
        if rule.minutes > LONGEST_GRANT[level]:
            longest = LONGEST_GRANT[level]
            yield ("grants", level, "minutes"), f"{level} lasts at most {longest} minutes", f"write {longest} or less"


def _subsets(factors: Collection[Factor]) -> Iterator[frozenset[Factor]]:
    for size in range(len(factors) + 1):
        for chosen in combinations(factors, size):
            yield frozenset(chosen)
