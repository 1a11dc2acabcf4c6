"""The manual and its cards: tasks first, short, in the words of the screens, and each card on one sheet."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pages_commands
import pages_keys
import pages_manual
import pytest
from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QFont, QGuiApplication, QPageLayout, QPageSize, QTextDocument

from adjudicator.cli.shared import exits
from adjudicator.records.people import ROLES
from tests.source import nodes
from ui.shell.sections import SECTIONS

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "docs" / "manual.md"
CARDS = sorted((ROOT / "docs" / "cards").glob("*.md"))
PAGES = (MANUAL, *CARDS)

TASKS, REFERENCE = "## What do you want to do?", "# Reference"
LEAST_STEPS, MOST_STEPS, MOST_LINES = 3, 6, 6
MOST_REFERENCE_WORDS = 8_800
BRITISH = re.compile(r"\b(licence|cheque|colours?|practise|recognised|programme|centre|favour)\b", re.IGNORECASE)
ITALICS = re.compile(r"(?<![*\w])\*(?!\*)([^*]+?)\*(?![*\w])")


def own_words(page: Path) -> str:
    """What is written by hand on a page: without the tables that are made, and without code."""
    return pages_manual.BLOCK.sub("", page.read_text(encoding="utf-8"))


def paragraphs(text: str) -> list[str]:
    return [each.strip("\n") for each in re.split(r"\n\s*\n", text) if each.strip()]


def tasks() -> list[str]:
    """The sections of the first part, each with its heading."""
    first = own_words(MANUAL).split(TASKS, 1)[1].split("\n## ", 1)[0]
    return first.split("\n### ")[1:]


@cache
def words_of_the_program() -> str:
    """Every text in the source of window and office, a line each; where something is put in, there is a gap."""
    constants = (node for inside in nodes().values() for node in inside if isinstance(node, ast.Constant))
    return "\n".join(node.value for node in constants if isinstance(node.value, str))


@pytest.mark.parametrize("task", tasks(), ids=lambda task: task.splitlines()[0])
def test_a_task_is_a_few_numbered_steps_and_a_way_into_the_reference(task: str) -> None:
    steps = re.findall(r"^(\d)\. ", task, re.MULTILINE)
    assert steps == [str(number) for number in range(1, len(steps) + 1)]
    assert LEAST_STEPS <= len(steps) <= MOST_STEPS
    assert re.fullmatch(r"More: .*\]\(.+\)\.", paragraphs(task)[-1].replace("\n", " "))


def test_every_task_is_in_the_table_that_the_manual_begins_with() -> None:
    table = own_words(MANUAL).split(TASKS, 1)[1].split("\n### ", 1)[0]
    headings = [task.splitlines()[0] for task in tasks()]
    links = re.findall(r"\(#([\w-]+)\)", table)
    assert sorted(links) == sorted(heading.lower().replace(" ", "-") for heading in headings)


def test_the_sections_that_help_opens_are_there_and_no_heading_is_twice() -> None:
    headings = re.findall(r"^#+ (.+)$", MANUAL.read_text(encoding="utf-8"), re.MULTILINE)
    anchors = [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
    assert len(anchors) == len(set(anchors))
    assert set(SECTIONS.values()) <= set(anchors)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_paragraph_is_long(page: Path) -> None:
    found = [each for each in paragraphs(own_words(page)) if not each.startswith(("|", "#", "-", "1."))]
    assert [each for each in found if len(each.splitlines()) > MOST_LINES] == []
    assert [line for each in found for line in each.splitlines() if len(line) > 126] == []


def test_the_reference_stays_short() -> None:
    assert len(own_words(MANUAL).split(f"\n{REFERENCE}\n", 1)[1].split()) < MOST_REFERENCE_WORDS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_is_set_in_italics_are_words_of_the_program(page: Path) -> None:
    told = words_of_the_program()
    for each in paragraphs(re.sub(r"`[^`\n]*`", "", own_words(page)).replace("**", "")):
        for words in ITALICS.findall(" ".join(each.split())):
            assert words in told or f"{words[:1].lower()}{words[1:]}" in told, words


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_words_are_american(page: Path) -> None:
    assert BRITISH.findall(own_words(page)) == []


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.stem)
def test_a_card_is_printed_on_one_sheet(card: Path, qapp: object) -> None:
    letter = QPageLayout(
        QPageSize(QPageSize.PageSizeId.Letter), QPageLayout.Orientation.Portrait, QMarginsF(36, 36, 36, 36)
    )
    document = QTextDocument()
    document.setDefaultFont(QFont("Public Sans", 10))
    document.setMarkdown(
        pages_manual.BLOCK.sub(lambda made: "\n".join(made[0].splitlines()[1:-1]), card.read_text("utf-8"))
    )
    paint = letter.paintRect(QPageLayout.Unit.Inch)
    inch = QGuiApplication.primaryScreen().logicalDotsPerInch()
    document.setPageSize(QSizeF(paint.width() * inch, paint.height() * inch))
    assert document.pageCount() == 1


def test_there_is_a_card_for_each_role_that_works_alone() -> None:
    assert {card.stem for card in CARDS} == set(pages_manual.CARDS)
    assert set(pages_manual.CARDS) <= set(ROLES)
    assert set(pages_manual.ROLES_FOR) == set(ROLES)


def test_every_sheet_of_keys_is_in_the_manual() -> None:
    made = {title for titles in pages_keys.SHEETS_OF.values() for title in titles}
    assert set(pages_keys.sheets()) == made | {pages_keys.EVERYWHERE} | (
        pages_keys.ELSEWHERE & set(pages_keys.sheets())
    )
    assert [title for title in made if not pages_keys.sheets()[title]] == []


def test_every_code_that_a_command_ends_with_is_in_the_manual() -> None:
    codes = {value for name, value in vars(exits).items() if name.isupper() and isinstance(value, int)}
    assert set(exits.ENDS) == codes
    assert len(list(pages_commands.exits())) == 2 + len(codes)


def test_every_command_has_an_example_of_itself() -> None:
    for line in list(pages_commands.commands())[2:]:
        assert line.startswith("| `adjudicator "), line
