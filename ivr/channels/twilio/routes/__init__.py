"""The channel's routes, a kind of request a module."""
