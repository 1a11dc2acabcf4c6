"""Identical cases of a batch: what has the same outcome for the same reasons is looked through together. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from adjudicator.casework.record.state import DeterminationState, EnvelopeState
from adjudicator.casework.sheet.claims import facts_against_records, is_under_another_name
from adjudicator.law.telling.words import outcome_words
from adjudicator.words import _, beside, n_, small
from ui.desks.batches.screen import CaseGroup
from ui.envelope.panel import because_lines, outcome_line
from ui.parts import Filter, OutcomeCell, Row

ALL = "all"
ORDER = ("not_counted", "held", "count_partial", "count_full", "undecided")
"""What stands first: whatever takes a vote away is looked at whole."""
READING = ("count_full", "count_partial", "not_counted", "held", "undecided")
"""In which order outcomes are told in a line."""

DEPARTS, AGAINST, APART, ANOTHER = "departs", "against", "apart", "another_name"


@dataclass(frozen=True, slots=True)
class Case:
    """What makes cases identical. `departs` and `another_name` stand apart: such envelopes are looked at one by one."""

    outcome: str
    why: tuple[str, ...]
    kept_apart: bool
    departs: bool
    another_name: bool = False

    @property
    def id(self) -> str:
        """Names the group on the screen and across redraws."""
        apart = ((DEPARTS, self.departs), (ANOTHER, self.another_name))
        return "|".join((self.outcome, "".join(name for name, on in apart if on), *self.why))

    @property
    def is_weighed(self) -> bool:
        """Whether a second person opens it before it is approved."""
        return self.departs or self.another_name

    @property
    def rank(self) -> tuple[bool, bool, bool, int]:
        """Departures first, then electors of another name, then what is not counted, then the rest."""
        place = ORDER.index(self.outcome) if self.outcome in ORDER else len(ORDER)
        return (not self.departs, not self.another_name, not needs_eyes(self), place)


def needs_eyes(case: Case) -> bool:
    """Whether every one of these is to be looked at: the ballot is not counted, or a person's own judgment is in it."""
    return case.outcome == "not_counted" or case.is_weighed


def case_of(envelope: EnvelopeState) -> Case:
    """The case of an envelope by its determination in force; one that is to do again is a case of its own."""
    determination = envelope.determination
    if determination is None or envelope.outcome == "undecided":
        return Case("undecided", (_("to do again"),), False, False)
    why, another = because_lines(determination), is_under_another_name(envelope)
    return Case(determination.outcome, why, envelope.kept_apart, determination.departs, another)


def groups_of(envelopes: Sequence[EnvelopeState], seen: Collection[str]) -> tuple[CaseGroup, ...]:
    """All together, then the groups: departures and other names first, then what is not counted, then by number."""
    found: dict[Case, list[EnvelopeState]] = {}
    for envelope in envelopes:
        found.setdefault(case_of(envelope), []).append(envelope)
    ranked = sorted(found.items(), key=lambda pair: (*pair[0].rank, -len(pair[1]), pair[0].id))
    everything = CaseGroup(ALL, "", _("All envelopes"), len(envelopes), "", _looked(envelopes, seen))
    groups = tuple(_group(case, members, seen) for case, members in ranked)
    return (everything, *groups) if len(groups) > 1 else groups


def in_group(envelopes: Sequence[EnvelopeState], group: str) -> tuple[EnvelopeState, ...]:
    """The envelopes of a group, those to be weighed first, then by number; of all groups where it is "all" or gone."""
    chosen = [envelope for envelope in envelopes if case_of(envelope).id == group] or envelopes
    return tuple(sorted(chosen, key=lambda envelope: case_of(envelope).rank[:2]))


def row_of(envelope: EnvelopeState, note: str) -> Row:
    """One row of an open batch's list."""
    determination, case = envelope.determination, case_of(envelope)
    words = outcome_line(determination) if determination and case.outcome != "undecided" else _("To do again")
    words = _("{outcome}, departs", outcome=words) if case.departs else words
    words = _("{outcome}, another name", outcome=words) if case.another_name else words
    marks = (
        (ANOTHER, case.another_name),
        (DEPARTS, case.departs),
        (AGAINST, bool(facts_against_records(envelope))),
        (APART, case.kept_apart),
    )
    tags = {tag for tag, on in marks if on}
    return Row(
        envelope.number, (envelope.number, OutcomeCell(case.outcome, case.kept_apart, words), note), frozenset(tags)
    )


