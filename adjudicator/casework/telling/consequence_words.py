"""What an act on the law or on a court order would change, in words: on the screen and on the command line alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from adjudicator.casework.acts.consequences import Change, Consequences, Deed
from adjudicator.casework.record.state import DayState, DeterminationState, EnvelopeState
from adjudicator.law.telling.words import fact_words, hold_words, mark_words, outcome_words, reason_words, value_words
from adjudicator.records.findings import Recommendation
from adjudicator.words import _, beside, capital, n_, small, told
from adjudicator.words.dates import long_day

DEEDS: Mapping[Deed, str] = {
    "determined": _("Recorded anew"),
    "restored": _("Restored"),
    "sent_back": _("Back to review"),
    "answers": _("Answers only"),
}
"""What becomes of an envelope."""

STANDS: Mapping[str, str] = {
    "to_do": _("Not determined yet"),
    "held": _("Held"),
    "determined": _("In no batch yet"),
    "released": _("Released"),
}


def summary_words(found: Consequences) -> str:
    """ "995 determinations were looked at again. 60 envelopes would change." """
    looked = n_(
        "{count} determination was looked at again.",
        "{count} determinations were looked at again.",
        found.examined,
    )
    if not found.changes:
        return beside(looked, _("Nothing would change."))
    change = n_("{count} envelope would change.", "{count} envelopes would change.", len(found.changes))
    return beside(looked, change)


def follows_words(found: Consequences) -> tuple[str, ...]:
    """What will happen to the envelopes that change, a sentence for each thing that does."""
    return tuple(_follows(found))


def alone_words(approvers: int) -> str:
    """That nobody can approve what one supervisor does, where there is no second; empty where there is one."""
    if approvers > 1:
        return ""
    if not approvers:
        return _("Nobody is a supervisor: nothing can be approved. Give a person the role first.")
    return _(
        "1 supervisor: orders and your own work cannot be approved by anybody. Give another person the role first."
    )


def stuck_words(found: Consequences, approvers: int) -> str:
    """The same where something of an act waits for another person's approval; empty where nothing does."""
    waiting = (*found.by_deed("determined"), *found.by_deed("restored"))
    waits = any(change.after is not None and change.after.outcome != "held" for change in waiting)
    return alone_words(approvers) if waits else ""


def _follows(found: Consequences) -> Iterator[str]:
    anew, back, answers = (found.by_deed(deed) for deed in ("determined", "sent_back", "answers"))
    held = [change for change in anew if change.after is not None and change.after.outcome == "held"]
    if decided := len(anew) - len(held):
        yield n_(
            "{count} is recorded anew, in your name, and waits for a batch of yours and another person's approval.",
            "{count} are recorded anew, in your name, and wait for a batch of yours and another person's approval.",
            decided,
        )
    if restored := found.by_deed("restored"):
        yield n_(
            "{count} has the same answers and the same recommendation as when it was determined: it is restored, in your "
            "name, and another person approves it.",
            "{count} have the same answers and the same recommendation as when they were determined: they are restored, in "
            "your name, and another person approves them.",
            len(restored),
        )
    if held:
        yield n_(
            "{count} is held from then on, recorded in your name.",
            "{count} are held from then on, recorded in your name.",
            len(held),
        )
    if back:
        yield n_(
            "{count} goes back to review, to the person who determined it, with the reason.",
            "{count} go back to review, to the people who determined them, with the reason.",
            len(back),
        )
    if answers:
        yield n_(
            "{count} that is not determined yet gets an answer by itself.",
            "{count} that are not determined yet get an answer by themselves.",
            len(answers),
        )
    yield from _undone(found.changes)


def _undone(changes: Sequence[Change]) -> Iterator[str]:
    approved = sum(change.state.status == "approved" for change in changes)
    released = [change.state.released_in for change in changes if change.state.status == "released"]
    if approved:
        yield n_(
            "{count} was approved and needs a new approval.",
            "{count} were approved and need a new approval.",
            approved,
        )
    if released:
        yield n_(
            "{count} has left the office in {releases}: tell the tabulation room, which still holds it.",
            "{count} have left the office in {releases}: tell the tabulation room, which still holds them.",
            len(released),
            releases=", ".join(sorted(set(released))),
        )
        yield _("The next release says what is different.")


def moved_words(moved: Sequence[tuple[DayState, DayState]]) -> tuple[str, ...]:
    """Days that another law sets otherwise: "Last day to certify the returns: Mon Nov 9, 2020, not Fri Nov 13, 2020." """
    return tuple(
        _("{what}: {day}, not {before}.", what=told(after.words), day=_day(after), before=_day(before))
        for before, after in moved
    )


def _day(day: DayState) -> str:
    return long_day(date.fromisoformat(day.day)) if day.day else _("no day")


def stands_words(state: EnvelopeState) -> str:
    """Where an envelope stands: "Approved in B0003"."""
    if state.status == "in_batch":
        return _("In batch {batch}", batch=state.batch)
    return _("Approved in {batch}", batch=state.batch) if state.status == "approved" else STANDS[state.status]


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
    if change.deed == "restored":
        return _("As when it was determined")
    said = [*_restated(change)]
    if change.before is not None and change.after is not None:
        said += _differences(change.before, change.after)
    return capital(beside(*said, by="; ")) if said else _("Other contests count")


def _restated(change: Change) -> Iterator[str]:
    for fact, answer in change.restated.items():
        yield beside(fact_words(fact), value_words(fact, answer.value) if answer else _("to be asked again"), by=": ")


def _differences(recorded: DeterminationState, after: Recommendation) -> Iterator[str]:
    if after.outcome == "not_counted":  # marks are for ballots that may count
        known = recorded.reasons if recorded.outcome == "not_counted" else ()
        yield from map(reason_words, _new(after.reasons, known)[:1])
        yield from (_("no longer: {reason}", reason=reason_words(code)) for code in _new(known, after.reasons))
    elif after.outcome == "held":
        yield from map(hold_words, _new(after.holds, recorded.holds) or after.holds)
    elif after.outcome == "incomplete":
        yield _("to be answered: {facts}", facts=beside(*(small(fact_words(fact)) for fact in after.needs), by=", "))
    elif recorded.outcome == "held":
        yield from (_("no longer: {hold}", hold=hold_words(code)) for code in recorded.holds)
    if after.outcome not in ("not_counted", "incomplete"):
        yield from map(mark_words, _new(after.marks, recorded.marks))
        yield from (_("no longer: {mark}", mark=mark_words(code)) for code in _new(recorded.marks, after.marks))
    if recorded.departs:
        yield _("was recorded otherwise than recommended")


def _new(codes: Sequence[str], known: Sequence[str]) -> list[str]:
    return [code for code in codes if code not in known]


def _outcome(outcome: str, counted: int, of: int) -> str:
    words = outcome_words(outcome)
    if outcome != "count_partial":
        return words
    return _("{outcome}, {counted} of {total}", outcome=words, counted=counted, total=of)
