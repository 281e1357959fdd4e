"""Ours and a hand-written twin, measured side by side: see scripts/bench and docs/performance.md."""
