"""The scripted worker: takes one envelope after another through the Review desk, by files, look-up and papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adjudicator.casework.sheet.application_day import Application, closings_on, wants_application
from adjudicator.casework.sheet.cards import Card, cards_of, current_card
from adjudicator.casework.sheet.lines.line import CardLine
from adjudicator.casework.sheet.research import RESEARCH
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.office import Done, Office
from adjudicator.practice.papers import Paper
from adjudicator.records.elector import Candidate
from adjudicator.records.trouble import Refusal
from adjudicator.rehearsal.reasons import explanation, why_against
from adjudicator.rehearsal.whom import pick

SLIPS = ("place", "precinct_cast", "style_cast", "cast_at", "reasons")
"""Fields in which the office's list may differ from the paper."""

NO_PAPER = Paper("")


@dataclass(slots=True)
class Effort:
    """What one envelope took: questions answered one by one, and keys pressed."""

    questions: int = 0
    keys: int = 0


class ScriptedWorker:
    """Works on envelopes as the signed-in reviewer."""

    def __init__(self, office: Office, papers: Mapping[str, Paper]) -> None:
        self._office = office
        self._papers = papers

    def work(self, number: str) -> Effort:
        """Take one envelope to its determination. A refusal here is a bug of ours and raises."""
        effort, paper = Effort(), self._papers.get(number, NO_PAPER)
        self._correct(self._sheet(number), paper, effort)
        while True:
            sheet = self._sheet(number)
            card = current_card(cards_of(sheet))
            if card is None:
                _must(self._office.review.record(sheet))
                effort.keys += 1
                return effort
            self._step(sheet, card, paper, effort)

    def _sheet(self, number: str) -> Sheet:
        sheet = self._office.review.sheet(number)
        if isinstance(sheet, Refusal):
            raise AssertionError(sheet.words)
        return sheet

    def _step(self, sheet: Sheet, card: Card, paper: Paper, effort: Effort) -> None:
        if card.id == "owed":
            self._research(sheet, effort)
            return
        line = card.open_line or next((line for line in card.to_accept if paper_differs(line, paper)), None)
        if line is None:
            effort.keys += 1
            _must(self._office.review.accept(sheet, card))
            return
        effort.questions += 1
        asked = Asked(self._office, sheet, paper, line, effort)
        _must(STEPS[line.fact](asked))

    def _correct(self, sheet: Sheet, paper: Paper, effort: Effort) -> None:
        """Put right what the office's list has otherwise than the paper."""
        changes = slips_of(sheet, paper)
        if changes:
            effort.keys += 1 + sum(len(str(value)) for value in changes.values())
            words = "The paper says otherwise than the list"
            _must(self._office.receive.correct(sheet.number, changes, words, sheet.state.version))

    def _research(self, sheet: Sheet, effort: Effort) -> None:
        missing = [item.id for item in sheet.owed if not item.done and item.id in RESEARCH]
        effort.keys += len(missing)
        effort.questions += len(missing)
        _must(self._office.review.research(sheet, dict.fromkeys(missing, ("nothing", ""))))


def slips_of(sheet: Sheet, paper: Paper) -> dict[str, Any]:
    """Fields where the paper says something and says it otherwise than what was received."""
    papers = sheet.evidence.papers
    on_paper = {name: getattr(paper, name) for name in SLIPS}
    read = {**on_paper, "reasons": tuple(paper.reasons.split(";")) if paper.reasons else ()}
    return {name: value for name, value in read.items() if value and value != getattr(papers, name)}


def paper_differs(line: CardLine, paper: Paper) -> bool:
    """Whether the paper says otherwise than the answer that the files give: then the worker does not accept it."""
    if line.fact == "identification":
        return bool(paper.identification_arrived_at) and line.value == "missing"
    told = getattr(paper, line.fact, "") if line.fact in ("oath", "residence", "eligibility", "voted_already") else ""
    return bool(told) and told != line.value


@dataclass(frozen=True, slots=True)
class Asked:
    """One question put to the worker: a line of an envelope, with its paper beside it."""

    office: Office
    sheet: Sheet
    paper: Paper
    line: CardLine
    effort: Effort

    def say(self, fact: str, value: str) -> Done | Refusal:
        """Answer by key; a reason where a record stands against it is one key more."""
        why = why_against(self.sheet, fact, value)
        self.effort.keys += 1 if why is None else 2
        return self.office.review.say(self.sheet, fact, value, why=why)

    def choose(self, candidate: Candidate) -> Done | Refusal:
        """Take an elector by key; what explains the difference is one key more."""
        why = explanation(self.office.review.compared(self.sheet, candidate.elector))
        self.effort.keys += 1 if why is None else 2
        return self.office.review.choose(self.sheet, candidate.elector, why)


Step = Callable[[Asked], Done | Refusal]


def _match(asked: Asked) -> Done | Refusal:
    picked = pick(asked.sheet.evidence.match.candidates)
    return asked.choose(picked) if isinstance(picked, Candidate) else asked.say("match", picked)


