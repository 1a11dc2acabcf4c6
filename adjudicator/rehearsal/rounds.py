"""The rounds that a practice run goes through more than once: review, approval, the board's vote."""

from __future__ import annotations

from typing import TypeVar

from adjudicator.casework.record.count_state import Vote
from adjudicator.office import Office
from adjudicator.records.people import practice_people
from adjudicator.records.trouble import Refusal
from adjudicator.rehearsal.ready import Tell, sign_in_as
from adjudicator.rehearsal.worker import Effort, ScriptedWorker
from adjudicator.words import _

T = TypeVar("T")

BATCH = 100
"""Envelopes in a batch, about what a supervisor looks through in one sitting."""

PASSWORDS = {person.id: password for person, password in practice_people()}


def must(result: T | Refusal) -> T:
    """In a rehearsal made by ourselves a refusal is a bug."""
    if isinstance(result, Refusal):
        raise AssertionError(f"{result.code}: {result.words}")
    return result


def sign_in(office: Office, person: str) -> None:
    """Sign in one of the practice people in place of the one before."""
    office.people.sign_out()
    must(office.people.sign_in(person, PASSWORDS[person]))


def review(office: Office, worker: ScriptedWorker, tell: Tell) -> list[Effort]:
    """Work everything that is to do, as the reviewer who is signed in, and close it into batches."""
    efforts: dict[str, Effort] = {}
    while numbers := [state.number for state in office.overview.states() if state.status == "to_do"]:
        for at, number in enumerate(numbers, 1):
            efforts[number] = worker.work(number)
            tell(_("Reviewing"), at, len(numbers))
            if at % BATCH == 0:
                _close(office)
    _close(office)
    return list(efforts.values())


def _close(office: Office) -> None:
    if office.batches.closable():
        must(office.batches.close())


def approve(office: Office, tell: Tell) -> None:
    """Look at what is to be looked at in each batch that waits, and approve it, as the supervisor who is signed in."""
    waiting = [batch for batch in reversed(office.batches.batches()) if batch.status == "waiting"]
    for at, batch in enumerate(waiting, 1):
        for number in office.batches.left_to_look_at(batch):
            must(office.batches.looked(batch, number))
        must(office.batches.approve(batch))
        tell(_("Approving"), at, len(waiting))


def vote(office: Office, tell: Tell) -> None:
    """Where the board votes, it takes all that is approved as it is, and rules on nothing yet; a supervisor stays behind.

    What goes on the docket is looked up again; a new vote sends its envelope back, and it is not on this one.
    """
    if office.board.count().board_votes == "off" or not office.board.ready().batches:
        return
    if office.board.not_looked_up() is not None:
        must(office.looking_up.look_up(office.board.next_docket()))
    if not office.board.ready().batches:
        return
    must(office.board.draw(asked=False))
    office.people.sign_out()
    sign_in_as(office, "secretary")
    if office.board.count().board_votes == "authority" and office.board.count().authority is None:
        must(office.board.give_authority(motion(office, _("Resolved, that staff may go on."))))
    waiting = office.board.waiting()
    for at, docket in enumerate(waiting, 1):
        text = _("Resolved, that docket {docket} is approved.", docket=docket.id)
        must(office.board.vote(docket, motion(office, text)))
        tell(_("Voting"), at, len(waiting))
    office.people.sign_out()
    sign_in_as(office, "supervisor")


def motion(office: Office, text: str) -> Vote:
    """The board's next motion, four for it, at this hour."""
    now = office.now()
    return Vote(f"{now.year}-{len(office.board.motions()) + 1}", now.strftime("%Y-%m-%dT%H:%M"), text, 4, 0)
