"""A telephone line that answers for itself. `docs/architecture.md` is the map."""
