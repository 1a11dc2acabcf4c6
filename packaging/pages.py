"""Writes what the documentation has from the code: `.venv/bin/python packaging/pages.py`.

docs/law.md and docs/scenarios.md are made whole, docs/manual.md has tables between two comments. Run it after a change to
the rules, the questions, their words, the keys or the tables in tests/scenarios; a test compares the pages with what this
makes.
"""

from __future__ import annotations

from pathlib import Path

from pages_law import law_page
from pages_manual import with_blocks
from pages_scenarios import scenarios_page

DOCS = Path(__file__).resolve().parents[1] / "docs"
LAW, SCENARIOS, MANUAL = DOCS / "law.md", DOCS / "scenarios.md", DOCS / "manual.md"


def made() -> dict[Path, str]:
    """The pages as they should be."""
    return {LAW: law_page(), SCENARIOS: scenarios_page(), MANUAL: with_blocks(MANUAL.read_text(encoding="utf-8"))}


if __name__ == "__main__":
    for page, text in made().items():
        page.write_text(text, encoding="utf-8", newline="\n")
        print(f"{page.name} is written.")
