"""One envelope as the board needs it to rule: in three lines, which name no voter."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.law.engine.board_holds import RULING
from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.telling.words import hold_words, outcome_words
from adjudicator.records.findings import Recommendation
from adjudicator.words import _, beside, n_, small

STREAMS = {
    "election_day": _("election day"),
    "advance": _("advance voting"),
    "absentee": _("absentee"),
}


class BoardCase(NamedTuple):
    """What is asked and by which paragraph, what the papers say, and what follows from each ruling."""

    asked: str
    papers: str
    follows: str


def board_case(sheet: Sheet, law: Recommender, codes: Collection[str]) -> BoardCase:
    """The three lines on an envelope that waits for the board; `codes` are the holds that its ruling ends."""
    return BoardCase(_asked(sheet, law, codes), _papers(sheet), _follows(sheet, law, codes))


def _asked(sheet: Sheet, law: Recommender, codes: Collection[str]) -> str:
    found = _ruled(sheet, law, "none", findings=True).findings if sheet.cast_style else ()
    said = {each.code: beside(each.because, f"({each.citation})") for each in found if each.effect == "hold"}
    return beside(*(said.get(code) or hold_words(code) for code in codes))


def _papers(sheet: Sheet) -> str:
    state = sheet.state
    own = sheet.home.precinct if sheet.home is not None else ""
    others = sheet.evidence.other_envelopes
    said = beside(
        STREAMS.get(state.stream, ""),
        state.place,
        _("voted in precinct {precinct}", precinct=state.precinct_cast) if state.precinct_cast else "",
        _("own precinct {precinct}", precinct=own) if own else "",
        _("ballot style {style}", style=sheet.cast_style) if sheet.cast_style else "",
        _("the same voter's other envelope: {numbers}", numbers=beside(*others, by=", ")) if others else "",
        by=", ",
    )
    return _("Papers: {papers}.", papers=said)


def _follows(sheet: Sheet, law: Recommender, codes: Collection[str]) -> str:
    if not sheet.cast_style:
        return _("It is not known which ballot is in the envelope.")
    counted = _ruled(sheet, law, "count")
    also = [code for code in counted.holds if code not in codes] if counted.outcome == "held" else []
    return beside(
        _("If the board rules to count: {outcome}.", outcome=_outcome(counted, also)),
        _("If not: it is not counted."),
    )


def _outcome(found: Recommendation, also: Collection[str]) -> str:
    if also:
        return _("it still waits, {waits}", waits=beside(*map(hold_words, also), by="; "))
    counts = sum(1 for contest in found.contests if contest.counts)
    if found.outcome == "count_partial":
        of = len(found.contests)
        return n_(
            "it counts in {counts} of {count} contest", "it counts in {counts} of {count} contests", of, counts=counts
        )
    return _("it counts in full") if found.outcome == "count_full" else small(outcome_words(found.outcome))


def _ruled(sheet: Sheet, law: Recommender, ruling: str, *, findings: bool = False) -> Recommendation:
    facts = {**sheet.facts, RULING: ruling}
    closed = sheet.too_late_for, sheet.cast_too_late_for
    return law.recommend(facts, sheet.cast_style, sheet.home_style or None, *closed, findings=findings)


def by_question(asked: Collection[tuple[str, Collection[str]]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Questions with the envelopes that ask them, each under its first one; `asked` pairs envelopes with their codes."""
    groups: dict[str, list[str]] = {}
    for number, codes in asked:
        groups.setdefault(next(iter(codes), ""), []).append(number)
    for code in sorted(groups):
        yield code, tuple(groups[code])
