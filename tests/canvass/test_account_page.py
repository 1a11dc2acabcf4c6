"""The page on the account names every trouble, every step and every mistake of the practice run."""

from __future__ import annotations

import re
from pathlib import Path

from adjudicator.canvass import before_scanning, from_scanning
from adjudicator.canvass.differing import TROUBLE_TITLES, about_words
from adjudicator.canvass.steps import STEP_WORDS
from adjudicator.rehearsal.second_half import PLANTS

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "account.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (`[a-z_`, ]+`) \|", re.MULTILINE)
SOURCE = "".join(Path(str(each.__file__)).read_text(encoding="utf-8") for each in (before_scanning, from_scanning))


def test_the_page_names_every_code_that_the_account_finds_and_no_other() -> None:
    named = {code for cell in ROW.findall(PAGE) for code in re.findall(r"[a-z_]+", cell)}
    given = set(re.findall(r'Trouble\(\s*"([a-z_]+)"', SOURCE))
    given |= {code for pair in before_scanning.HAND_COUNTS.values() for code in pair}
    given |= set(before_scanning.LATE_HITS.values())
    chosen = {
        code
        for line in re.findall(r"^\s+code = .*$", SOURCE, re.MULTILINE)
        for code in re.findall(r'"([a-z]+_[a-z_]+)"', line)
    }
    assert named == given | chosen
    assert set(PLANTS) <= named


def test_every_code_has_words_of_its_own_in_the_record() -> None:
    named = {code for cell in ROW.findall(PAGE) for code in re.findall(r"[a-z_]+", cell)}
    assert set(TROUBLE_TITLES) == named
    assert str(about_words("hand_count_short:P0001")) == "fewer counted by hand, P0001"
    assert str(about_words("odd:P0001")) == "odd, P0001"


def test_the_page_names_every_step() -> None:
    assert [words for words in STEP_WORDS.values() if f"| {words} |" not in PAGE] == []
