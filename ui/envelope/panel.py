"""The envelope panel: what a supervisor looks at before approving, made from the record alone.

`look_at(office, number)` gathers; everything else is pure. What it shows is the determination in force; of an envelope
that is to do again, what the facts say now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from adjudicator.casework.acts.looking import check_of
from adjudicator.casework.acts.review.whys import why_words
from adjudicator.casework.record.entry import commitment_in, read_body
from adjudicator.casework.record.state import DeterminationState, EnvelopeState, SecondDecision
from adjudicator.casework.sheet.asked import not_known
from adjudicator.casework.sheet.claims import is_under_another_name
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.sheet.source_words import NameOf
from adjudicator.casework.telling.explanation import Explanation
from adjudicator.law.engine.otherwise import Way
from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.rules.pack import Pack, Paragraph
from adjudicator.law.telling.way_words import by_result
from adjudicator.law.telling.words import (
    contest_code_words,
    hold_words,
    mark_words,
    outcome_words,
    reason_words,
    voter_is_told,
)
from adjudicator.office import Office
from adjudicator.office.desks.record import RecordLine
from adjudicator.records.election import Election
from adjudicator.records.findings import Finding
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside, capital, joined, n_, small
from adjudicator.words.dates import day_and_hour
from ui.envelope.facts import NO_NOTES, fact_lines, place_words, research_lines, voter_lines
from ui.envelope.screen import AppliedFinding, ContestGroup, ContestLine, EnvelopePanelScreen, PastAct, WayGroup
from ui.parts import Line, Notice
from ui.shared.box_words import where_lines
from ui.shared.envelope_words import label_of
from ui.shared.mistake_words import mistake_notice, said_in

ACTS = frozenset(
    {
        "envelope.received", "envelope.corrected", "envelope.determined", "determination.withdrawn",
        "envelope.referred", "referral.answered", "referral.taken_back", "envelope.returned",
        "envelope.reopened", "cure.recorded", "mistake.asked", "mistake.answered",
    }
)  # fmt: skip
"""Kinds of entries that the history shows; single answers stand above, with their sources."""

HISTORY = 200


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the panel is made from beside the sheet: sealed words by commitment, the envelope's lines of the record."""

    sheet: Sheet
    explanation: Explanation | None
    recommender: Recommender
    words: Mapping[str, str]
    lines: tuple[RecordLine, ...]
    local: Callable[[str], str]
    name_of: NameOf
    names: bool
    check: SecondDecision | None = None
    lies: tuple[str, ...] = ()

    @property
    def law(self) -> Pack:
        """The pack of the determination, else the one in force."""
        return self.recommender.pack


def look_at(office: Office, number: str) -> EnvelopePanelScreen:
    """The panel of one envelope; an empty one where there is no such envelope."""
    sheet = office.review.recorded_sheet(number)
    if isinstance(sheet, Refusal) and sheet.code in ("blind", "lists_unread"):
        return EnvelopePanelScreen(number, _("Envelope {number}", number=number), came_back=Notice(sheet.words))
    if isinstance(sheet, Refusal):
        return EnvelopePanelScreen()
    lines = tuple(line for line in office.record.lines(envelope=number, limit=HISTORY) if line.kind in ACTS)
    check = _check_of(office, sheet.state)
    sealed = _sealed_words(sheet, lines) | ({check.note} - {""} if check is not None else set[str]())
    words = {found: office.review.reason_of(found) for found in sealed}
    return panel_screen(
        Gathered(
            sheet=sheet,
            explanation=office.explanations.of(sheet),
            recommender=office.explanations.law_of(sheet),
            words=words,
            lines=lines,
            local=lambda at: day_and_hour(office.local(at)),
            name_of=office.people.name_of,
            names=office.may("read_names") is None,
            check=check,
            lies=_lies(number, office),
        )
    )


def _lies(number: str, office: Office) -> tuple[str, ...]:
    """Where it lies and the last step of its box; nothing where nobody said so."""
    found = office.boxes.where(number)
    if isinstance(found, Refusal) or not (found.box or found.pile):
        return ()
    return where_lines(found, office)


def panel_screen(gathered: Gathered) -> EnvelopePanelScreen:
    """The panel as it stands."""
    sheet, explanation = gathered.sheet, gathered.explanation
    state, determination = sheet.state, in_force(sheet)
    outcome = determination.outcome if determination else "undecided"
    came_back, why = _came_back(state)
    return EnvelopePanelScreen(
        number=state.number,
        title=_("Envelope {number}", number=state.number),
        place=beside(place_words(sheet), *gathered.lies, by="; "),
        outcome=outcome,
        headline=_("Entered by mistake") if state.is_none else _headline(determination, referred=bool(state.referred)),
        kept_apart=state.kept_apart and determination is not None,
        recorded=_recorded(gathered, determination),
        because=because_lines(determination) if determination else () if state.is_none else _now(sheet),
        came_back=mistake_notice(state, gathered.name_of) or came_back,
        came_back_words=gathered.words.get(said_in(state) or why, ""),
        not_known=_not_known(determination, gathered.recommender),
        second=_second(gathered),
        second_words=_second_words(gathered),
        departure=_departure(determination) or _another_name(state),
        departure_words=_weighed_words(gathered, determination),
        voter=voter_lines(sheet, gathered.name_of, gathered.words, names=gathered.names),
        sentence=explanation.sentence if explanation else "",
        told=voter_is_told(explanation.outcome) if explanation else "",
        settling=_facts(gathered, determination, settling=True),
        facts=_facts(gathered, determination, settling=False),
        grounds=_grounds(explanation.grounds if explanation else (), gathered.law),
        other_grounds=_grounds(explanation.others if explanation else (), gathered.law),
        contests=contest_groups(determination, sheet.evidence.election) if determination else (),
        research=research_lines(sheet, gathered.name_of, gathered.local, gathered.words),
        history=tuple(_past(gathered, line) for line in gathered.lines),
    )


