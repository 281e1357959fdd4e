"""docs/flow-language.md tells every option as the models have it."""

from pathlib import Path

import pytest

from ivr.study.schema.reference import replaced

PAGE = Path(__file__).parents[3] / "docs" / "flow-language.md"


def test_the_committed_page_is_what_scripts_docs_writes() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == replaced(page), "run scripts/docs"


def test_every_option_has_its_line() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert "| `ask` | `length` | text | digits wanted, `6` or `4-8` |" in page
    assert "| `queue` | `longest` | whole number, 1 to 240 |" in page
    assert "| `take` | ends in | `taken`, `no_more` | normal: `taken` |" in page


def test_a_page_without_a_place_for_them_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a line"):
        replaced("# A page\n")
