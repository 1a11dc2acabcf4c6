"""A headless practice run: every envelope through the office, approved by another person, into the certified count."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from statistics import median

from adjudicator.at_rest import durable
from adjudicator.canvass.account import CountAccount, account_json
from adjudicator.canvass.story import as_json
from adjudicator.canvass.tally import Canvass
from adjudicator.office import Office
from adjudicator.office.behind.time.clock import Clock, GoingClock
from adjudicator.office.office import TimeAndChance
from adjudicator.practice.papers import Agreement, agreement, read_answers, read_papers
from adjudicator.records.trouble import Problem
from adjudicator.rehearsal.ready import RehearsalPlan, Tell, make_ready, sign_in_as
from adjudicator.rehearsal.rounds import approve, review
from adjudicator.rehearsal.second_half import SecondHalf
from adjudicator.rehearsal.worker import ScriptedWorker


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a headless run came to; medians are per envelope. `planted` is what was planted, as "code:subject"."""

    canvass: Canvass
    agreement: Agreement
    questions: float
    keys: float
    release: Path
    account: CountAccount
    planted: tuple[str, ...]


def rehearse(
    definition: bytes, name: str, out: Path, wanted: RehearsalPlan, *, chance: TimeAndChance, tell: Tell
) -> RunResult | tuple[Problem, ...]:
    """Make a practice election in `out` and take it through the office; leaves practice.case, practice.roll, release/.

    The right answers are read only after everything is released. Raises as `make_ready` does, also for an older release.
    """
    durable.refuse_existing((out / "release", out / "release.zip", out / "release-tabulation-room.zip"))
    ready = make_ready(definition, name, out, wanted, chance=chance, tell=tell)
    if isinstance(ready, tuple):
        return ready
    office = ready.office
    sign_in_as(office, "reviewer")
    worker = ScriptedWorker(office, read_papers(ready.files.papers))
    efforts = review(office, worker, tell)
    office.people.sign_out()
    sign_in_as(office, "supervisor")
    approve(office, tell)
    agreed = agreement(read_answers(ready.files.answers), _results(office))
    half = SecondHalf(ready, out, definition, wanted.seed, _going(chance.clock), worker, tell, frozenset(wanted.plants))
    half.run()
    canvass, found = office.overview.canvass(), office.accounts.history()
    office.close()
    return RunResult(
        canvass,
        agreed,
        median(effort.questions for effort in efforts) if efforts else 0,
        median(effort.keys for effort in efforts) if efforts else 0,
        out / "release",
        found,
        tuple(sorted(half.planted)),
    )


def _going(clock: Clock) -> GoingClock:
    if not isinstance(clock, GoingClock):
        raise TypeError("a practice run needs a clock that can be set on")
    return clock


def outcome_json(outcome: RunResult) -> dict[str, object]:
    """A run as `adjudicator practice --json` prints it."""
    return {
        **as_json(outcome.canvass),
        **account_json(outcome.account),
        "planted": list(outcome.planted),
        "agreement": round(outcome.agreement.share, 6),
        "questions": outcome.questions,
        "keys": outcome.keys,
    }


def _results(office: Office) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {
        state.number: (state.outcome, state.determination.counted if state.determination else ())
        for state in office.overview.states()
    }
