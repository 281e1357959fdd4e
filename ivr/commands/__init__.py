"""The commands of `ivr`, one a module; `ivr/cli.py` lists them."""