def filters_of(envelopes: Sequence[EnvelopeState]) -> tuple[Filter, ...]:
    """Chips for what cuts across the groups, where there is any and it is not all."""
    cases = [case_of(envelope) for envelope in envelopes]
    counts = (
        Filter(DEPARTS, _("Departs"), sum(case.departs for case in cases)),
        Filter(ANOTHER, _("Another name"), sum(case.another_name for case in cases)),
        Filter(AGAINST, _("Against a record"), sum(bool(facts_against_records(each)) for each in envelopes)),
        Filter(APART, _("Kept apart"), sum(case.kept_apart for case in cases)),
    )
    return tuple(chip for chip in counts if chip.count and chip.count < len(cases))


def unseen_words(envelopes: Sequence[EnvelopeState], seen: Collection[str]) -> str:
    """What is to be looked at one by one and was not: "Not opened yet: 3 not counted"; empty where there is nothing."""
    left = [case for envelope in envelopes if envelope.number not in seen and needs_eyes(case := case_of(envelope))]
    not_counted = sum(case.outcome == "not_counted" for case in left)
    departs = sum(case.outcome != "not_counted" and case.departs for case in left)
    another = len(left) - not_counted - departs
    parts = (
        _("{not_counted} not counted", not_counted=not_counted) if not_counted else "",
        _("{departs} departing from the recommendation", departs=departs) if departs else "",
        _("{another} under another name", another=another) if another else "",
    )
    return _("Not opened yet: {what}", what=beside(*parts, by=", ")) if left else ""


def weighed(envelopes: Sequence[EnvelopeState]) -> tuple[EnvelopeState, ...]:
    """The envelopes that a second person opens before they are approved: departures, and electors of another name."""
    return tuple(envelope for envelope in envelopes if case_of(envelope).is_weighed)


def departing(envelopes: Sequence[EnvelopeState]) -> tuple[EnvelopeState, ...]:
    """The envelopes whose determination departs from the recommendation."""
    return tuple(envelope for envelope in envelopes if case_of(envelope).departs)


def departures_words(envelopes: Sequence[EnvelopeState], seen: Collection[str]) -> str:
    """How many depart and how many of them were opened: "2 departures from the recommendation, each opened"."""
    found = departing(envelopes)
    if not found:
        return ""
    opened = sum(envelope.number in seen for envelope in found)
    if opened == len(found):
        return n_(
            "{count} departure from the recommendation, opened",
            "{count} departures from the recommendation, each opened",
            opened,
        )
    return n_(
        "{count} departure from the recommendation, {opened} opened",
        "{count} departures from the recommendation, {opened} opened",
        len(found),
        opened=opened,
    )


def weighed_words(envelopes: Sequence[EnvelopeState], seen: Collection[str]) -> str:
    """How many depart and how many are under another name, and how many of them were opened."""
    another = [envelope for envelope in envelopes if case_of(envelope).another_name]
    opened = sum(envelope.number in seen for envelope in another)
    names = n_(
        "{count} elector of another name, {opened} opened",
        "{count} electors of another name, {opened} opened",
        len(another),
        opened=opened,
    )
    return beside(departures_words(envelopes, seen), names if another else "", by="; ")


def next_unseen(envelopes: Sequence[EnvelopeState], seen: Collection[str]) -> str:
    """The next envelope to look at: of those that need it first, then of the rest; empty when all were seen."""
    left = sorted(
        (envelope for envelope in envelopes if envelope.number not in seen), key=lambda each: case_of(each).rank
    )
    return left[0].number if left else ""


def outcomes_words(outcomes: Sequence[str]) -> str:
    """How many have which outcome: "42 count in part, 3 not counted"."""
    counts = ((outcome, outcomes.count(outcome)) for outcome in READING)
    said = (
        _("{count} {outcome}", count=count, outcome=small(outcome_words(outcome))) for outcome, count in counts if count
    )
    return beside(*said, by=", ")


def why_words(determination: DeterminationState) -> str:
    """Why, in a line."""
    return beside(*because_lines(determination), by="; ")


def _group(case: Case, members: Sequence[EnvelopeState], seen: Collection[str]) -> CaseGroup:
    departs = _("Departs from the recommendation") if case.departs else ""
    another = _("The elector has another name than the papers") if case.another_name else ""
    detail = beside(departs, another, *case.why, by="\n")
    return CaseGroup(
        case.id, case.outcome, _title(case), len(members), detail, _looked(members, seen), kept_apart=case.kept_apart
    )


def _title(case: Case) -> str:
    return _("To do again") if case.outcome == "undecided" else outcome_words(case.outcome)


def _looked(members: Sequence[EnvelopeState], seen: Collection[str]) -> str:
    looked = sum(envelope.number in seen for envelope in members)
    return (
        _("all looked at")
        if looked == len(members)
        else _("{looked} of {members} looked at", looked=looked, members=len(members))
    )