def _registration(asked: Asked) -> Done | Refusal:
    value = registration_of(asked.sheet, asked.paper)
    if not wants_application(asked.sheet.evidence, value):
        return asked.say("registration", value)
    asked.effort.keys += 3  # the answer, the document, the day
    return asked.office.review.registered_by(asked.sheet, value, _application(asked.sheet, asked.paper))


def _application(sheet: Sheet, paper: Paper) -> Application:
    """What was found of the application; without it, the day that the state's system has."""
    elector = sheet.evidence.elector
    listed = elector.registered_on if elector is not None else None
    if paper.application is None and listed is not None:
        return Application(listed, "state_record")
    return Application(paper.application or sheet.evidence.calendar.registration_closes, "office_stamp")


def registration_of(sheet: Sheet, paper: Paper) -> str:
    """What the records say, from the elector's row and the date of the application that was found."""
    closes = sheet.evidence.calendar.registration_closes
    applied = paper.application
    elector = sheet.evidence.elector
    if elector is None:
        late = applied is not None and applied > closes
        return "never" if paper.never_applied else "late" if late else "not_found"
    if elector.status == "cancelled":
        return "cancelled"
    if elector.status == "pending":
        return _pending(sheet, paper)
    on_time = elector.registered_on is None or elector.registered_on <= closes
    return "registered" if on_time or (applied is not None and applied <= closes) else "late"


def _pending(sheet: Sheet, paper: Paper) -> str:
    completed = paper.completion
    if completed is None:
        return "pending"
    return "registered" if completed <= sheet.evidence.election.date else "completed_late"


def _residence(asked: Asked) -> Done | Refusal:
    return asked.say("residence", asked.paper.residence or "as_listed")


def _identification(asked: Asked) -> Done | Refusal:
    paper = asked.paper
    if paper.identification_arrived_at:
        asked.effort.keys += 1
        arrived = datetime.fromisoformat(paper.identification_arrived_at)
        return asked.office.review.identification_arrived(asked.sheet, arrived, paper.identification_kind)
    value = {"none": "missing", "": "shown"}.get(paper.identification, paper.identification)
    return asked.say("identification", value)


def _voted_already(asked: Asked) -> Done | Refusal:
    return asked.say("voted_already", asked.paper.voted_already or asked.line.value or "no")


def _from_paper(fact: str, ordinary: str) -> Step:
    return lambda asked: asked.say(fact, getattr(asked.paper, fact, "") or asked.line.value or ordinary)


def _curable(fact: str, ordinary: str) -> Step:
    """What the papers say; where the voter came to cure it, when that was."""

    def step(asked: Asked) -> Done | Refusal:
        value = getattr(asked.paper, fact)
        if not value or not asked.paper.cured_at:
            return asked.say(fact, value or ordinary)
        asked.effort.keys += 1
        came = datetime.fromisoformat(asked.paper.cured_at)
        return asked.office.review.answer(asked.sheet, [asked.office.review.cured(fact, came)])

    return step


def _cast(asked: Asked) -> Done | Refusal:
    return asked.say("cast", asked.line.value or "time_unknown")


def _home(asked: Asked) -> Done | Refusal:
    asked.effort.keys += 1
    return _choose_portion(asked.office, asked.sheet, asked.paper)


def _applied(asked: Asked) -> Done | Refusal:
    """The day of the application that was found, else that of the roll; an application that nobody dates was early."""
    asked.effort.keys += 1
    elector, evidence = asked.sheet.evidence.elector, asked.sheet.evidence
    listed = elector.registered_on if elector is not None else None
    early = min(closings_on(evidence, asked.sheet.cast_style).values())
    return asked.office.review.applied(asked.sheet, asked.paper.application or listed or early)


def _choose_portion(office: Office, sheet: Sheet, paper: Paper) -> Done | Refusal:
    precinct = office.election.precincts[paper.lived_precinct]
    portion = next(portion for portion in precinct.portions if portion.style == paper.lived_style)
    return office.review.choose_portion(sheet, precinct.code, portion.id)


STEPS: Mapping[str, Step] = {
    "match": _match,
    "registration": _registration,
    "residence": _residence,
    "identification": _identification,
    "voted_already": _voted_already,
    "cast": _cast,
    "home": _home,
    "applied": _applied,
    "oath": _from_paper("oath", "signed"),
    "eligibility": _from_paper("eligibility", "eligible"),
    "statement": _from_paper("statement", "missing"),
    "signature": _curable("signature", "accepted"),
    "secrecy_envelope": _from_paper("secrecy_envelope", "present"),
    "withdrawn": _from_paper("withdrawn", "no"),
    "registration_data": _curable("registration_data", "complete"),
}


def _must(result: Done | Refusal) -> None:
    if isinstance(result, Refusal):
        raise AssertionError(f"{result.code}: {result.words}")
