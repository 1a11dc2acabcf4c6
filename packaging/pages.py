"""Writes what the documentation has from the code: `.venv/bin/python packaging/pages.py`.

docs/law.md, docs/scenarios.md and the man page docs/adjudicator.1 are made whole; docs/manual.md, the cards in docs/cards,
docs/packs.md, docs/definition.md and docs/reconciling.md have tables between two comments. Run it after a change to the
rules, the questions, their words, the keys, the commands or the tables in tests/scenarios; a test compares the pages with
what this makes.
"""

from __future__ import annotations

from pathlib import Path

from pages_definition import BLOCKS as DEFINITION_BLOCKS
from pages_law import law_page
from pages_man import man_page
from pages_manual import BLOCKS, with_blocks
from pages_packs import BLOCKS as PACK_BLOCKS
from pages_reconciling import BLOCKS as RECONCILING_BLOCKS
from pages_scenarios import scenarios_page

DOCS = Path(__file__).resolve().parents[1] / "docs"
LAW, SCENARIOS, MAN = DOCS / "law.md", DOCS / "scenarios.md", DOCS / "adjudicator.1"
WITH_BLOCKS = {
    **dict.fromkeys((DOCS / "manual.md", *sorted((DOCS / "cards").glob("*.md"))), BLOCKS),
    DOCS / "packs.md": PACK_BLOCKS,
    DOCS / "definition.md": DEFINITION_BLOCKS,
    DOCS / "reconciling.md": RECONCILING_BLOCKS,
}


def made() -> dict[Path, str]:
    """The pages as they should be."""
    written = {page: with_blocks(page.read_text(encoding="utf-8"), blocks) for page, blocks in WITH_BLOCKS.items()}
    return {LAW: law_page(), SCENARIOS: scenarios_page(), MAN: man_page(), **written}


if __name__ == "__main__":
    for page, text in made().items():
        page.write_text(text, encoding="utf-8", newline="\n")
        print(f"{page.name} is written.")
