"""What is asked of a supervisor about entries made by mistake: the rows, and the question to answer."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.casework.record.state import EnvelopeState, Mistake
from adjudicator.office import Office
from adjudicator.records.mistakes import SAME_AS, STANDS, mistake_words
from adjudicator.words import _, n_
from adjudicator.words.dates import day_and_hour
from ui.desks.batches.screen import Ask
from ui.parts import Choice, Row

AGREE, DISAGREE = "agree", "disagree"


def asked_together(office: Office) -> Mapping[str, tuple[EnvelopeState, ...]]:
    """What was asked and not answered, by the first envelope of each act: a whole list is asked about at once."""
    acts: dict[tuple[str, str], list[EnvelopeState]] = {}
    for state in office.mistakes.waiting():
        if state.mistake_asked is not None:
            acts.setdefault((state.mistake_asked.at, state.mistake_asked.by), []).append(state)
    return {states[0].number: tuple(states) for states in acts.values()}


def mistake_rows(office: Office) -> tuple[Row, ...]:
    """A row for each act in which something was asked, the oldest first."""
    return tuple(_row(office, states) for states in asked_together(office).values())


def _row(office: Office, states: tuple[EnvelopeState, ...]) -> Row:
    first, asked = states[0], states[0].mistake_asked
    assert asked is not None, "what waits for an answer was asked"  # noqa: S101
    by, when = office.people.name_of(asked.by), day_and_hour(office.local(asked.at))
    cells = (_numbers(states), _short(asked), by, when)
    return Row(first.number, cells, order=(first.number, cells[1], by, asked.at))


def _short(asked: Mistake) -> str:
    """What is said of an entry, for a row."""
    if asked.what == SAME_AS:
        return _("The same as {number}", number=asked.same_as)
    return _("One after all") if asked.what == STANDS else _("No envelope")


def _numbers(states: tuple[EnvelopeState, ...]) -> str:
    first, more = states[0].number, len(states) - 1
    if not more:
        return first
    return n_("{number} and {count} more", "{number} and {count} more", more, number=first)


def _what(states: tuple[EnvelopeState, ...]) -> str:
    first, asked = states[0], states[0].mistake_asked
    if asked is None or len(states) > 1:
        return n_(
            "{count} envelope belongs to no list of this case.", "{count} envelopes belong to no list of this case.",
            len(states),
        )  # fmt: skip
    return mistake_words(first.number, asked.what, asked.same_as)


def ask_mistake(office: Office, number: str) -> Ask | None:
    """Asks whether the supervisor agrees; None where nothing is asked about the envelope any more."""
    states = asked_together(office).get(number)
    if states is None:
        return None
    asked = states[0].mistake_asked
    stands = asked is not None and asked.what == STANDS
    agree = _("Agree: it is to be decided") if stands else _("Agree: it is taken out of what was received")
    choices = (Choice("1", AGREE, agree), Choice("2", DISAGREE, _("Do not agree: it stays as it is. Write why")))
    lines = (_what(states), office.mistakes.reason_of(states[0]))
    title = n_(
        "Was envelope {number} entered by mistake?",
        "Were {count} envelopes entered by mistake?",
        len(states),
        number=number,
    )
    return Ask(
        "mistake",
        _("Is envelope {number} one after all?", number=number) if stands else title,
        _("Your own words. You need not write any where you agree"),
        _("Answer"),
        tuple(line for line in lines if line),
        choices=choices,
    )
