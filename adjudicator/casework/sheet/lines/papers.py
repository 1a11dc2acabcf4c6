"""The lines about the papers: oath, identification, time voted, sworn statement, court order, ballot style."""

from __future__ import annotations

from datetime import datetime

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
from adjudicator.law.facts.derive import deciding_orders, derive_cast, orders_for
from adjudicator.records.facts import Answer, Known, Source, Strength
from adjudicator.words import _

NO_IDENTIFICATION_CODES = frozenset({"PI", "IR"})
EXTENDED_HOURS_CODE = "EH"


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
        return contradiction(evidence, "identification", "shown", "missing")
    if papers.id_shown is None and not ticked:
        return known(evidence, "identification", "shown", "envelope", "silence", _("the box is empty"))
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
    """The time on the papers against closing time and court orders; extended hours ticked at another time contradict."""
    papers = evidence.papers
    moment = cast_moment(papers.cast_at)
    value = derive_cast(moment, papers.stream, papers.place, evidence.election, evidence.orders, evidence.readings)
    if value is None:
        return None
    if EXTENDED_HOURS_CODE in papers.reasons and value != "court_extension":
        return contradiction(evidence, "cast", value, "court_extension")
    if value == "court_extension":
        return _in_extension(evidence, moment)
    strength: Strength = "silence" if value == "time_unknown" else "record"
    return known(evidence, "cast", value, "envelope", strength)


def _in_extension(evidence: Evidence, moment: datetime | None) -> Known:
    """After closing at a place with an order; only suggested where the order alone does not settle it."""
    order = deciding_orders(orders_for(evidence.papers.place, evidence.orders), moment)[0]
    answer = Answer("cast", "court_extension", Source("order", "", order.number))
    if moment is not None and moment > order.ends:
        return Known(answer, "silence", _("after order {number} had ended", number=order.number))
    if not evidence.readings.extension_takes_all:
        return Known(answer, "silence", _("order {number}; or in line at the regular closing", number=order.number))
    return Known(answer, "record", _("order {number}", number=order.number))


CAST = ReviewLine(
    "cast",
    _("Time voted"),
    from_files=_cast,
    reasons=(
        ShortReason(
            "order_not_entered",
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
