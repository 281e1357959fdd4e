"""docs/rules.md, written from the texts of the rules themselves (`scripts/docs`)."""

from __future__ import annotations

from ivr.flow.rules import RULES
from ivr.flow.rules.base import Text
from ivr.study.rules import FILES, TEXTS

_HEAD = """# What `ivr check` holds a line to

`flows/pay.yaml:12:7 unknown-step There is no step 'chrage' here (did you mean 'charge'?)`: file, line, column, the
rule, what is wrong, and what would mend it. All complaints come at once, sorted by place.

`ivr check [PATH] [--format text|json|github|sarif]` ends with status 0 where there is nothing to mend, 1 where
there is, 2 where the command itself was not understood. A *note* (`hours-past`: an exception of hours.yaml that is
over) is printed too and keeps nothing from going live; `ivr publish` does not print it.

Each example is the flow `main` of a small line whose other files are right; what follows a line such as `# line.yaml`
belongs to that file. This page is written by `scripts/docs` from the rules in `ivr/flow/rules/` and
`ivr/study/rules/`; a test holds that each bad example breaks its rule, and no other, and each good one none.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *(_section(rule) for rule in (*RULES, *TEXTS)), _files()])


def _files() -> str:
    rows = "".join(f"| `{name}` | {text.replace('|', '&#124;')} |\n" for name, text in FILES.items())
    return f"## Files that cannot be read as they stand, and the rest\n\n| rule | what is wrong |\n|---|---|\n{rows}"


def _section(rule: Text) -> str:
    ids = ", ".join(f"`{each}`" for each in rule.ids)
    return f"""## {rule.title.rstrip(".")}

{ids}

{rule.what} {rule.why[:1].upper()}{rule.why[1:]}

Bad:

```yaml
{rule.bad}```

Good:

```yaml
{rule.good}```
"""


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201 - a program of its own
