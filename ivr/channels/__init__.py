"""The wire: requests of a carrier to events, directives to its answers."""
