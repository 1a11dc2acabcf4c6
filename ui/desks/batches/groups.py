"""Identical cases of a batch: what has the same outcome for the same reasons is looked through together. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from adjudicator.casework.acts.looking import check_of
from adjudicator.casework.record.state import BatchState, DeterminationState, EnvelopeState
from adjudicator.casework.sheet.claims import facts_against_records, is_under_another_name
from adjudicator.law.telling.words import outcome_words
from adjudicator.words import _, beside, n_, small
from ui.desks.batches.screen import CaseGroup
from ui.envelope.panel import because_lines, outcome_line
from ui.parts import Filter, OutcomeCell, Row
from ui.shared.envelope_words import AFTER_YOURS

ALL = "all"
ORDER = ("not_counted", "held", "count_partial", "count_full", "undecided")
"""What stands first: whatever takes a vote away is looked at whole."""
READING = ("count_full", "count_partial", "not_counted", "held", "undecided")
"""In which order outcomes are told in a line."""

DEPARTS, AGAINST, APART, ANOTHER, TO_LOOK = "departs", "against", "apart", "another_name", "to_look"

FIRST = ("departs", "another", "differs", "not_counted", "drawn")
"""Why an envelope has to be looked at, the first reason that holds."""


@dataclass(frozen=True, slots=True)
class Case:
    """What makes cases identical. `departs` and `another_name` stand apart: such envelopes are looked at one by one.

    `hidden` are those of which the person does not see yet what was decided first.
    """

    outcome: str
    why: tuple[str, ...]
    kept_apart: bool
    departs: bool
    another_name: bool = False
    hidden: bool = False

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
        hidden = _is_hidden(envelope)
        return Case("undecided", () if hidden else (_("to do again"),), False, False, hidden=hidden)
    why, another = because_lines(determination), is_under_another_name(envelope)
    return Case(determination.outcome, why, envelope.kept_apart, determination.departs, another)


def _is_hidden(envelope: EnvelopeState) -> bool:
    """Whether the office hides what was decided first from the person who is to decide it a second time."""
    return envelope.status == "in_batch" and envelope.determination is None


def groups_of(envelopes: Sequence[EnvelopeState], seen: Collection[str] | None) -> tuple[CaseGroup, ...]:
    """All together, then the groups: departures and other names first, then what is not counted, then by number.

    Where nothing is known of what was `seen`, nothing is said of it.
    """
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


def row_of(envelope: EnvelopeState, note: str, *, to_look: bool = False) -> Row:
    """One row of an open batch's list; `to_look` where it has still to be looked at."""
    determination, case = envelope.determination, case_of(envelope)
    words = outcome_line(determination) if determination and case.outcome != "undecided" else _title(case)
    words = _("{outcome}, departs", outcome=words) if case.departs else words
    words = _("{outcome}, another name", outcome=words) if case.another_name else words
    marks = (
        (ANOTHER, case.another_name),
        (DEPARTS, case.departs),
        (AGAINST, bool(facts_against_records(envelope))),
        (APART, case.kept_apart),
        (TO_LOOK, to_look),
    )
    tags = {tag for tag, on in marks if on}
    why = why_words(determination) if determination is not None and case.outcome != "undecided" else ""
    cells = (
        envelope.number,
        OutcomeCell(case.outcome, case.kept_apart, words),
        note,
        why,
        envelope.place,
        _marks(tags),
    )
    return Row(envelope.number, cells, frozenset(tags))


def _marks(tags: Collection[str]) -> str:
    """What cuts across the groups, in words."""
    words = (
        (DEPARTS, _("departs")),
        (ANOTHER, _("another name")),
        (AGAINST, _("against a record")),
        (APART, _("kept apart")),
    )
    return beside(*(said for tag, said in words if tag in tags), by=", ")


def filters_of(envelopes: Sequence[EnvelopeState], left: Collection[str] = ()) -> tuple[Filter, ...]:
    """Chips for what cuts across the groups, where there is any and it is not all; `left` has still to be looked at."""
    cases = [case_of(envelope) for envelope in envelopes]
    counts = (
        Filter(TO_LOOK, _("To look at"), len(left)),
        Filter(DEPARTS, _("Departs"), sum(case.departs for case in cases)),
        Filter(ANOTHER, _("Another name"), sum(case.another_name for case in cases)),
        Filter(AGAINST, _("Against a record"), sum(bool(facts_against_records(each)) for each in envelopes)),
        Filter(APART, _("Kept apart"), sum(case.kept_apart for case in cases)),
    )
    return tuple(chip for chip in counts if chip.count and chip.count < len(cases))


def left_words(batch: BatchState, envelopes: Sequence[EnvelopeState], left: Collection[str]) -> str:
    """What has still to be looked at, by why: "2 not counted, 1 departure, 7 drawn"; empty where there is nothing."""
    whys = [_why_looked_at(batch, envelope) for envelope in envelopes if envelope.number in left]
    count = {why: whys.count(why) for why in FIRST}
    parts = (
        n_("{count} departure", "{count} departures", count["departs"]) if count["departs"] else "",
        _("{count} under another name", count=count["another"]) if count["another"] else "",
        _("{count} not counted", count=count["not_counted"]) if count["not_counted"] else "",
        _("{count} decided otherwise a second time", count=count["differs"]) if count["differs"] else "",
        _("{count} drawn", count=count["drawn"]) if count["drawn"] else "",
    )
    return beside(*parts, by=", ")


def _why_looked_at(batch: BatchState, envelope: EnvelopeState) -> str:
    case, check = case_of(envelope), check_of(batch, envelope.number)
    reasons = {
        "departs": case.departs,
        "another": case.another_name,
        "differs": check is not None and not check.agrees,
        "not_counted": case.outcome == "not_counted",
    }
    return next((why for why, holds in reasons.items() if holds), "drawn")


def weighed(batch: BatchState, envelopes: Sequence[EnvelopeState]) -> tuple[EnvelopeState, ...]:
    """What the approver is asked about: departures, electors of another name, and what was decided otherwise again."""
    return tuple(each for each in envelopes if _why_looked_at(batch, each) in ("departs", "another", "differs"))


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


def next_left(envelopes: Sequence[EnvelopeState], left: Collection[str], current: str) -> str:
    """The next envelope that has to be looked at, behind the current one and round again; empty where there is none."""
    ranked = sorted(
        (each for each in envelopes if each.number in {*left, current}), key=lambda each: case_of(each).rank
    )
    numbers = [each.number for each in ranked]
    at = numbers.index(current) if current in numbers else -1
    return next((number for number in (*numbers[at + 1 :], *numbers[: at + 1]) if number in left), "")


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


def _group(case: Case, members: Sequence[EnvelopeState], seen: Collection[str] | None) -> CaseGroup:
    departs = _("Departs from the recommendation") if case.departs else ""
    another = _("The elector has another name than the papers") if case.another_name else ""
    detail = beside(departs, another, *case.why, by="\n")
    return CaseGroup(
        case.id, case.outcome, _title(case), len(members), detail, _looked(members, seen), kept_apart=case.kept_apart
    )


def _title(case: Case) -> str:
    if case.hidden:
        return AFTER_YOURS
    return _("To do again") if case.outcome == "undecided" else outcome_words(case.outcome)


def _looked(members: Sequence[EnvelopeState], seen: Collection[str] | None) -> str:
    if seen is None:
        return ""
    looked = sum(envelope.number in seen for envelope in members)
    return (
        _("all looked at")
        if looked == len(members)
        else _("{looked} of {members} looked at", looked=looked, members=len(members))
    )
