"""An envelope that another person has taken: the band that says so, and the panel that asks why it is taken over."""

from __future__ import annotations

from adjudicator.casework.acts.in_hand import TAKE_OVER_WHYS
from adjudicator.casework.acts.whys import OTHER, OTHER_KEY, Why
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.office import Office
from adjudicator.records.trouble import Refusal
from ui.desks.review.answers import Result
from ui.desks.review.forms import missing_reason
from ui.desks.review.panels import Values
from ui.desks.review.screen import PanelField, PanelScreen
from ui.parts import Choice, Notice

TAKE_OVER, TAKE_OVER_WORDS = "take_over", "take_over_words"
ON_ANOTHERS = frozenset({TAKE_OVER, TAKE_OVER_WORDS})
"""Panels that stand on an envelope which another person has."""

LOOK = "You can look at it, and not work on it."
TITLE = "Take the envelope over"


def is_anothers(sheet: Sheet, office: Office) -> bool:
    """Whether somebody else than the person signed in has taken the envelope."""
    me = office.people.signed_in
    return sheet.state.taken_by not in ("", me.id if me is not None else "")


def whose_notice(sheet: Sheet, office: Office) -> Notice | None:
    """With whom the envelope is, since when, and whether it can be taken over now; None where it is with nobody else."""
    if not is_anothers(sheet, office):
        return None
    who, since = office.people.name_of(sheet.state.taken_by), office.whose.since(sheet.number)
    refusal = office.whose.may_take_over(sheet.state)
    if refusal is None:
        return Notice(f"With {who} since {since}", LOOK, action="Take it over (T)", kind="notice")
    return Notice(f"With {who} since {since}", after_first(refusal), kind="notice")


def after_first(refusal: Refusal) -> str:
    """What a refusal says after its first sentence, which the band says in its own words."""
    return refusal.words.partition(". ")[2]


def take_over_panel() -> PanelScreen:
    """Asks why the envelope is taken over."""
    keys = (*map(str, range(1, len(TAKE_OVER_WHYS))), OTHER_KEY)
    choices = tuple(Choice(key, code, words) for key, (code, words) in zip(keys, TAKE_OVER_WHYS.items(), strict=True))
    words = "They are told at their next act. What they recorded stays."
    return PanelScreen(TAKE_OVER, f"{TITLE}: why?", words, choices=choices)


def choose_why(office: Office, sheet: Sheet, code: str) -> Result:
    """Take the envelope over for a reason of the list; "something else" asks for words first."""
    if code != OTHER:
        return office.whose.take_over(sheet.number, Why(code))
    field = PanelField("reason", "Why?", "text", hint="Your words go into the record, sealed")
    return PanelScreen(TAKE_OVER_WORDS, TITLE, fields=(field,), accept="Take it over")


def give_words(office: Office, sheet: Sheet, panel: PanelScreen, values: Values) -> Result:
    """Take the envelope over for a reason in the person's own words."""
    wrong = missing_reason(panel, values)
    return wrong or office.whose.take_over(sheet.number, Why(OTHER, values["reason"]))
