"""Conditions: `owed.overdue > 0.00`. Written in CEL, comparing and never computing."""

from ivr.flow.conditions.compiled import Compiled, compile_condition
from ivr.flow.conditions.faults import Misread
from ivr.flow.conditions.tokens import names

__all__ = ["Compiled", "Misread", "compile_condition", "names"]
