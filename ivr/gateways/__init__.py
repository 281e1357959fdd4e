"""The outside: a module per service, each with its local stand-in alongside."""
