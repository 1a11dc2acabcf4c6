"""What the core says can be said in another language, whole: of it only names, numbers and codes stay as they are."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from gettext import NullTranslations
from pathlib import Path

import pytest

from adjudicator.canvass.story import departures_told, story
from adjudicator.casework.acts.consequences import Consequences
from adjudicator.casework.telling.consequence_words import follows_words, summary_words
from adjudicator.law.days.calendar import how_words
from adjudicator.law.days.phrases import DayRule
from adjudicator.law.rules.pack import pack_of
from adjudicator.law.telling.render import render
from adjudicator.log.case_log import CaseLog
from adjudicator.office import Office
from adjudicator.office.behind.narration.record import told as narrated
from adjudicator.records.trouble import Problem, WorldError
from adjudicator.resources import PACK_IDS, pack
from adjudicator.words import Language, _, said, told
from tests.golden.test_golden import HERE

STAYS = {
    *("admin", "bob", "kim", "rita", "sam", "sue", "Gwinnett", "General", "Election"),  # short names, and the election
    *("Admin", "Bob", "Kim", "Rita", "Sam", "Sue", "Reviewer", "Supervisor"),
    *("B", "R", "CV", "PW"),  # numbers of batches and releases, of an order, a code of the poll workers' table
}


class _Wordless(NullTranslations):
    """Leaves out all words of a sentence, so that what is seen came into it otherwise."""

    def gettext(self, message: str) -> str:
        return re.sub(r"(\{\w+\})|[A-Za-z]", lambda found: found[1] or "", message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


WORDLESS = Language("xx", "Wordless", _Wordless())


def left(words: str) -> set[str]:
    """What stays English of words."""
    return set(re.findall(r"[A-Za-z]+", said(words, WORDLESS))) - STAYS


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case with an entry of almost every kind, which an older version wrote."""
    return Path(shutil.copytree(HERE / "4.0", tmp_path / "golden")) / "small.case"


@pytest.fixture
def office(case: Path) -> Iterator[Office]:
    office = Office.open(case, read_only=True)
    yield office
    office.close()


def test_every_entry_is_told_in_it(case: Path) -> None:
    with CaseLog.open(case, read_only=True) as log:
        entries = [logged.entry for logged in log.entries(1, 10_000)]
    assert len({entry.kind for entry in entries}) > 35
    for entry in entries:
        assert left(narrated(entry, {})) <= {"envelope", "not", "shown"}, entry.kind


def test_the_canvass_is_told_in_it(office: Office) -> None:
    canvass = office.overview.canvass()
    assert not left(story(canvass))
    assert not any(map(left, departures_told(canvass.departures)))


def test_days_that_an_older_version_stored_in_english_are_told_in_it(office: Office) -> None:
    days = office.overview.calendar()
    assert [day.how for day in days][-2:] == [
        "24 months after the last day to certify the returns: Sun Nov 13, 2022. It does not move for a weekend or a "
        "holiday.",
        "At the earliest time possible after a determination; no day is set.",
    ]
    assert not any(left(day.words) | left(day.how) for day in days)


@pytest.mark.parametrize("name", PACK_IDS)
def test_the_sentences_of_rules_are_found_by_their_english_from_a_pack_that_a_case_carries(name: str) -> None:
    kept = pack_of(pack(name).tables())
    ours = {sentence for rule in pack(name).rules for sentence in rule.because.values()}
    theirs = {sentence for rule in kept.rules for sentence in rule.because.values()}
    assert theirs == ours
    assert {type(sentence) for sentence in theirs} == {str}
    assert not any(map(left, map(told, theirs)))


def test_findings_of_a_case_are_told_in_it(office: Office) -> None:
    recommender = office.recommender
    (style, *_others) = office.election.styles
    found = recommender.recommend({"oath": "unsigned", "deadline": "open"}, style, style)
    assert any(finding.because for finding in found.findings)
    assert not any(left(finding.because) for finding in found.findings)


def test_a_pack_laid_open_is_told_in_it() -> None:
    laid_open = pack("georgia-2021")
    whole = said(render(laid_open), WORDLESS)
    assert not re.search(r"looks at|Source|verbatim|Count in part|Oath", whole)
    assert {rule.id for rule in laid_open.rules} <= set(re.findall(r"[a-z_]+", whole))


def test_what_becomes_of_bad_input_is_told_in_it() -> None:
    problem = Problem("votes", _("this row is empty"), _("Take it out."), row=1_200, column="county", value="x")
    assert str(problem) == 'votes, row 1200, column county: this row is empty ("x"). Take it out.'
    assert left(str(problem)) == {"votes", "county", "x"}
    assert left(str(WorldError("io", _("The disk is full"), _("Make room.")))) == set()


def test_an_empty_sentence_stays_empty() -> None:
    assert said(told(""), WORDLESS) == ""


def test_a_day_by_another_number_than_the_first_ten_is_told_in_it() -> None:
    rule = DayRule(count=21, unit="day")
    words = how_words(rule, date(2020, 11, 24), "", lambda _day: "")
    assert words == "The 21st day after the election: Tue Nov 24, 2020. It does not move for a weekend or a holiday."
    assert not left(words)


def test_what_an_act_would_change_is_told_in_it() -> None:
    assert not left(summary_words(Consequences(3, ())))
    assert follows_words(Consequences(3, ())) == ()
