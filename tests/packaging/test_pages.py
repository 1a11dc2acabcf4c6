"""The pages of documentation: what is made from the pack is up to date, and what a page points to is there."""

from __future__ import annotations

import re
from pathlib import Path

import pages
import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "docs" / "cards").glob("*.md")))
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
ID = re.compile(r'<a id="([^"]+)">')
LARGEST = 150_000


def links(page: Path) -> list[str]:
    return [link for link in LINK.findall(page.read_text(encoding="utf-8")) if ":" not in link]


def anchors(page: Path) -> set[str]:
    text = page.read_text(encoding="utf-8")
    headings = HEADING.findall(text)
    return {*ID.findall(text)} | {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_pages_say_what_the_rules_the_questions_and_the_keys_are() -> None:
    stale = [page.name for page, text in pages.made().items() if page.read_text(encoding="utf-8") != text]
    assert stale == [], "run .venv/bin/python packaging/pages.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_and_heading_that_a_page_points_to_is_there(page: Path) -> None:
    for link in links(page):
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_picture_is_used_and_none_is_heavy() -> None:
    pictures = {*ROOT.glob("docs/*.png"), *ROOT.glob("docs/pictures/*.png")}
    used = {(page.parent / link).resolve() for page in PAGES for link in links(page) if link.endswith(".png")}
    assert pictures == used
    assert [picture.name for picture in pictures if picture.stat().st_size >= LARGEST] == []


def test_no_cell_of_the_scenarios_says_the_same_without_what_it_is_the_same_as() -> None:
    rows = [line for line in pages.scenarios_page().splitlines() if line.startswith("|")]
    assert [row for row in rows if re.search(r"(?i)\| *the same\b", row)] == []
