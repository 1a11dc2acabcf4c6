"""The score of a practice case: the right answers that lie beside it, held against what its record says so far."""

from __future__ import annotations

from pathlib import Path

from adjudicator.casework.record.state import EnvelopeState
from adjudicator.law.telling.words import outcome_words
from adjudicator.office import Office
from adjudicator.practice.make import files_in
from adjudicator.practice.papers import read_answers
from adjudicator.practice.score import Decided, RightShare, Score, score
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, capital, n_

NOT_PRACTICE = Refusal("not_practice", _("Only a practice case has right answers to be held against."))
NO_ANSWERS = Refusal(
    "no_answers",
    _(
        "The right answers, answers.csv, do not lie beside this practice case: it was moved without them. Copy answers.csv "
        "from where the case was made into its folder, and open the score again."
    ),
)


def answers_beside(case: Path) -> Path:
    """Where the right answers of a practice case lie, as `make_practice` writes them."""
    return files_in(case.parent).answers


def score_of(office: Office) -> Score | Refusal:
    """The score so far as the person signed in may see it: their own work, or everybody's for who may see departures.

    Refused as `whole_score`.
    """
    found = whole_score(office)
    if isinstance(found, Refusal) or office.may("read_departures") is None:
        return found
    person = office.people.signed_in
    return mine(found, person.id if person is not None else "")


def whole_score(office: Office) -> Score | Refusal:
    """The score so far, of everybody. Refused for a live case, and where the right answers cannot be read beside it."""
    if office.case.mode != "practice":
        return NOT_PRACTICE
    try:
        answers = read_answers(answers_beside(office.path))
    except (OSError, ValueError, UnicodeDecodeError):
        return NO_ANSWERS
    decided = (_decided(state) for state in office.overview.states())
    return score(answers, [each for each in decided if each is not None])


def mine(found: Score, person: str) -> Score:
    """A score as one person sees it: the whole of their own work, and nothing of anybody else's."""
    own = found.by_person.get(person)
    differing = tuple(each for each in found.differing if each.by == person)
    return Score(found.of, own or RightShare(0, 0), {person: own} if own else {}, {}, differing)


def outcome_told(kind: str, said: str) -> str:
    """An outcome of a miss in words; where the contests differ, in how many it counts."""
    if kind != "contests":
        return capital(outcome_words(said))
    return n_("Count in {count} contest", "Count in {count} contests", len(said.split(";")) if said else 0)


def _decided(state: EnvelopeState) -> Decided | None:
    made = state.determination
    if made is None or state.status == "to_do":
        return None
    return Decided(state.number, made.by, made.outcome, made.counted, made.facts)
