"""What a line is held to: a rule a module. `RULES` is the one place that lists them.

A rule has an `id` as complaints show it, a docstring that says what, why, and gives a bad and a good example, and
`check(analysis)`, which yields complaints.
"""

from ivr.flow.rules.always import always
from ivr.flow.rules.asks import asks
from ivr.flow.rules.base import Rule
from ivr.flow.rules.checkpoints import checkpoints
from ivr.flow.rules.choices import choices
from ivr.flow.rules.conditions import conditions
from ivr.flow.rules.confirmation import confirmation
from ivr.flow.rules.consent import consent
from ivr.flow.rules.falls_off import falls_off
from ivr.flow.rules.hung_up import hung_up
from ivr.flow.rules.inputs import inputs
from ivr.flow.rules.keeping import keeping
from ivr.flow.rules.loops import loops
from ivr.flow.rules.names import names
from ivr.flow.rules.patience import patience
from ivr.flow.rules.price_first import price_first
from ivr.flow.rules.prompt_languages import prompt_languages
from ivr.flow.rules.prompt_length import prompt_length
from ivr.flow.rules.prompt_parts import prompt_parts
from ivr.flow.rules.prompt_variables import prompt_variables
from ivr.flow.rules.same_word import same_word
from ivr.flow.rules.saving import saving
from ivr.flow.rules.secrets import secrets
from ivr.flow.rules.shortcut_key import shortcut_key
from ivr.flow.rules.spoken_keys import spoken_keys
from ivr.flow.rules.two_ways import two_ways
from ivr.flow.rules.unguarded import unguarded
from ivr.flow.rules.unhandled import unhandled
from ivr.flow.rules.unknown_action import unknown_action
from ivr.flow.rules.unknown_flow import unknown_flow
from ivr.flow.rules.unknown_outcome import unknown_outcome
from ivr.flow.rules.unknown_prompt import unknown_prompt
from ivr.flow.rules.unknown_step import unknown_step
from ivr.flow.rules.unreachable import unreachable
from ivr.flow.rules.unset import unset
from ivr.flow.rules.unused import unused
from ivr.flow.rules.values import values
from ivr.flow.rules.verify_flow import verify_flow
from ivr.flow.rules.yaml_changed import yaml_changed

RULES: tuple[Rule, ...] = (
    unknown_step,
    unknown_flow,
    unknown_prompt,
    unknown_action,
    inputs,
    values,
    conditions,
    always,
    names,
    saving,
    asks,
    secrets,
    unhandled,
    unknown_outcome,
    two_ways,
    choices,
    falls_off,
    unreachable,
    unused,
    loops,
    hung_up,
    checkpoints,
    keeping,
    unset,
    unguarded,
    prompt_variables,
    prompt_languages,
    prompt_parts,
    spoken_keys,
    prompt_length,
    consent,
    price_first,
    confirmation,
    shortcut_key,
    same_word,
    patience,
    verify_flow,
    yaml_changed,
)
"""In the order of docs/flow-language.md."""

__all__ = ["RULES", "Rule"]
