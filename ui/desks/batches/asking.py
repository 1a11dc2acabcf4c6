"""What the Batches desk asks words for: the reason to return or reopen, the answer to a question; its draft; and what is
asked before departures and other names are approved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

import msgspec

from adjudicator.casework.acts.looking import check_of
from adjudicator.casework.acts.review.whys import why_words
from adjudicator.casework.record.state import BatchState, EnvelopeState, SecondDecision
from adjudicator.casework.sheet.claims import is_under_another_name
from adjudicator.casework.sheet.source_words import NameOf
from adjudicator.law.telling.words import outcome_words
from adjudicator.office import Office
from adjudicator.port.rows import EnvelopeRow
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside, n_, small
from ui.desks.batches.mistakes import ask_mistake
from ui.desks.batches.open import REOPENABLE, return_words
from ui.desks.batches.screen import Ask
from ui.envelope.screen import ContestGroup, ContestLine, ContestState
from ui.parts import Choice, Notice

MOST_LINES = 8
"""As many departures are listed before a batch is approved; the list of the batch has them all."""

WEIGHED = _("You have looked at each. Approving says that you stand by it.")


def ask_return(batch: BatchState, numbers: Sequence[str], who: str) -> Ask:
    """Asks why envelopes of a batch are returned; `who` closed it, and sees the words."""
    title = n_(
        "Why is envelope {number} returned?", "Why are {count} envelopes returned?", len(numbers), number=numbers[0]
    )
    label = _(
        "{person} sees these words with the envelope. The rest of batch {batch} can still be approved",
        person=who,
        batch=batch.id,
    )
    if len(numbers) == len(batch.items):
        label = _("{person} sees these words with each envelope", person=who)
    return Ask("return", title, label, return_words(numbers))


def ask_reopen(envelope: EnvelopeState | EnvelopeRow) -> Ask:
    """Asks why an approved envelope is reopened, and says so where it has left in a release."""
    number, lines = envelope.number, (left_words(envelope),) if envelope.released_in else ()
    label = _("It goes back to review, and the next release says what changed")
    return Ask(
        "reopen",
        _("Why is envelope {number} reopened?", number=number),
        label,
        _("Reopen envelope {number}", number=number),
        lines,
    )


def left_words(envelope: EnvelopeState | EnvelopeRow) -> str:
    """What the person who reopens a released envelope has to do."""
    return _(
        "Envelope {number} is in {release}: tell the tabulation room, which still holds it",
        number=envelope.number,
        release=envelope.released_in,
    )


def ask_answer(number: str) -> Ask:
    """Asks for the answer to a reviewer's question."""
    label = _("The envelope goes back to the reviewer with these words")
    return Ask("answer", _("Answer the question on envelope {number}", number=number), label, _("Send the answer"))


OPINIONS = ("count_full", "count_partial", "not_counted", "held")


def ask_check(number: str) -> Ask:
    """Asks what the person makes of an envelope that is decided a second time."""
    choices = tuple(Choice(str(key), outcome, outcome_words(outcome)) for key, outcome in enumerate(OPINIONS, 1))
    title = _("What do you make of envelope {number}?", number=number)
    label = _("In your own words, for the person who approves. You need not write any")
    return Ask("check", title, label, _("Record the second decision"), choices=choices)


def ask_contests(number: str, titles: Sequence[str], written: str = "") -> Ask:
    """Asks which contests of a ballot count, where only some do, by their numbers; `written` are those so far."""
    label = _("Numbers of the contests that do not count, such as: 3, 7, 12")
    title = _("Which contests on the ballot of envelope {number} do not count?", number=number)
    accept = _("Record the second decision")
    return Ask("check_contests", title, label, accept, contests=contests_asked(titles, written))


def contests_asked(titles: Sequence[str], written: str) -> tuple[ContestGroup, ...]:
    """The contests with their numbers, in groups as the numbers that are written tell them apart."""
    lines = [ContestLine(_("{place}. {contest}", place=place, contest=title)) for place, title in enumerate(titles, 1)]
    out = numbers_out(written, len(lines))
    if out is None:
        return (_group("open", _("On the ballot"), lines),)
    fallen = [line for place, line in enumerate(lines, 1) if place in out]
    counting = [line for place, line in enumerate(lines, 1) if place not in out]
    both = (_group("out", _("Does not count"), fallen), _group("counts", _("Counts"), counting))
    return tuple(group for group in both if group.contests)


def _group(state: ContestState, heading: str, lines: Sequence[ContestLine]) -> ContestGroup:
    return ContestGroup(state, _("{heading} ({number})", heading=heading, number=len(lines)), tuple(lines))


