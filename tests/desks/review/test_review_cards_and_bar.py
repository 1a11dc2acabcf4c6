"""Cards, bar and record go by one list of cards, worked out once for each draw; and every key gives what the core knows."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adjudicator.casework.record.state import ResearchLine
from adjudicator.casework.sheet.cards import asked_first
from adjudicator.casework.sheet.lines.table import LINES
from adjudicator.casework.sheet.research import RESEARCH, RESULTS
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.law.engine.recommend import Recommender
from adjudicator.records.elector import Credit, Match
from adjudicator.records.facts import FACTS
from adjudicator.resources import pack
from adjudicator.words import n_
from tests.casework.conftest import EASY, ELECTION, Sheets, elector, evidence
from tests.examples import examples
from ui.desks.review import work as work_module
from ui.desks.review.bar import bar_of
from ui.desks.review.cards import TITLES, cards_screen
from ui.desks.review.lines import line as line_module
from ui.desks.review.lines.table import DESK_LINES
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.review.sheet import open_words
from ui.desks.review.work import OpenOnDesk, Work, work_of
from ui.shared.envelope_words import label_of
from ui.shared.questions import RESEARCH_RESULTS

SHEETS = Sheets(Recommender(pack("georgia-2020-sos"), ELECTION))
OFFICE: Any = SimpleNamespace(people=SimpleNamespace(name_of=str), review=SimpleNamespace(reason_of=str))
CREDIT = Credit("01234567", "absentee_accepted", "2020-10-27", "accepted Oct 27, 2020", "absentee-1")
AT_HAND = (
    evidence(),
    evidence({"id_shown": None, "cast_at": ""}),
    evidence({"reasons": ("PI", "CZ")}),
    evidence(match=Match("none"), elector=None),
    evidence(match=Match("several"), elector=None),
    evidence(credits=(CREDIT,)),
    evidence(votes_known=False),
    evidence({"house_number": "14"}),
    evidence(elector=elector(status="inactive")),
    evidence(elector=elector(districts={"state_house": "999"})),
    evidence(elector=elector(registered_on=None)),
)
ASKED = (
    "oath",
    "identification",
    "cast",
    "match",
    "registration",
    "residence",
    "eligibility",
    "voted_already",
    "statement",
)


@st.composite
def drawn_sheets(draw: st.DrawFn) -> Sheet:
    """A sheet somewhere on its way: most answers those of an easy envelope, some others, some not given yet."""
    said = {fact: draw(st.sampled_from((EASY.get(fact, ""), EASY.get(fact, ""), "", *FACTS[fact]))) for fact in ASKED}
    looked = draw(st.sets(st.sampled_from(tuple(RESEARCH)))) | draw(st.sampled_from((frozenset(), frozenset(RESEARCH))))
    research = tuple(ResearchLine(where, "nothing", "rita", "t") for where in sorted(looked))
    given_answers = {fact: value for fact, value in said.items() if value}
    style: dict[str, Any] = {"style_cast": "", "precinct_cast": "003"} if draw(st.integers(0, 9)) == 0 else {}
    return SHEETS.make(given_answers, at_hand=draw(st.sampled_from(AT_HAND)), research=research, **style)


def said_by_the_cards(work: Work) -> str:
    """Why the envelope cannot be recorded, as the cards on the screen have it; empty where they leave nothing to do."""
    current = next((card for card in cards_screen(work) if card.state == "current"), None)
    optional = {card.id for card in work.cards if card.optional}
    if current is None or current.id in optional:
        return "" if work.sheet.recommendation and work.sheet.recommendation.outcome != "incomplete" else "Still wanted"
    if current.id == "owed":
        return "Still owed: "
    if current.asking is None:
        return f"Accept the card “{current.title}” with Enter"
    return f"Still open: {label_of(current.asking.fact).lower()}"


@settings(max_examples=examples(400), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn_sheets())
def test_the_bar_says_what_the_cards_say(sheet: Sheet) -> None:
    work = work_of(OFFICE, sheet, OpenOnDesk())
    bar, cards = bar_of(work, may_back=False), said_by_the_cards(work)
    held = sheet.recommendation is not None and sheet.recommendation.outcome == "held"
    may_hold = held and not asked_first(sheet)
    assert bar.why_not.startswith(cards) if not may_hold else bar.why_not == ""
    assert not bar.why_not.endswith(": ")
    assert bool(bar.why_not) == (bool(cards) and not may_hold)
    assert cards or not asked_first(sheet)
    open_lines = sum(line.state in ("open", "suggested", "contradiction") for card in cards_screen(work)
                     for line in card.lines if card.id != "owed")  # fmt: skip
    owed = sum(not item.done for item in sheet.owed)
    left = sum(line.state == "open" for card in cards_screen(work) for line in card.lines if card.id == "owed")
    if open_lines:
        assert open_words(work) == n_("{count} line open", "{count} lines open", open_lines)
    elif owed:
        assert open_words(work) == n_("{count} step owed to the voter", "{count} steps owed to the voter", owed)
    elif left:
        assert open_words(work) == n_("{count} place left to search", "{count} places left to search", left)
    else:
        assert open_words(work) == "no line open"


@settings(max_examples=examples(200), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn_sheets())
def test_every_card_has_a_title_and_something_on_it_and_what_is_asked_stands_on_the_current_one(sheet: Sheet) -> None:
    work = work_of(OFFICE, sheet, OpenOnDesk())
    screens = cards_screen(work)
    assert all(card.id in TITLES and card.lines for card in screens)
    assert len({card.id for card in screens}) == len(screens)
    asking = [card for card in screens if card.asking is not None]
    assert [card.asking.fact for card in asking if card.asking] == [work.asked] * bool(work.asked)
    assert all(card.state == "current" for card in asking)


@pytest.fixture
def counted_lists(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The envelopes of which the list of cards was worked out, one by one."""
    found: list[str] = []
    for module in (work_module, line_module):
        cards_of = module.cards_of

        def counting(sheet: Sheet, cards_of: Any = cards_of) -> Any:
            found.append(sheet.number)
            return cards_of(sheet)

        monkeypatch.setattr(module, "cards_of", counting)
    return found


