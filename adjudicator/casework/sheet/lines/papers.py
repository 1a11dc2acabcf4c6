"""The lines about the papers: oath, identification, time voted, sworn statement, court order, ballot style."""

from __future__ import annotations

from datetime import datetime, timedelta

from adjudicator.casework.sheet.evidence import Evidence, cast_moment
from adjudicator.casework.sheet.lines.line import (
    MISREAD,
    POLL_WORKER,
    CardLine,
    ReviewLine,
    ShortReason,
    contradiction,
    known,
    where_looked_at,
)
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.law.facts.derive import deciding_orders, derive_cast, orders_for
from adjudicator.records.facts import NOT_ENTERED, Answer, Known, Source, Strength
from adjudicator.words import _
from adjudicator.words.dates import hour

NO_IDENTIFICATION_CODES = frozenset({"PI", "IR"})
EXTENDED_HOURS_CODE = "EH"
ORDER_NOT_ENTERED = "order_not_entered"
"""The reason of who says that a court kept the place open, while the register has no order for it."""


def _oath(evidence: Evidence) -> Known | None:
    """The list's column for the oath; an empty cell says nothing."""
    signed = evidence.papers.oath_signed
    return known(evidence, "oath", "signed" if signed else "unsigned", "envelope") if signed is not None else None


COMPARED = "compared"
"""The case of the oath in which the law has the signature compared, which is then asked by itself."""

OATH = ReviewLine(
    "oath",
    from_files=_oath,
    case=lambda sheet: COMPARED if "signature" in sheet.looks_at else "",
    reasons=(
        MISREAD,
        ShortReason("other_page", _("The signature is elsewhere in the papers"), ("signed",)),
        ShortReason("not_the_oath", _("What is signed is not the oath"), ("unsigned",)),
    ),
    said_with=(ShortReason("mark_or_helped", _("Yes, with a mark, or helped by a named person"), ("signed",)),),
)


SIGNATURE = ReviewLine("signature", is_asked=lambda sheet: where_looked_at(sheet, "signature"))
SECRECY = ReviewLine("secrecy_envelope", is_asked=lambda sheet: where_looked_at(sheet, "secrecy_envelope"))
WITHDRAWN = ReviewLine("withdrawn", is_asked=lambda sheet: where_looked_at(sheet, "withdrawn"))
"""No file says anything of these, so that a person says it of each envelope where the law asks."""


def _identification(evidence: Evidence) -> Known | None:
    """What the list says of identification, against the codes the poll worker ticked."""
    papers = evidence.papers
    ticked = bool(NO_IDENTIFICATION_CODES & set(papers.reasons))
    if papers.stream == "absentee" and papers.id_shown is None and not ticked:
        return known(evidence, "identification", "not_required", "envelope", words=_("voted by mail"))
    if papers.id_shown and ticked:
        words = _("the box says shown, and a code for missing identification is ticked")
        return contradiction(evidence, "identification", "shown", "missing", words)
    if papers.id_shown is None and not ticked:
        words = _("the box is empty, and no code for missing identification is ticked")
        return known(evidence, "identification", "shown", "envelope", "silence", words)
    return known(evidence, "identification", "shown" if papers.id_shown else "missing", "envelope")


IDENTIFICATION = ReviewLine(
    "identification",
    from_files=_identification,
    reasons=(
        MISREAD,
        POLL_WORKER,
        ShortReason("nothing_noted", _("The papers name no identification that was seen"), ("missing",)),
        ShortReason("wrong_code", _("The code was ticked by mistake"), ("shown",), ("missing",)),
        ShortReason("by_mail", _("Voted by mail or from overseas: none had to be shown"), ("not_required",)),
    ),
)


def _cast(evidence: Evidence) -> Known | None:
    """The time on the papers against closing time and court orders.

    A time after closing contradicts while no order is entered for the place, and so do extended hours ticked at another time.
    """
    papers = evidence.papers
    moment = cast_moment(papers.cast_at)
    value = derive_cast(moment, papers.stream, papers.place, evidence.election, evidence.orders, evidence.readings)
    if value is None:
        return None
    if EXTENDED_HOURS_CODE in papers.reasons and value not in ("court_extension", "not_election_day"):
        return _without_order(evidence, value, moment)
    if value == "in_line_at_closing" and not orders_for(papers.place, evidence.orders):
        return _in_line_or_kept_open(evidence, moment)
    if value == "before_5pm" and moment is not None and moment.time() < evidence.election.polls_open:
        return _before_opening(evidence, moment)
    if value == "court_extension":
        return _in_extension(evidence, moment)
    strength: Strength = "silence" if value == "time_unknown" else "record"
    return known(evidence, "cast", value, "envelope", strength)