def _check_of(office: Office, state: EnvelopeState) -> SecondDecision | None:
    """The second decision on an envelope, for who is not to make one themselves."""
    batch = office.batches.batch(state.batch) if state.batch and office.may("approve") is None else None
    return check_of(batch, state.number) if batch is not None else None


def _not_known(determination: DeterminationState | None, recommender: Recommender) -> str:
    """What is not known in a determination that counts the ballot: "NOT KNOWN: voter, oath"."""
    if determination is None or determination.cast_style not in recommender.election.styles:
        return ""
    facts = joined(small(label_of(fact)) for fact in not_known(determination, recommender))
    return _("NOT KNOWN: {facts}", facts=facts) if facts else ""


def _second(gathered: Gathered) -> Notice | None:
    """What another reviewer made of it, beside what was determined."""
    check, determination = gathered.check, in_force(gathered.sheet)
    if check is None or determination is None:
        return None
    who, other = gathered.name_of(determination.by), gathered.name_of(check.by)
    if check.agrees:
        return Notice(_("{person} decided it a second time, and came to the same", person=other), kind="done")
    first = _("First, {person}: {outcome}", person=who, outcome=outcome_line(determination))
    second = _("Second, {person}: {outcome}", person=other, outcome=second_line(check, determination))
    return Notice(_("Decided otherwise a second time"), first, second, kind="warning")


def second_line(check: SecondDecision, determination: DeterminationState) -> str:
    """A second decision with its numbers: "Count in part, 16 of 21"."""
    words = outcome_words(check.outcome)
    if check.outcome != "count_partial":
        return words
    total = len(determination.counted) + len(determination.not_counted)
    return _("{outcome}, {counted} of {total}", outcome=words, counted=len(check.counted), total=total)


def _second_words(gathered: Gathered) -> str:
    return gathered.words.get(gathered.check.note, "") if gathered.check is not None else ""


def in_force(sheet: Sheet) -> DeterminationState | None:
    """The determination in force, None while the envelope is to do."""
    return sheet.state.determination if sheet.state.outcome != "undecided" else None


def because_lines(determination: DeterminationState) -> tuple[str, ...]:
    """Why, a line each: the reasons of what is not counted, the holds of what is held, and every mark."""
    reasons = {
        "not_counted": [reason_words(code) for code in determination.reasons],
        "held": [hold_words(code) for code in determination.holds],
    }.get(determination.outcome, [])
    return tuple(map(capital, (*reasons, *map(mark_words, determination.marks))))


def contest_groups(determination: DeterminationState, election: Election) -> tuple[ContestGroup, ...]:
    """What does not count first, each with its reason, then what counts, both in ballot order."""
    if determination.outcome in ("held", "not_counted"):
        return ()
    out = tuple(
        ContestLine(_title(election, contest), contest_code_words(code))
        for contest, code in determination.not_counted.items()
    )
    counts = tuple(ContestLine(_title(election, contest)) for contest in determination.counted)
    groups = (
        ContestGroup("out", _("Does not count ({number})", number=len(out)), out),
        ContestGroup("counts", _("Counts ({number})", number=len(counts)), counts),
    )
    return tuple(group for group in groups if group.contests)


def _title(election: Election, contest: str) -> str:
    found = election.contests.get(contest)
    return found.title if found else contest


def outcome_line(determination: DeterminationState) -> str:
    """An outcome with its numbers: "Count in part, 16 of 21"."""
    words = outcome_words(determination.outcome)
    if determination.outcome != "count_partial":
        return words
    counted = len(determination.counted)
    total = counted + len(determination.not_counted)
    return _("{outcome}, {counted} of {total}", outcome=words, counted=counted, total=total)


def _headline(determination: DeterminationState | None, *, referred: bool) -> str:
    if determination is not None:
        return outcome_line(determination)
    return _("With a supervisor") if referred else _("To do again")


def _now(sheet: Sheet) -> tuple[str, ...]:
    """What the rules make of an envelope that is to do again."""
    recommendation = sheet.recommendation
    if recommendation is None or recommendation.outcome == "incomplete":
        return (_("A question is still open"),)
    return (_("The rules now say: {outcome}", outcome=small(outcome_words(recommendation.outcome))),)