def test_the_list_of_cards_is_worked_out_once_for_each_draw(office: Any, shell: Any, counted_lists: list[str]) -> None:
    desk, draws = ReviewPresenter(office, shell), 0

    def drawn(_: object) -> None:
        nonlocal draws
        draws += 1

    desk.listen(drawn)
    for state in list(office.overview.states())[:8]:
        desk.enter(state.number)
        desk.reopen("oath")
        desk.press("1")
        desk.accept()
        desk.unfold_first()
        desk.back()
        desk.hold()
        desk.cancel()
    assert draws > 40
    assert len(counted_lists) <= draws


@pytest.mark.parametrize("fact", DESK_LINES)
def test_every_key_gives_a_value_of_the_fact_and_a_code_that_the_core_knows(fact: str) -> None:
    question = DESK_LINES[fact].question
    for each in (question, *question.cases.values()):
        assert each.fact == fact
        assert len({option.key for option in each.options}) == len(each.options)
        assert {option.value for option in each.options if option.value} <= set(FACTS.get(fact, ()))
        codes = {reason.code: reason.values for reason in (*LINES[fact].said_with, *LINES[fact].reasons)}
        assert all(option.value in codes[option.why] for option in each.options if option.why)


def test_every_line_is_asked_and_every_answer_that_is_recorded_with_a_code_has_its_key() -> None:
    assert list(DESK_LINES) == list(LINES)
    for fact, line in LINES.items():
        keys = {option.why for option in DESK_LINES[fact].question.options}
        assert {reason.code for reason in line.said_with} <= keys or fact == "match"
    assert tuple(option.value for option in RESEARCH_RESULTS) == RESULTS
