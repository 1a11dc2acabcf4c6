"""The hashes of the cited paragraphs: neither words nor citation change without them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import anchors
import pytest

from adjudicator.law.packs.texts import read_paragraphs
from adjudicator.law.rules.pack import Pack
from adjudicator.law.rules.rule import Rule
from adjudicator.resources import PACK_IDS, pack

KEPT = anchors.ANCHORS.read_text(encoding="utf-8")
OTHER = "O.C.G.A. 21-2-413(g)"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(anchors.TEXTS, tmp_path / "texts"))


def rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def citing_otherwise(of: Pack, place: int) -> Pack:
    rule = of.rules[place]
    rows = {
        row: tuple(replace(effect, citation=OTHER, ground="") for effect in cell) for row, cell in rule.rows.items()
    }
    return replace(of, rules=(*of.rules[:place], replace(rule, rows=rows), *of.rules[place + 1 :]))


def resting_on_more(rule: Rule) -> bool:
    return rule.citations != (OTHER,)


def test_the_hashes_are_those_of_the_paragraphs_and_citations_as_they_are() -> None:
    assert anchors.made() == KEPT, "read what changed, then run .venv/bin/python packaging/anchors.py"


def test_a_word_more_in_any_paragraph_is_caught(copy: Path) -> None:
    assert anchors.made(copy) == KEPT
    kept = anchors.made(copy, packs=())
    for file in sorted(copy.glob("*.md")):
        whole = file.read_text(encoding="utf-8")
        for citation in read_paragraphs(whole):
            heading = f"\n## {citation}\n\n"
            file.write_text(whole.replace(heading, f"{heading}Never\n"), encoding="utf-8", newline="\n")
            assert anchors.made(copy, packs=()) != kept, citation
        file.write_text(whole, encoding="utf-8", newline="\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## O.C.G.A. 21-2-418(d)\n", "## O.C.G.A. 21-2-418(g)\n"),
        ("# Release 78, 1 December 2020", "# Release 79, 1 December 2020"),
        ("\nVerbatim,", "\nIn our words,"),
        ("\n## O.C.G.A. 21-2-419(d)(2)\n", "\n"),
    ],
    ids=["another citation", "another edition", "no longer verbatim", "a paragraph less"],
)
def test_a_changed_heading_is_caught(copy: Path, old: str, new: str) -> None:
    rewrite(copy / "ocga-r78.md", old, new)
    assert anchors.made(copy) != KEPT


@pytest.mark.parametrize("name", PACK_IDS)
def test_a_rule_that_cites_another_paragraph_than_before_is_caught(name: str) -> None:
    for place, rule in enumerate(pack(name).rules):
        packs = [citing_otherwise(pack(each), place) if each == name else pack(each) for each in PACK_IDS]
        assert (anchors.made(packs=packs) != KEPT) == resting_on_more(rule), rule.id
