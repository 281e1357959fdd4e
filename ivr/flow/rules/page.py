"""docs/rules.md, written from the rules themselves (`scripts/docs`)."""

from __future__ import annotations

from ivr.flow.rules import RULES, Rule

_HEAD = """# What `ivr check` holds a line to

`flows/pay.yaml:12:7 unknown-step There is no step 'chrage' here (did you mean 'charge'?)`: file, line, column, the
rule, what is wrong, and what would mend it. All complaints come at once, sorted by place.

`ivr check [PATH] [--format text|json|github|sarif]` ends with status 0 where there is nothing to mend, 1 where
there is, 2 where the command itself was not understood. A *note* (`hours-past`: an exception of hours.yaml that is
over) is printed too and keeps nothing from going live; `ivr publish` does not print it.

Each example is the flow `main` of a small line whose other files are right; what follows a line such as `# line.yaml`
belongs to that file. This page is written by `scripts/docs` from the rules in `ivr/flow/rules/`; a test holds that each
bad example breaks its rule, and no other, and each good one none.

Beside these rules, a file that cannot be read is told as `yaml`, `yaml-...` or `prompt-...` (`prompt-syntax`,
`duplicate-prompt`), a key or value that does not belong where it stands as `unknown-key`, `missing-key` or `type`, a
step without just one verb as `unknown-verb`, `no-verb` or `two-verbs`; and what is wrong in hours.yaml as `hours-...`
(`hours-overlap`, `hours-none`: a queue that is never open).
"""


def page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *(_section(rule) for rule in RULES)])


def _section(rule: Rule) -> str:
    ids = ", ".join(f"`{each}`" for each in rule.ids)
    return f"""## {rule.title.rstrip(".")}

{ids}

{rule.what} {rule.why}

Bad:

```yaml
{rule.bad}```

Good:

```yaml
{rule.good}```
"""


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201 - a program of its own
