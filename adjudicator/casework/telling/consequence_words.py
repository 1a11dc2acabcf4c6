"""What an act on the law or on a court order would change, in words: on the screen and on the command line alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from adjudicator.casework.acts.consequences import Change, Consequences, Deed
from adjudicator.casework.record.state import DayState, DeterminationState, EnvelopeState
from adjudicator.law.telling.words import fact_words, hold_words, mark_words, outcome_words, reason_words, value_words
from adjudicator.records.findings import Recommendation
from adjudicator.words import capital, counted
from adjudicator.words.dates import long_day

DEEDS: Mapping[Deed, str] = {
    "determined": "Recorded anew",
    "sent_back": "Back to review",
    "answers": "Answers only",
}
"""What becomes of an envelope."""

STANDS: Mapping[str, str] = {
    "to_do": "Not determined yet",
    "held": "Held",
    "determined": "In no batch yet",
    "in_batch": "In batch {batch}",
    "approved": "Approved in {batch}",
    "released": "Released",
}


def summary_words(found: Consequences) -> str:
    """ "995 determinations were looked at again. 60 envelopes would change." """
    looked = counted(found.examined, "determination was", "determinations were")
    changes = counted(len(found.changes), "envelope", "envelopes") if found.changes else "Nothing"
    return f"{looked} looked at again. {changes} would change."


def follows_words(found: Consequences) -> tuple[str, ...]:
    """What will happen to the envelopes that change, a sentence for each thing that does."""
    return tuple(_follows(found))


def _follows(found: Consequences) -> Iterator[str]:
    anew, back, answers = (found.by_deed(deed) for deed in ("determined", "sent_back", "answers"))
    held = [change for change in anew if change.after is not None and change.after.outcome == "held"]
    if decided := len(anew) - len(held):
        recorded = counted(
            decided, "is recorded anew, in your name, and waits", "are recorded anew, in your name, and wait"
        )
        yield f"{recorded} for a batch of yours and another person's approval."
    if held:
        yield f"{counted(len(held), 'is', 'are')} held from then on, recorded in your name."
    if back:
        went = counted(len(back), "goes back to review, to the person", "go back to review, to the people")
        yield f"{went} who determined {'it' if len(back) == 1 else 'them'}, with the reason."
    if answers:
        yield f"Of {len(answers):,} not determined yet, an answer follows by itself."
    yield from _undone(found.changes)


def _undone(changes: Sequence[Change]) -> Iterator[str]:
    approved = sum(change.state.status == "approved" for change in changes)
    released = [change.state.released_in for change in changes if change.state.status == "released"]
    if approved:
        yield f"{counted(approved, 'was approved and needs', 'were approved and need')} an approval anew."
    if released:
        has = counted(len(released), "has", "have")
        room = f"tell the tabulation room, which still holds {'it' if len(released) == 1 else 'them'}"
        yield f"{has} left the office in {', '.join(sorted(set(released)))}: {room}."
        yield "The next release says what is different."


def moved_words(moved: Sequence[tuple[DayState, DayState]]) -> tuple[str, ...]:
    """Days that another law sets otherwise: "Last day to certify the returns: Mon 9 Nov 2020, not Fri 13 Nov 2020." """
    return tuple(f"{after.words}: {_day(after)}, not {_day(before)}." for before, after in moved)


def _day(day: DayState) -> str:
    return long_day(date.fromisoformat(day.day)) if day.day else "no day"


def stands_words(state: EnvelopeState) -> str:
    """Where an envelope stands: "Approved in B0003"."""
    return STANDS[state.status].format(batch=state.batch)


def before_words(change: Change) -> str:
    """What was recorded: "Count in part, 16 of 21"."""
    recorded = change.before
    if recorded is None:
        return outcome_words("undecided")
    counted = len(recorded.counted)
    return _outcome(recorded.outcome, counted, counted + len(recorded.not_counted))


def after_words(change: Change) -> str:
    """What the rules make of it then: "Count in part, 8 of 21"."""
    after = change.after
    if after is None:
        return outcome_words("undecided")
    return _outcome(after.outcome, len(after.counted), len(after.contests))


def difference_words(change: Change) -> str:
    """What differs, and why in the codes' words: "The voter is registered in another county"."""
    said = [*_restated(change)]
    if change.before is not None and change.after is not None:
        said += _differences(change.before, change.after)
    words = "; ".join(said) or "Other contests count"
    return capital(words)


def _restated(change: Change) -> Iterator[str]:
    for fact, answer in change.restated.items():
        yield f"{fact_words(fact)}: {value_words(fact, answer.value) if answer else 'to be asked again'}"


def _differences(recorded: DeterminationState, after: Recommendation) -> Iterator[str]:
    if after.outcome == "not_counted":  # marks are for ballots that may count
        known = recorded.reasons if recorded.outcome == "not_counted" else ()
        yield from map(reason_words, _new(after.reasons, known)[:1])
        yield from (f"no longer: {reason_words(code)}" for code in _new(known, after.reasons))
    elif after.outcome == "held":
        yield from map(hold_words, _new(after.holds, recorded.holds) or after.holds)
    elif after.outcome == "incomplete":
        yield f"to be answered: {', '.join(fact_words(fact).lower() for fact in after.needs)}"
    elif recorded.outcome == "held":
        yield from (f"no longer: {hold_words(code)}" for code in recorded.holds)
    if after.outcome not in ("not_counted", "incomplete"):
        yield from map(mark_words, _new(after.marks, recorded.marks))
        yield from (f"no longer: {mark_words(code)}" for code in _new(recorded.marks, after.marks))
    if recorded.departs:
        yield "was recorded otherwise than recommended"


def _new(codes: Sequence[str], known: Sequence[str]) -> list[str]:
    return [code for code in codes if code not in known]


def _outcome(outcome: str, counted: int, of: int) -> str:
    words = outcome_words(outcome)
    return f"{words}, {counted:,} of {of:,}" if outcome == "count_partial" else words
