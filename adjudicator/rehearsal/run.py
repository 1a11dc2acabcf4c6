"""A headless practice run: every envelope through the office, closed, approved by another person, released, compared."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

from adjudicator.at_rest import durable
from adjudicator.canvass.story import as_json
from adjudicator.canvass.tally import Canvass
from adjudicator.casework.record.count_state import Vote
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.office import Office
from adjudicator.office.office import TimeAndChance
from adjudicator.practice.papers import Agreement, agreement, read_answers, read_papers
from adjudicator.records.trouble import Problem, Refusal
from adjudicator.rehearsal.ready import Rehearsal, RehearsalPlan, Tell, make_ready, sign_in_as
from adjudicator.rehearsal.worker import Effort, ScriptedWorker
from adjudicator.words import _

T = TypeVar("T")

BATCH = 100
"""Envelopes in a batch, about what a supervisor looks through in one sitting."""


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a headless run came to; medians are per envelope."""

    canvass: Canvass
    agreement: Agreement
    questions: float
    keys: float
    release: Path


def rehearse(
    definition: bytes, name: str, out: Path, wanted: RehearsalPlan, *, chance: TimeAndChance, tell: Tell
) -> RunResult | tuple[Problem, ...]:
    """Make a practice election in `out` and take it through the office; leaves practice.case, practice.roll, release/.

    The right answers are read only after everything is released. Raises as `make_ready` does, also for an older release.
    """
    durable.refuse_existing((out / "release", out / "release.zip"))
    ready = make_ready(definition, name, out, wanted, chance=chance, tell=tell)
    if isinstance(ready, tuple):
        return ready
    office = ready.office
    efforts = _review(office, ready, tell)
    _approve(office, tell)
    _vote(office, tell)
    released = _must(office.releases.release(out / "release")) if _waiting(office) else None
    canvass = office.overview.canvass()
    agreed = agreement(read_answers(ready.files.answers), _results(office))
    office.close()
    return RunResult(
        canvass,
        agreed,
        median(effort.questions for effort in efforts) if efforts else 0,
        median(effort.keys for effort in efforts) if efforts else 0,
        released.folder if released else out / "release",
    )


def outcome_json(outcome: RunResult) -> dict[str, object]:
    """A run as `adjudicator practice --json` prints it."""
    return {
        **as_json(outcome.canvass),
        "agreement": round(outcome.agreement.share, 6),
        "questions": outcome.questions,
        "keys": outcome.keys,
    }


def _review(office: Office, ready: Rehearsal, tell: Tell) -> list[Effort]:
    sign_in_as(office, "reviewer")
    worker = ScriptedWorker(office, read_papers(ready.files.papers))
    efforts: dict[str, Effort] = {}
    numbers = _to_do(office)
    while numbers:
        for at, number in enumerate(numbers, 1):
            efforts[number] = worker.work(number)
            tell(_("Reviewing"), at, len(numbers))
            if at % BATCH == 0:
                _close(office)
        numbers = _to_do(office)  # a second envelope of one voter has sent the first one back
    _close(office)
    office.people.sign_out()
    return list(efforts.values())


def _to_do(office: Office) -> list[str]:
    return [state.number for state in office.overview.states() if state.status == "to_do"]


def _close(office: Office) -> None:
    if office.batches.closable():
        _must(office.batches.close())


def _approve(office: Office, tell: Tell) -> None:
    sign_in_as(office, "supervisor")
    waiting = [batch for batch in reversed(office.batches.batches()) if batch.status == "waiting"]
    for at, batch in enumerate(waiting, 1):
        for number in office.batches.left_to_look_at(batch):
            _must(office.batches.looked(batch, number))
        _must(office.batches.approve(batch))
        tell(_("Approving"), at, len(waiting))


def _vote(office: Office, tell: Tell) -> None:
    """Where the board votes, it takes all that is approved as it is, and rules on nothing yet."""
    if office.board.count().board_votes == "off" or not office.board.ready().batches:
        return
    _must(office.board.draw(asked=False))
    office.people.sign_out()
    sign_in_as(office, "secretary")
    if office.board.count().board_votes == "authority":
        _must(office.board.give_authority(_motion(office, 1, _("Resolved, that staff may go on."))))
    waiting = office.board.waiting()
    for at, docket in enumerate(waiting, 1):
        text = _("Resolved, that docket {docket} is approved.", docket=docket.id)
        _must(office.board.vote(docket, _motion(office, at + 1, text)))
        tell(_("Voting"), at, len(waiting))
    office.people.sign_out()
    sign_in_as(office, "supervisor")


def _motion(office: Office, number: int, text: str) -> Vote:
    now = office.now()
    return Vote(f"{now.year}-{number}", now.strftime("%Y-%m-%dT%H:%M"), text, 4, 0)


def _waiting(office: Office) -> tuple[EnvelopeState, ...]:
    return office.releases.waiting()


def _results(office: Office) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {
        state.number: (state.outcome, state.determination.counted if state.determination else ())
        for state in office.overview.states()
    }


def _must(result: T | Refusal) -> T:
    if isinstance(result, Refusal):
        raise AssertionError(f"{result.code}: {result.words}")
    return result