def _facts(gathered: Gathered, determination: DeterminationState | None, *, settling: bool) -> tuple[Line, ...]:
    """The facts it rests on that settle it, or all others."""
    sheet, explanation = gathered.sheet, gathered.explanation
    settle = explanation.settling if explanation else {}
    facts = determination.facts if determination else sheet.facts
    chosen = {fact: value for fact, value in facts.items() if (fact in settle) == settling}
    return fact_lines(sheet, chosen, gathered.name_of, gathered.words if gathered.names else NO_NOTES)


def _grounds(findings: tuple[Finding, ...], law: Pack) -> tuple[AppliedFinding, ...]:
    return tuple(ground_of(each, law.paragraphs) for each in findings if each.because)


def _recorded(gathered: Gathered, determination: DeterminationState | None) -> str:
    if determination is None:
        return ""
    who, when = gathered.name_of(determination.by), gathered.local(determination.at)
    earlier = len(gathered.sheet.state.determinations) - 1
    if earlier <= 0:
        return _("Determined by {person}, {when}", person=who, when=when)
    return n_(
        "Determined by {person}, {when}; {count} earlier determination below",
        "Determined by {person}, {when}; {count} earlier determinations below",
        earlier,
        person=who,
        when=when,
    )


def _departure(determination: DeterminationState | None) -> Notice | None:
    if determination is None or not determination.departs:
        return None
    recommended = small(outcome_words(determination.recommended))
    return Notice(
        _("Departs from the recommendation"),
        _("Recommended: {recommended}. The reason given:", recommended=recommended),
        kind="warning",
    )


def _another_name(state: EnvelopeState) -> Notice | None:
    """That the elector has another name, with what a person gave as its explanation."""
    if not is_under_another_name(state):
        return None
    reason = small(why_words("match", state.answers["match"].why))
    explained = _("The explanation given: {reason}", reason=reason)
    return Notice(_("The elector has another name than the papers"), explained, kind="warning")


def _weighed_words(gathered: Gathered, determination: DeterminationState | None) -> str:
    """A person's own words: why they depart, else what explains another name."""
    state = gathered.sheet.state
    if determination is not None and determination.departs:
        return gathered.words.get(determination.reason, "")
    return gathered.words.get(state.answers["match"].note, "") if is_under_another_name(state) else ""


def _came_back(state: EnvelopeState) -> tuple[Notice | None, str]:
    """Why an envelope is to do again, and the commitment of the words."""
    told = (
        (state.referred, _("A question to a supervisor:")),
        (state.returned, _("Came back with these words:")),
        (state.reopened, _("Reopened for this reason:")),
    )
    found = next(((words, what) for words, what in told if words), None) if state.status == "to_do" else None
    return (Notice(found[1], kind="notice"), found[0]) if found else (None, "")


def _past(gathered: Gathered, line: RecordLine) -> PastAct:
    return PastAct(gathered.local(line.at), line.words, gathered.words.get(reason_in(line), ""))


def reason_in(line: RecordLine) -> str:
    """The commitment of the reason, answer or note that a line of the record carries; empty where there is none."""
    data = read_body(line.body).data
    return next((found for key in ("reason", "answer", "note") if (found := commitment_in(data.get(key)))), "")


def _sealed_words(sheet: Sheet, lines: tuple[RecordLine, ...]) -> set[str]:
    state, determination = sheet.state, in_force(sheet)
    found = {reason_in(line) for line in lines} | {line.note for line in state.research}
    found |= {answer.note for answer in sheet.answers.values()} | {state.elector.note if state.elector else ""}
    found |= {
        said_in(state),
        state.referred,
        state.returned,
        state.reopened,
        determination.reason if determination else "",
    }
    return found - {""}


def ground_of(finding: Finding, paragraphs: Mapping[str, Paragraph]) -> AppliedFinding:
    """A finding with the paragraphs it rests on; where none of them is among `paragraphs`, it is folded."""
    cited = cited_words(finding)
    found = [paragraphs[citation] for citation in finding.cited if citation in paragraphs]
    if not found:
        return AppliedFinding(finding.because, cited)
    first = found[0]
    edition = first.release if first.verbatim else _("{edition}, in other words", edition=first.release)
    if len(found) == 1:
        return AppliedFinding(finding.because, cited, first.text, edition)
    text = "\n\n".join(f"{each.citation}\n\n{each.text}" for each in found)
    return AppliedFinding(finding.because, cited, text, edition)


def cited_words(finding: Finding) -> str:
    """The paragraphs that a finding rests on, as they stand under it: "O.C.G.A. 21-2-419(c)(3), 21-2-218(f)"."""
    code, __, __ = finding.citation.rpartition(" ")
    ground = finding.ground.removeprefix(f"{code} ") if code else finding.ground
    return beside(finding.citation, ground, by=", ")


def way_groups(ways: Iterable[Way], until: str, own: Mapping[str, str]) -> tuple[WayGroup, ...]:
    """Ways by what they lead to, in their own order, with a pack's `own` words where it has any."""
    found = by_result(ways, until, own)
    return tuple(WayGroup(each.outcome, each.heading, each.ways, each.note) for each in found)
