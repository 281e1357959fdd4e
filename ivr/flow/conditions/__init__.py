"""Conditions: `owed.overdue > 0.00`. Written in CEL, comparing and never computing."""

from ivr.flow.conditions.compiled import Compiled, compile_condition
from ivr.flow.conditions.faults import Misread
from ivr.flow.conditions.logic import logic, needed, present
from ivr.flow.conditions.sampling import mixtures
from ivr.flow.conditions.tokens import names

__all__ = ["Compiled", "Misread", "compile_condition", "logic", "mixtures", "names", "needed", "present"]
