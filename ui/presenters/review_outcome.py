"""The right column: what the law makes of the facts so far, on what grounds, and contest by contest. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from adjudicator.casework.sheet import Sheet
from adjudicator.casework.state import DeterminationState
from adjudicator.law.pack import Paragraph
from adjudicator.law.words import contest_code_words, hold_words, mark_words, outcome_words, reason_words
from adjudicator.records.election import Election
from adjudicator.records.findings import ContestVerdict, Finding, Recommendation
from ui.presenters.review_screen import ContestGroup, ContestLine, ContestState, Ground, OutcomeScreen
from ui.presenters.review_words import hold_headline, wanted_words

Paragraphs = Mapping[str, Paragraph]

DECIDING: Mapping[str, str] = {"not_counted": "not_counted", "held": "hold", "count_partial": "limit"}
"""Outcome -> the effect of the finding that decides it."""

MOST_WANTED = 4

NOTHING_IN_THE_WAY = "Nothing that the law looks at stands in the way: every contest on this ballot counts."


def outcome_screen(sheet: Sheet, paragraphs: Paragraphs, unfolded: frozenset[str]) -> OutcomeScreen:
    """What the rules make of the facts that are there; while it cannot be told, what is missing, in words."""
    found = sheet.recommendation
    if found is None:
        return _without_style(sheet)
    deciding = deciding_finding(found)
    return OutcomeScreen(
        outcome="undecided" if found.outcome == "incomplete" else found.outcome,
        headline=headline(found.outcome, _tally(found), found.holds, sheet.evidence.calendar.last_day),
        kept_apart=mark_words("kept_apart") if "kept_apart" in found.marks else "",
        sentence=_sentence(found, deciding),
        missing=_missing(found) if found.outcome == "incomplete" else (),
        grounds=tuple(_ground(each, paragraphs, unfolded) for each in grounds_of(found, deciding)),
        groups=contest_groups(found, sheet.evidence.election),
    )


def recorded_screen(
    determination: DeterminationState, sheet: Sheet, who_and_when: str, reason: str, live: OutcomeScreen
) -> OutcomeScreen:
    """What a person recorded, in place of what the rules say now; a departure is named with its reason."""
    titles = _titles(sheet.evidence.election)
    out = tuple(
        ContestLine(titles(contest), code_words(code, determination.reasons))
        for contest, code in determination.not_counted.items()
    )
    counts = tuple(ContestLine(titles(contest)) for contest in determination.counted)
    tally = (len(counts), len(counts) + len(out))
    departs = f"Departs from the recommendation ({outcome_words(determination.recommended).lower()}): {reason}"
    return OutcomeScreen(
        outcome=determination.outcome,
        headline=headline(determination.outcome, tally, determination.holds, sheet.evidence.calendar.last_day),
        kept_apart=mark_words("kept_apart") if "kept_apart" in determination.marks else "",
        sentence=departs if determination.departs else _reason_sentence(determination) or live.sentence,
        recorded=who_and_when,
        grounds=live.grounds,
        groups=_groups((("out", "Does not count", out), ("counts", "Counts", counts))),
    )


def headline(outcome: str, tally: tuple[int, int], holds: Iterable[str], last_day: datetime) -> str:
    """The outcome with its numbers: "Count in part, 16 of 21"; `tally` is how many contests count, and of how many."""
    if outcome == "held":
        return hold_headline(holds, last_day)
    words = outcome_words(outcome)
    return f"{words}, {tally[0]:,} of {tally[1]:,}" if outcome in ("count_full", "count_partial") else words


def deciding_finding(found: Recommendation) -> Finding | None:
    """The finding that decides the outcome: of the primary reason, the hold, or the limit; None where none does."""
    wanted = DECIDING.get(found.outcome)
    codes = {"not_counted": found.reasons, "held": found.holds}.get(found.outcome, ())
    applying = [each for each in found.findings if each.applies == "yes" and each.effect == wanted]
    first = next((each for code in codes for each in applying if each.code == code), None)
    return first or (applying[0] if applying else None)


def grounds_of(found: Recommendation, deciding: Finding | None) -> tuple[Finding, ...]:
    """The findings that apply, the deciding one first, the others in the law's own order."""
    applying = [each for each in found.findings if each.applies == "yes" and each is not deciding]
    return (*([deciding] if deciding else []), *applying)