def titles_of(office: Office, contests: Sequence[str]) -> list[str]:
    """The titles of contests, in their order."""
    return [office.election.contests[contest].title for contest in contests]


def numbers_out(words: str, most: int) -> frozenset[int] | None:
    """The numbers that are written, from 1 to `most`; None where something else is written, or nothing."""
    numbers = words.replace(",", " ").split()
    if not numbers or not all(each.isdecimal() and 0 < int(each) <= most for each in numbers):
        return None
    return frozenset(int(each) for each in numbers)


def chosen_out(words: str, contests: Sequence[str]) -> tuple[str, ...] | None:
    """The contests that count, where the numbers written do not; None where something else is written."""
    out = numbers_out(words, len(contests))
    return None if out is None else tuple(each for place, each in enumerate(contests, 1) if place not in out)


def ask_about(batch: BatchState, found: Sequence[EnvelopeState], name_of: NameOf) -> Ask:
    """Asks whether departures, electors of another name and what was decided otherwise a second time are approved."""
    lines = [weighed_line(batch, envelope, name_of) for envelope in found]
    further = (_("and {more} more", more=len(found) - MOST_LINES),) if len(found) > MOST_LINES else ()
    shown = (*lines[:MOST_LINES], *further)
    names = any(map(is_under_another_name, found))
    if any(differs(batch, envelope) for envelope in found):
        title = n_(
            "Batch {batch} has {count} envelope to weigh",
            "Batch {batch} has {count} envelopes to weigh",
            len(found),
            batch=batch.id,
        )
        envelopes = n_("Approve {count} envelope", "Approve {count} envelopes", len(batch.items))
        return Ask("approve", title, "", envelopes, (*shown, WEIGHED))
    title = _weighed_or_name(batch, len(found)) if names else _weighed(batch, len(found))
    among = (
        n_("{count} departure or other name", "{count} departures or other names", len(found))
        if names
        else n_("{count} departure", "{count} departures", len(found))
    )
    envelopes = n_("{count} envelope", "{count} envelopes", len(batch.items))
    accept = _("Approve {envelopes}, {departures} among them", envelopes=envelopes, departures=among)
    return Ask("approve", title, "", accept, (*shown, WEIGHED))


def _weighed(batch: BatchState, count: int) -> str:
    return n_(
        "Batch {batch} departs from the recommendation in {count} envelope",
        "Batch {batch} departs from the recommendation in {count} envelopes",
        count,
        batch=batch.id,
    )


def _weighed_or_name(batch: BatchState, count: int) -> str:
    return n_(
        "Batch {batch} departs from the recommendation, or takes an elector of another name, in {count} envelope",
        "Batch {batch} departs from the recommendation, or takes an elector of another name, in {count} envelopes",
        count,
        batch=batch.id,
    )


def differs(batch: BatchState, envelope: EnvelopeState) -> bool:
    """Whether an envelope of a batch was decided otherwise a second time."""
    check = check_of(batch, envelope.number)
    return check is not None and not check.agrees


def weighed_line(batch: BatchState, envelope: EnvelopeState, name_of: NameOf) -> str:
    """One envelope in a line: how it departs, why its elector has another name, who decided otherwise; or all of it."""
    determination = envelope.determination
    departs = departure_line(envelope, name_of) if determination is not None and determination.departs else ""
    named = name_line(envelope, name_of) if is_under_another_name(envelope) else ""
    check = check_of(batch, envelope.number)
    second = second_line(envelope, check, name_of) if check is not None and not check.agrees else ""
    return beside(departs, named, second, by="; ")


def second_line(envelope: EnvelopeState, check: SecondDecision, name_of: NameOf) -> str:
    """Two decisions in a line: "0417: count in full (Rita Ames), not counted (Theo Park) the second time"."""
    first = envelope.determination
    if first is None:
        return envelope.number
    return _(
        "{number}: {first} ({person}), {second} ({other}) the second time",
        number=envelope.number,
        first=small(outcome_words(first.outcome)),
        person=name_of(first.by),
        second=small(outcome_words(check.outcome)),
        other=name_of(check.by),
    )


def name_line(envelope: EnvelopeState, name_of: NameOf) -> str:
    """An elector of another name in a line: "0417: elector of another name, because the name has changed (Rita Ames)"."""
    answer = envelope.answers["match"]
    return _(
        "{number}: elector of another name, because: {reason} ({person})",
        number=envelope.number,
        reason=small(why_words("match", answer.why)),
        person=name_of(answer.source.ref),
    )


