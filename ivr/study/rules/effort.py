"""A goal that takes callers too long.

What: the most keys or seconds that a caller needs for a goal of `limits: effort:` (line.yaml), in some language, are
more than its limit; or no caller reaches it, or nothing by its name is there.
Why: each menu added in good faith keeps every caller a little longer. `ivr effort` prints what each goal takes.

Bad:
    steps:
      pick: {menu: pick, choices: {1: person, 2: {hang_up: silent}}}
      person: {queue: support, prompt: connecting, hang_up: silent,
        on: {'closed, full, too_long, no_agents, failed': {hang_up: silent}}}
    # line.yaml
    limits: {effort: {person: {queue: support, keys: 1, seconds: 1}}}
    # prompts/en-US.ftl
    pick = For a person, press 1. To end this call, press 2.
Good:
    steps:
      pick: {menu: pick, choices: {1: person, 2: {hang_up: silent}}}
      person: {queue: support, prompt: connecting, hang_up: silent,
        on: {'closed, full, too_long, no_agents, failed': {hang_up: silent}}}
    # line.yaml
    limits: {effort: {person: {queue: support, keys: 1, seconds: 60}}}
    # prompts/en-US.ftl
    pick = For a person, press 1. To end this call, press 2.
"""

from ivr.flow.rules.base import told

EFFORT = told(__doc__, "effort")