def contest_groups(found: Recommendation, election: Election) -> tuple[ContestGroup, ...]:
    """What does not count first, each with its reason; then what counts, and what cannot be told yet, in ballot order."""
    titles = _titles(election)

    def lines(counts: bool | None) -> tuple[ContestLine, ...]:
        chosen = (verdict for verdict in found.contests if verdict.counts is counts)
        return tuple(ContestLine(titles(verdict.id), _why(verdict, found)) for verdict in chosen)

    held = found.outcome == "held"
    return _groups(
        (
            ("out", "Would not count" if held else "Does not count", lines(False)),
            ("counts", "Would count" if held else "Counts", lines(True)),
            ("open", "Cannot be told yet", lines(None)),
        )
    )


def code_words(code: str, reasons: Iterable[str]) -> str:
    """Why a contest does not count: its own limit, or else the reason why the whole ballot is not counted."""
    if code and code != "ballot_not_counted":
        return contest_code_words(code)
    return reason_words(next(iter(reasons), "")) or "the ballot is not counted"


def _without_style(sheet: Sheet) -> OutcomeScreen:
    del sheet
    words = "Which contests are on the ballot cannot be told before its style is known."
    return OutcomeScreen(headline=outcome_words("incomplete"), sentence=words, missing=wanted_words(("style_cast",)))


def _missing(found: Recommendation) -> tuple[str, ...]:
    """What is wanted first, and how much more: nine lines at the start would say less than four."""
    wanted = wanted_words(found.needs)
    more = len(wanted) - MOST_WANTED
    return (*wanted[:MOST_WANTED], f"and {more} more") if more > 1 else wanted


def _tally(found: Recommendation) -> tuple[int, int]:
    return len(found.counted), len(found.contests)


def _sentence(found: Recommendation, deciding: Finding | None) -> str:
    if found.outcome == "incomplete":
        return ""
    return deciding.because if deciding is not None else NOTHING_IN_THE_WAY


def _reason_sentence(determination: DeterminationState) -> str:
    words = [hold_words(code) for code in determination.holds] if determination.outcome == "held" else []
    if determination.outcome == "not_counted":
        words = [reason_words(code) for code in determination.reasons]
    said = "; ".join(words)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _why(verdict: ContestVerdict, found: Recommendation) -> str:
    return code_words(verdict.code or "", found.reasons) if verdict.counts is False else ""


def _ground(finding: Finding, paragraphs: Paragraphs, unfolded: frozenset[str]) -> Ground:
    paragraph = paragraphs.get(finding.citation) if finding.citation in unfolded else None
    if paragraph is None:
        return Ground(finding.because, finding.citation)
    paraphrase = "" if paragraph.verbatim else ", in other words"
    return Ground(finding.because, finding.citation, paragraph.text, f"{paragraph.release}{paraphrase}")


def _titles(election: Election) -> Callable[[str], str]:
    return lambda contest: election.contests[contest].title if contest in election.contests else contest


def _groups(found: Iterable[tuple[ContestState, str, tuple[ContestLine, ...]]]) -> tuple[ContestGroup, ...]:
    return tuple(_group(state, heading, lines) for state, heading, lines in found if lines)


def _group(state: ContestState, heading: str, lines: tuple[ContestLine, ...]) -> ContestGroup:
    """A group; where all its contests have one reason, it is said once, under the heading."""
    counted, reasons = f"{heading} ({len(lines):,})", {line.why for line in lines}
    shared = next(iter(reasons)) if len(reasons) == 1 and len(lines) > 1 else ""
    if not shared:
        return ContestGroup(state, counted, lines)
    return ContestGroup(state, counted, tuple(ContestLine(line.title) for line in lines), f"Each: {shared}")
