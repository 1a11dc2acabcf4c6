"""The right column: what the law makes of the facts so far, on what grounds, and contest by contest. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from adjudicator.casework.record.state import DeterminationState
from adjudicator.casework.sheet.cards import asked_first
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.telling.explanation import Explanation
from adjudicator.law.engine.otherwise import Way
from adjudicator.law.rules.pack import Paragraph
from adjudicator.law.telling.way_words import settling_words
from adjudicator.law.telling.words import (
    HOLDS,
    contest_code_words,
    mark_words,
    outcome_words,
    reason_words,
    voter_is_told,
)
from adjudicator.records.election import Election
from adjudicator.records.findings import ContestVerdict, Finding, Recommendation
from adjudicator.words import _, capital, n_, small
from adjudicator.words.dates import day_and_hour
from ui.desks.review.lines.table import wanted_words
from ui.desks.review.screen import STILL_WANTED, OutcomeScreen
from ui.envelope.panel import cited_words, ground_of, way_groups
from ui.envelope.screen import AppliedFinding, ContestGroup, ContestLine, ContestState

MOST_WANTED = 4

MOST_AT_ONCE = 4
"""Facts that settle an outcome and are shown at once: a ballot that counts rests on nearly all of them."""

ASKED_FIRST = _("To answer before the hold")
COULD_LOSE = _("An answer could still leave the ballot not counted.")
"""Stand over what is asked before a hold may be recorded."""

DIFFERENTLY, ALL_CONTESTS = "what would have to be different", "all contests that do not count"
"""Stand among what is unfolded while that is shown."""


HEADINGS: Mapping[str, tuple[str, str]] = {
    "held": (_("Would not count"), _("Would count")),
    "incomplete": (_("Does not count"), _("Would count, if nothing else stands in the way")),
}
"""Over the contests while nothing is settled: what does not count, and what would."""


ANY_BALLOT: Mapping[str, str] = {"party": "not_a_primary", "ballot_in_envelope": "sealed", "ruling": "none"}
"""Fact -> its value of nearly any ballot, which nobody is asked: among what an outcome rests on it would be noise."""

BESIDE: Mapping[str, tuple[str, ...]] = dict.fromkeys(("count_full", "count_partial", "incomplete"), ("mark",))
"""Outcome -> the effects of what applies beside its grounds and decides nothing about the contests."""


@dataclass(frozen=True, slots=True)
class Explained:
    """What the column is made from beside the sheet: the explanation, the law's text, what the person has unfolded.

    `ways` are what would have to be different, None until somebody asks.
    """

    explanation: Explanation | None
    paragraphs: Mapping[str, Paragraph]
    unfolded: frozenset[str]
    ways: tuple[Way, ...] | None = None


def outcome_screen(sheet: Sheet, explained: Explained) -> OutcomeScreen:
    """What the rules make of the facts that are there."""
    found = sheet.recommendation
    if found is None:
        return _without_style()
    first = asked_first(sheet)
    screen = OutcomeScreen(
        outcome="undecided" if found.outcome == "incomplete" else found.outcome,
        headline=headline(found.outcome, _tally(found), found.holds, sheet.evidence.calendar.last_day),
        kept_apart=mark_words("kept_apart") if "kept_apart" in found.marks else "",
        note=COULD_LOSE if first else "",
        missing=_missing(found.needs if found.outcome == "incomplete" else first),
        missing_title=ASKED_FIRST if first else STILL_WANTED,
        groups=contest_groups(found, sheet.evidence.election),
        shows_all=ALL_CONTESTS in explained.unfolded,
        settled=found.outcome in ("count_full", "count_partial", "not_counted"),
    )
    screen = _with_explanation(screen, sheet, explained)
    return replace(screen, sentence="") if first else screen  # nobody is told to cure what an answer may lose


def preview_screen(preview: Sheet, explained: Explained) -> OutcomeScreen:
    """What comes of it if the cards hold, and nothing more: nobody is told yet, and nothing is asked of it.

    Where a question is open, what is missing is what the cards do not answer.
    """
    screen = replace(
        outcome_screen(preview, explained), sentence="", note="", rests_on=(), may_differ=False, settled=False
    )
    found = preview.recommendation
    if found is not None and found.outcome != "incomplete":
        screen = replace(screen, groups=contest_groups(found, preview.evidence.election, HEADINGS["held"]))
    if screen.outcome == "undecided":
        return screen
    return replace(
        screen,
        outcome="undecided",
        headline=_("If the cards hold:"),
        preview=small(screen.headline),
        missing=(),
        missing_title=STILL_WANTED,
    )


def recorded_screen(
    determination: DeterminationState, sheet: Sheet, who_and_when: str, reason: str, explained: Explained
) -> OutcomeScreen:
    """What a person recorded, in place of what the rules say now; a departure is named with its reason."""
    titles = _titles(sheet.evidence.election)
    out = tuple(
        ContestLine(titles(contest), code_words(code, determination.reasons))
        for contest, code in determination.not_counted.items()
    )
    counts = tuple(ContestLine(titles(contest)) for contest in determination.counted)
    tally = (len(counts), len(counts) + len(out))
    departs = _(
        "Departs from the recommendation ({outcome}): {reason}",
        outcome=small(outcome_words(determination.recommended)),
        reason=reason,
    )
    screen = OutcomeScreen(
        outcome=determination.outcome,
        shows_all=ALL_CONTESTS in explained.unfolded,
        headline=headline(determination.outcome, tally, determination.holds, sheet.evidence.calendar.last_day),
        kept_apart=mark_words("kept_apart") if "kept_apart" in determination.marks else "",
        note=departs if determination.departs else "",
        recorded=who_and_when,
        groups=_none_counts(len(out), determination.reasons)
        if determination.outcome == "not_counted"
        else _groups((("out", _("Does not count"), out), ("counts", _("Counts"), counts))),
        settled=determination.outcome != "held",
    )
    return _with_explanation(screen, sheet, explained)


def _with_explanation(screen: OutcomeScreen, sheet: Sheet, explained: Explained) -> OutcomeScreen:
    explanation = explained.explanation
    if explanation is None:
        return screen
    until = day_and_hour(sheet.evidence.calendar.last_day)
    told = explanation.settling.items()
    settling = settling_words({fact: value for fact, value in told if ANY_BALLOT.get(fact) != value}, sheet.words)
    few = len(settling) <= MOST_AT_ONCE
    beside = BESIDE.get(explanation.outcome, ())
    return replace(
        screen,
        sentence=explanation.sentence,
        told=voter_is_told(explanation.outcome),
        grounds=tuple(_ground(each, explained) for each in explanation.grounds if each.effect not in beside),
        also=tuple(_ground(each, explained) for each in explanation.grounds if each.effect in beside),
        deciding=cited_words(explanation.deciding) if explanation.deciding else "",
        rests_on=settling if few else (),
        may_differ=bool(settling),
        rests_on_all=() if few or explained.ways is None else settling,
        ways=way_groups(explained.ways or (), until, sheet.words),
    )


def _ground(finding: Finding, explained: Explained) -> AppliedFinding:
    return ground_of(finding, explained.paragraphs if cited_words(finding) in explained.unfolded else {})


def headline(outcome: str, tally: tuple[int, int], holds: Iterable[str], last_day: datetime) -> str:
    """The outcome with its numbers: "Count in part, 16 of 21"; `tally` is how many contests count, and of how many."""
    if outcome == "held":
        return hold_headline(holds, last_day)
    words, (counted, total) = outcome_words(outcome), tally
    if outcome not in ("count_full", "count_partial"):
        return words
    return _("{outcome}, {counted} of {total}", outcome=words, counted=counted, total=total)


def hold_headline(holds: Iterable[str], last_day: datetime) -> str:
    """For what a ballot is held, and until when: a court's hold ends with its word, the board's with its ruling."""
    codes = tuple(holds)
    if codes and all(code == "court_order_under_review" for code in codes):
        return _("Held for the court")
    if codes and all("the board rules" in HOLDS.get(code, "") for code in codes):
        return _("Held for the board")
    return _("Held until {when}", when=day_and_hour(last_day))


def contest_groups(
    found: Recommendation, election: Election, headings: tuple[str, str] | None = None
) -> tuple[ContestGroup, ...]:
    """What does not count first, each with its reason; then what counts, and what cannot be told yet, in ballot order."""
    titles = _titles(election)
    if found.outcome == "not_counted":
        return _none_counts(len(found.contests), found.reasons)

    def lines(counts: bool | None) -> tuple[ContestLine, ...]:
        chosen = (verdict for verdict in found.contests if verdict.counts is counts)
        return tuple(ContestLine(titles(verdict.id), _why(verdict, found)) for verdict in chosen)

    out, counts = headings or HEADINGS.get(found.outcome, (_("Does not count"), _("Counts")))
    still_open = lines(None)
    if len(still_open) == len(found.contests):
        return ()  # nothing is told yet of any: the headline says it
    return _groups(
        (("out", out, lines(False)), ("counts", counts, lines(True)), ("open", _("Cannot be told yet"), still_open))
    )


def _none_counts(contests: int, reasons: Iterable[str]) -> tuple[ContestGroup, ...]:
    """Of a ballot that is not counted, and why: to list every contest would say no more."""
    heading = n_("The {count} contest does not count", "None of the {count} contests counts", contests)
    return (ContestGroup("out", heading, (), capital(code_words("", reasons))),)


def code_words(code: str, reasons: Iterable[str]) -> str:
    """Why a contest does not count: its own limit, or else the reason why the whole ballot is not counted."""
    if code and code != "ballot_not_counted":
        return contest_code_words(code)
    return reason_words(next(iter(reasons), "")) or _("the ballot is not counted")


def _without_style() -> OutcomeScreen:
    words = _("Which contests are on the ballot cannot be told before its style is known.")
    return OutcomeScreen(headline=outcome_words("incomplete"), note=words, missing=wanted_words(("style_cast",)))


def _missing(facts: Iterable[str]) -> tuple[str, ...]:
    """What is wanted first, and how much more: nine lines at the start would say less than four."""
    wanted = wanted_words(facts)
    more = len(wanted) - MOST_WANTED
    return (*wanted[:MOST_WANTED], _("and {more} more", more=more)) if more > 1 else wanted


def _tally(found: Recommendation) -> tuple[int, int]:
    return len(found.counted), len(found.contests)


def _why(verdict: ContestVerdict, found: Recommendation) -> str:
    return code_words(verdict.code or "", found.reasons) if verdict.counts is False else ""


def _titles(election: Election) -> Callable[[str], str]:
    return lambda contest: election.contests[contest].title if contest in election.contests else contest


def _groups(found: Iterable[tuple[ContestState, str, tuple[ContestLine, ...]]]) -> tuple[ContestGroup, ...]:
    return tuple(_group(state, heading, lines) for state, heading, lines in found if lines)


def _group(state: ContestState, heading: str, lines: tuple[ContestLine, ...]) -> ContestGroup:
    """A group; where all its contests have one reason, it is said once, under the heading."""
    title, reasons = _("{heading} ({number})", heading=heading, number=len(lines)), {line.why for line in lines}
    shared = next(iter(reasons)) if len(reasons) == 1 and len(lines) > 1 else ""
    if not shared:
        return ContestGroup(state, title, lines)
    return ContestGroup(
        state, title, tuple(ContestLine(line.title) for line in lines), _("Each: {reason}", reason=shared)
    )
