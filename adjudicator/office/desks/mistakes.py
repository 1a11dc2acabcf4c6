"""What was entered by mistake: one person says so, and a supervisor who is another person answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from adjudicator.casework.acts import batching, mistakes
from adjudicator.casework.acts.act import Act, Acted, joined
from adjudicator.casework.acts.count.openable import where_they_lie
from adjudicator.casework.acts.mistakes import SaidMistake
from adjudicator.casework.record.count_state import PileState, SessionState
from adjudicator.casework.record.state import BY_MISTAKE, BatchState, EnvelopeState, changed
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.room import Done
from adjudicator.records.mistakes import NO_ENVELOPE, STANDS, mistake_words
from adjudicator.records.trouble import Refusal
from adjudicator.words import _


class MistakeDesk(OfficeDesk):
    """Acts of clerks and reviewers (ask) and of supervisors (answer)."""

    def waiting(self) -> tuple[EnvelopeState, ...]:
        """The envelopes about which something was asked and not answered, the oldest question first."""
        asked = sorted(self._room.case.mistakes.items(), key=lambda pair: pair[1])
        found = (self._room.log.state(EnvelopeState, number) for number, __ in asked)
        return tuple(state for state in found if state is not None)

    def number_waiting(self) -> int:
        """How many questions wait for a supervisor's answer."""
        return len(self._room.case.mistakes)

    def agreed(self) -> Iterator[EnvelopeState]:
        """The entries that two people took out of what was received, by number."""
        return self._room.log.states(EnvelopeState, status=BY_MISTAKE)

    def state(self, number: str) -> EnvelopeState | None:
        """One envelope, None where there is none of that number."""
        return self._state(number)

    def number_agreed(self) -> int:
        """How many entries two people took out of what was received."""
        return self._room.log.counts().by_status.get(BY_MISTAKE, 0)

    @needs("ask_mistake")
    def may_ask(self, number: str) -> Refusal | None:
        """Why it cannot be said of an envelope now that it was entered by mistake, None where it can."""
        state = self._room.log.state(EnvelopeState, number)
        if state is None:
            return _unknown(number)
        what = STANDS if state.is_none else NO_ENVELOPE
        acted = self._ask(state, SaidMistake(what, "-"), self._room.act())
        return acted if isinstance(acted, Refusal) else None

    @needs("ask_mistake")
    def ask(self, number: str, said: SaidMistake) -> Done | Refusal:
        """Say of an envelope that it was entered by mistake, or that it stands after all; a supervisor answers."""
        state = self._room.log.state(EnvelopeState, number)
        if state is None:
            return _unknown(number)
        return self._room.put(self._ask(state, said, self._room.act()), seen=_seen([state]))

    @needs("ask_mistake")
    def ask_back(self, file: str, reason: str) -> Done | Refusal:
        """Ask in one act that a whole list is taken back: none of its envelopes belongs here.

        Refused once anything of it is decided, in somebody's hands, or asked already.
        """
        states = self._of_list(file)
        touched = next((state.number for state in states if not _is_untouched(state)), "")
        if not states or touched:
            words = _(
                "The list cannot be taken back whole: something was done with envelope {number} already. Single envelopes "
                "can be taken out.",
                number=touched,
            )
            nothing = _("No envelope was received with this list.")
            return Refusal("list_touched" if states else "nothing_received", words if states else nothing, touched)
        act = self._room.act()
        acted: Acted = ()
        for state in states:
            acted = joined(acted, self._ask(state, SaidMistake(NO_ENVELOPE, reason), act))
        return self._room.put(acted, seen=_seen(states))

    @needs("answer_mistake")
    def may_answer(self, number: str) -> Refusal | None:
        """Why the person signed in cannot agree to what was asked of an envelope, None where they can."""
        acted = self._answers([number], True, "", self._room.act())
        return acted[0] if isinstance(acted[0], Refusal) else None

    @needs("answer_mistake")
    def agree(self, numbers: Sequence[str], reason: str = "") -> Done | Refusal:
        """Agree, as another person, to what was asked of these envelopes; one in a batch is returned in the same act."""
        return self._answer(numbers, True, reason)

    @needs("answer_mistake")
    def disagree(self, numbers: Sequence[str], reason: str) -> Done | Refusal:
        """Do not agree to what was asked of these envelopes, with a reason; they stand as they did."""
        return self._answer(numbers, False, reason)

    def words_of(self, state: EnvelopeState) -> str:
        """What is said of an envelope, in a sentence: what waits for an answer, else what two people agreed to."""
        said = state.mistake_asked or state.mistake
        return mistake_words(state.number, said.what, said.same_as) if said is not None else ""

    def reason_of(self, state: EnvelopeState) -> str:
        """Why, in the words of who said so; empty where names are not shown: people write names into reasons."""
        said = state.mistake_asked or state.mistake
        return self._room.log.unseal(said.reason) if said is not None and self._room.sees("read_names") else ""

    def _answer(self, numbers: Sequence[str], agreed: bool, reason: str) -> Done | Refusal:
        unsigned = next(filter(None, map(self._room.unsigned, numbers)), None)
        if unsigned is not None:
            return unsigned
        acted, seen = self._answers(numbers, agreed, reason, self._room.act())
        return self._room.put(acted, seen=seen)

    def _answers(self, numbers: Sequence[str], agreed: bool, reason: str, act: Act) -> tuple[Acted, Mapping[str, int]]:
        """The entries that answer; each sees what those before it leave."""
        left: dict[str, EnvelopeState] = {}
        seen: dict[str, int] = {}
        acted: Acted = ()
        opened = self._opened()
        for number in dict.fromkeys(numbers):
            state = self._room.log.state(EnvelopeState, number)
            if state is None:
                return _unknown(number), {}
            seen |= _seen([state])
            why = self._why(state)
            if agreed and state.status == "in_batch":
                acted = joined(acted, self._out_of_the_batch(state, why, act))
                state = changed(state, status="to_do", batch="")
            answer = mistakes.answer(
                state, agreed, reason, lambda each: left.get(each) or self._state(each), act, opened=number in opened
            )
            acted = joined(acted, answer)
            left[number] = changed(state, status=BY_MISTAKE) if agreed else state
        return acted, seen

    def _out_of_the_batch(self, state: EnvelopeState, why: str, act: Act) -> Acted:
        batch = self._room.log.state(BatchState, state.batch)
        return batching.return_envelopes(batch, [state.number], why, act) if batch is not None else ()

    def _why(self, state: EnvelopeState) -> str:
        said = state.mistake_asked
        return str(mistake_words(state.number, said.what, said.same_as)) if said is not None else ""

    def _ask(self, state: EnvelopeState, said: SaidMistake, act: Act) -> Acted:
        return mistakes.ask(state, said, self._state, act, opened=state.number in self._opened())

    def _opened(self) -> frozenset[str]:
        lying = where_they_lie(self._room.log.states(PileState), self._room.log.states(SessionState))
        return frozenset(number for number, lies in lying.items() if lies.opened)

    def _state(self, number: str) -> EnvelopeState | None:
        return self._room.log.state(EnvelopeState, number)

    def _of_list(self, file: str) -> tuple[EnvelopeState, ...]:
        return tuple(state for state in self._room.log.states(EnvelopeState) if file and state.file == file)


def _is_untouched(state: EnvelopeState) -> bool:
    """Whether nothing was decided about an envelope, nobody has it, and nothing is asked of it."""
    begun = state.determinations or state.answers or state.referred or state.taken_by
    return state.status == "to_do" and not begun and state.mistake_asked is None


def _seen(states: Sequence[EnvelopeState]) -> dict[str, int]:
    return {f"envelope {state.number}": state.version for state in states}


def _unknown(number: str) -> Refusal:
    return Refusal("unknown_envelope", _("There is no envelope {number}.", number=number), number)