def departure_line(envelope: EnvelopeState, name_of: NameOf) -> str:
    """One departure in a line: "0417: held, where count in full was recommended (Rita Ames)"."""
    determination = envelope.determination
    if determination is None:
        return envelope.number
    recorded, by = small(outcome_words(determination.outcome)), name_of(determination.by)
    if determination.recommended == "incomplete":
        return _(
            "{number}: {recorded}, before anything was recommended ({person})",
            number=envelope.number,
            recorded=recorded,
            person=by,
        )
    return _(
        "{number}: {recorded}, where {recommended} was recommended ({person})",
        number=envelope.number,
        recorded=recorded,
        recommended=small(outcome_words(determination.recommended)),
        person=by,
    )


class BatchesDraft(msgspec.Struct, frozen=True):
    """Words being written: to return `envelopes` of a batch, to reopen one of it, to answer a question on one, or what was
    said of one that was entered by mistake; and a second decision, with the answer that was taken.

    Of a second decision for which the contests are asked, `words` are their numbers, and `note` what was written before.
    """

    kind: Literal["return", "reopen", "answer", "mistake", "check", "check_contests"]
    envelopes: tuple[str, ...]
    words: str
    batch: str = ""
    choice: str = ""
    note: str = ""

    def asked_again(self, office: Office) -> Ask | None:
        """What was asked, with its words; None where it can no longer be done."""
        again = {
            "return": self._return,
            "reopen": self._reopen,
            "answer": self._answer,
            "mistake": self._mistake,
            "check": self._check,
            "check_contests": self._contests,
        }
        ask = again[self.kind](office)
        return replace(ask, written=self.words, chosen=self.choice) if ask is not None else None

    def out_of_reach(self) -> Notice:
        """It can no longer be done; what was written is shown, so that it is not lost."""
        numbers, many = ", ".join(self.envelopes), len(self.envelopes)
        what = {
            "return": n_(
                "Envelope {numbers} can no longer be returned here: something changed meanwhile",
                "Envelopes {numbers} can no longer be returned here: something changed meanwhile",
                many,
                numbers=numbers,
            ),
            "reopen": _(
                "Envelope {number} can no longer be reopened here: something changed meanwhile", number=numbers
            ),
            "answer": _(
                "The question on envelope {number} can no longer be answered here: something changed meanwhile",
                number=numbers,
            ),
            "mistake": _(
                "Nothing is asked about envelope {number} any more: it was answered or taken back meanwhile",
                number=numbers,
            ),
        }.get(self.kind) or _(
            "Envelope {number} is not yours to decide a second time any more: something changed meanwhile",
            number=numbers,
        )
        written = beside(self.note.strip(), self.words.strip(), by="; ")
        own = _("You had written: “{words}”", words=written) if written else ""
        taken = (
            outcome_words("count_partial" if self.kind == "check_contests" else self.choice) if self._is_second else ""
        )
        chosen = _("You had chosen: {outcome}.", outcome=small(taken)) if taken else ""
        return Notice(what, beside(chosen, own), kind="warning")

    @property
    def _is_second(self) -> bool:
        return self.kind == "check_contests" or (self.kind == "check" and bool(self.choice))

    def _return(self, office: Office) -> Ask | None:
        batch = office.batches.batch(self.batch)
        if batch is None or batch.status != "waiting" or not set(self.envelopes) <= set(batch.items):
            return None
        return ask_return(batch, self.envelopes, office.people.name_of(batch.closed_by))

    def _reopen(self, office: Office) -> Ask | None:
        row = next(iter(office.overview.numbered(self.envelopes)), None)
        return ask_reopen(row) if row is not None and row.status in REOPENABLE else None

    def _answer(self, office: Office) -> Ask | None:
        row = next(iter(office.overview.numbered(self.envelopes)), None)
        return ask_answer(row.number) if row is not None and row.referred else None

    def _mistake(self, office: Office) -> Ask | None:
        return ask_mistake(office, self.envelopes[0])

    def _check(self, office: Office) -> Ask | None:
        """Where the envelope still waits for a second decision of this person; the first one is not asked for."""
        number = self.envelopes[0]
        return ask_check(number) if number in office.second.blind() else None

    def _contests(self, office: Office) -> Ask | None:
        contests = office.second.contests(self.envelopes[0])
        if isinstance(contests, Refusal):
            return None
        return ask_contests(self.envelopes[0], titles_of(office, contests), self.words)


def read_draft(value: Mapping[str, Any]) -> BatchesDraft | None:
    """A draft read back; None where it was kept in another form."""
    try:
        draft = msgspec.convert(dict(value), BatchesDraft)
    except msgspec.ValidationError:
        return None
    return draft if draft.envelopes else None
