"""Deterministic simulation: many callers, broken networks, stores and processors, processes that die, on virtual time.

One seed is one run, the same every time: no wall clock, no threads, no order that depends on hashes. See docs/chaos.md.
"""
