"""Prompts: what callers hear, in Fluent, a file for each language."""

from ivr.flow.prompts.bundle import Bundles
from ivr.flow.prompts.catalogue import Catalogue, Entry, Part, Reference, catalogue

__all__ = ["Bundles", "Catalogue", "Entry", "Part", "Reference", "catalogue"]
