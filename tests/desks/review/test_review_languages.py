"""The words of the Review desk in another language: what is filled, cut or kept in a draft is still said in it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from gettext import NullTranslations

import pytest

from adjudicator.casework.sheet.evidence import Calendar
from adjudicator.casework.sheet.source_words import claim_words, said_by
from adjudicator.records.facts import Claim, Source
from adjudicator.records.trouble import Refusal
from adjudicator.words import Language, _, said
from ui.desks.review.draft import draft_of, read_draft
from ui.desks.review.lines.match import AS_WRITTEN, candidate_choices
from ui.desks.review.lines.papers import when_panel
from ui.desks.review.presenter import refused
from ui.desks.review.sentences import all_but_first, all_but_last, last
from ui.desks.review.work import OpenOnDesk
from ui.shared.questions import REGISTRATION, question_words

CALENDAR = Calendar(date(2020, 10, 5), date(2020, 10, 4), datetime(2020, 11, 6, 17), date(2020, 10, 5))  # noqa: DTZ001


class Loud(NullTranslations):
    """Every sentence in capitals, its places as they are."""

    def gettext(self, message: str) -> str:
        return re.sub(r"[^{}]+(?![^{]*})", lambda found: found[0].upper(), message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


LOUD = Language("en-x-loud", "LOUD", Loud())


def name_of(person: str) -> str:
    return person


def test_an_answer_with_a_date_is_looked_up_as_it_stands_and_filled_afterwards():
    late = next(option for option in REGISTRATION.options if option.value == "late")
    words = question_words(late.words, CALENDAR)
    assert words == "Applied after Mon Oct 5"
    assert said(words, LOUD) == "APPLIED AFTER MON OCT 5"


@pytest.mark.parametrize(
    ("words", "first", "rest"),
    [
        ("Not possible. Look again.", "Not possible.", "Look again."),
        ("The period ended Fri Nov 6, 5:00 p.m. on the board's clock. Ask a supervisor.", None, "Ask a supervisor."),
        ("The office closed at 5:00 p.m. Ask a supervisor.", "The office closed at 5:00 p.m.", "Ask a supervisor."),
        ("With R. Ames since 10:42 a.m. Wait.", "With R. Ames since 10:42 a.m.", "Wait."),
        ("By O.C.G.A. 21-2-418 it is late. Wait.", "By O.C.G.A. 21-2-418 it is late.", "Wait."),
        ("Only one sentence.", "Only one sentence.", ""),
    ],
)
def test_sentences_are_taken_apart_where_one_ends(words, first, rest):
    assert last(words) == all_but_first(words) == rest
    assert all_but_last(words) == (first or words.removesuffix(f" {rest}"))


def test_a_refusal_is_said_in_parts_and_in_another_language():
    notice = refused(Refusal("late", _("The period is over. Ask the board."), citation="O.C.G.A. 21-2-419"))
    assert (notice.what, notice.remedy) == ("The period is over. (O.C.G.A. 21-2-419)", "Ask the board.")
    assert said(notice.what, LOUD) == "THE PERIOD IS OVER. (O.C.G.A. 21-2-419)"
    assert said(notice.remedy, LOUD) == "ASK THE BOARD."


def test_what_agrees_is_cut_short_in_each_language(pristine):
    found = next(
        each
        for sheet in pristine
        for each in sheet.evidence.match.candidates
        if any(agreed.endswith(AS_WRITTEN) for agreed in each.agrees)
    )
    loud = replace(found, agrees=(_("last name: as written"),), differs=(), spelled=())
    detail = candidate_choices((loud,), "Gwinnett")[0].detail
    assert detail.endswith("\nAgrees: last name")
    assert said(detail, LOUD).endswith("\nAGREES: LAST NAME")


def test_a_source_that_says_two_things_is_named_by_what_says_each():
    oath = said_by("voted_already", "no", Source("envelope"), name_of)
    assert oath == "the voter's oath"
    flag = Claim("not_citizen", Source("roll", "2020-11-02"), "record")
    assert claim_words("eligibility", flag, name_of) == "status reason on the roll of Mon Nov 2: not a citizen"
    listed = Claim("eligible", Source("roll", "2020-11-02"), "other")
    assert claim_words("eligibility", listed, name_of) == "entry on the roll of Mon Nov 2: eligible"


def test_a_panel_that_was_kept_in_a_draft_is_said_in_the_language_of_the_screen(pristine):
    read = read_draft(draft_of(pristine[0], OpenOnDesk(), when_panel("passport"), {"when": "yesterday"}))
    assert read is not None
    panel = read[1]
    assert panel is not None
    assert (panel.title, panel.fields[0].value) == ("Passport", "yesterday")
    assert said(panel.title, LOUD) == "PASSPORT"
    assert said(panel.fields[0].label, LOUD) == "WHEN DID IT ARRIVE?"
