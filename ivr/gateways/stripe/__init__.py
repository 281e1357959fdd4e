"""Stripe, through its own client: charging, its record, and what its webhooks tell. Decisions: docs/decisions/0041.

The client takes a quarter of a second to import: nothing here is imported unless `IVR_PAYMENTS=stripe`.
"""