def _without_order(evidence: Evidence, value: str, moment: datetime | None) -> Known:
    """The code for extended hours, ticked at a place for which no order is entered, or at a time within regular hours.

    Where no time speaks against it, it is the stronger side: the ballot is kept apart then, until the order is entered or a
    person says why it does not belong there.
    """
    sides = (value, "court_extension")
    if value in ("in_line_at_closing", "time_unknown"):
        sides = sides[::-1]
    words = _("no order is entered for this place")
    if value == "in_line_at_closing":
        words = _after_closing(evidence, moment)
    elif moment is not None:
        closes = hour(evidence.election.closing_of(evidence.papers.place))
        words = _("{time} is not after closing at {closes}", time=hour(moment), closes=closes)
    stronger, other = sides
    return contradiction(evidence, "cast", stronger, other, words)


def _in_line_or_kept_open(evidence: Evidence, moment: datetime | None) -> Known:
    """A time after closing at a place without an order: mostly the voter was in line, but an order may still be entered."""
    in_line = Answer("cast", "in_line_at_closing", evidence.source("envelope"))
    kept_open = Answer("cast", "court_extension", NOT_ENTERED)
    return Known(in_line, "contradiction", _after_closing(evidence, moment), (kept_open,))


def _after_closing(evidence: Evidence, moment: datetime | None) -> str:
    """What is said of a time after closing: where an order is entered, its hours here begin later than that time."""
    place = evidence.papers.place
    at, closes = hour(moment) if moment is not None else "", hour(evidence.election.closing_of(place))
    if orders_for(place, evidence.orders):
        return _(
            "{time} is after closing at {closes}, and before the order for this place begins", time=at, closes=closes
        )
    return _("{time} is after closing at {closes}, and no order is entered for this place", time=at, closes=closes)


def _before_opening(evidence: Evidence, moment: datetime) -> Known:
    """A time before the polls opened: mostly an evening written as a morning, so that a person says which it is."""
    papers, evening = evidence.papers, moment + timedelta(hours=12)
    by_evening = derive_cast(
        evening, papers.stream, papers.place, evidence.election, evidence.orders, evidence.readings
    )
    words = _(
        "{time} is before the polls opened at {opens}; or is {evening} meant?",
        time=hour(moment),
        opens=hour(evidence.election.polls_open),
        evening=hour(evening),
    )
    source = evidence.source("envelope")
    others = (Answer("cast", by_evening, source),) if by_evening not in (None, "before_5pm") else ()
    return Known(Answer("cast", "before_5pm", source), "contradiction", words, others)


def _in_extension(evidence: Evidence, moment: datetime | None) -> Known:
    """After closing at a place with an order; only suggested where the order alone does not settle it."""
    order = deciding_orders(orders_for(evidence.papers.place, evidence.orders), moment)[0]
    answer = Answer("cast", "court_extension", Source("order", "", order.number))
    if moment is not None and moment > order.ends:
        return Known(answer, "silence", _("after order {number} had ended", number=order.number))
    if not evidence.readings.extension_takes_all:
        return Known(answer, "silence", _("order {number}; or in line at the regular closing", number=order.number))
    return Known(answer, "record", _("order {number}", number=order.number))


NO_ORDER = "no_order"
"""The case of the time voted in which the voter was in line, unless an order is still to be entered for the place."""


def _case_of_cast(sheet: Sheet) -> str:
    known = sheet.known.get("cast")
    open_to_order = known is not None and any(side.source == NOT_ENTERED for side in known.others)
    return NO_ORDER if open_to_order else ""


CAST = ReviewLine(
    "cast",
    _("Time voted"),
    from_files=_cast,
    case=_case_of_cast,
    reasons=(
        ShortReason(
            ORDER_NOT_ENTERED,
            _("A court kept the place open; its order is not entered here yet"),
            ("court_extension",),
        ),
        ShortReason("evening", _("Morning written for evening: 7:05 a.m. means 7:05 p.m.")),
        ShortReason("numbered_list", _("The numbered list shows it")),
        POLL_WORKER,
        MISREAD,
    ),
)


def _statement(evidence: Evidence) -> Known | None:
    """What the list says of the sworn statement."""
    value = evidence.papers.statement
    return known(evidence, "statement", value, "envelope") if value else None


STATEMENT = ReviewLine(
    "statement",
    from_files=_statement,
    reasons=(MISREAD, ShortReason("second_look", _("A second person looked and agrees"))),
)

COURT_ORDER = ReviewLine("court_order")

STYLE = ReviewLine(
    "style_cast",
    _("Ballot style"),
    is_asked=lambda sheet: not sheet.cast_style,
    on_card=lambda __, fact: CardLine(fact, "open"),
)
"""No fact of the rules: without it nobody can tell which contests are on the ballot."""
