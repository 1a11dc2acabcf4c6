"""Acts of which nobody knows yet whether they were recorded: what they are about, and what is said until it is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

from adjudicator.casework.record.entry import Entry, SealedEntry, read_body
from adjudicator.casework.record.fold import subjects_of
from adjudicator.port.acts import NewAct
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside, capital

NOT_KNOWN = "not_known"

WHOSE = ("envelope.put_back", "envelope.taken")
"""Kinds of entry that say whose an envelope is, and decide nothing about it."""

ON_ITS_WAY = 2.0
"""For so many seconds a server takes an act: until then its answer is waited for, and after that it should have come."""


@dataclass(frozen=True, slots=True)
class UnsettledAct:
    """An act whose answer was not known at once: what was `acted`, what was `noted` with it, its subjects, and when it was
    `sent`, by the machine's own count of seconds; None where that was before the program was opened.
    """

    act: NewAct
    acted: Sequence[Entry]
    noted: Sequence[Entry]
    subjects: frozenset[str]
    sent: float | None = None

    @classmethod
    def sent_before(cls, act: bytes, bodies: Iterable[str], subjects: frozenset[str]) -> UnsettledAct:
        """One that was sent before the program was closed, by what is left of it: its id, its entries and their subjects."""
        sealed = [SealedEntry(body) for body in bodies]
        return cls(NewAct(act, sealed), [read_body(each.body) for each in sealed], (), subjects)

    @property
    def numbered(self) -> list[str]:
        """The envelopes and batches that the act is about, "envelope 0417": first what is decided, then what is taken and
        put back along with it.
        """
        order = {
            f"envelope {entry.data.get('envelope')}": -WHOSE.index(entry.kind) if entry.kind in WHOSE else -len(WHOSE)
            for entry in self.acted
        }
        found = [subject for subject in self.subjects if subject.partition(" ")[0] in ("envelope", "batch")]
        return sorted(found, key=lambda subject: (order.get(subject, -len(WHOSE)), subject))

    @property
    def taken(self) -> str:
        """The envelope that the act takes, where it does nothing else but put others back; empty for any other act."""
        taken = [str(entry.data["envelope"]) for entry in self.acted if entry.kind == "envelope.taken"]
        return taken[0] if taken and all(entry.kind in WHOSE for entry in self.acted) else ""

    @property
    def what(self) -> str:
        """What the act is about, for a sentence: "envelope 0417"; "your last act" for what has no number."""
        if not self.numbered:
            return _("your last act")
        kind, __, key = self.numbered[0].partition(" ")
        first = _("envelope {number}", number=key) if kind == "envelope" else _("batch {number}", number=key)
        more = len(self.numbered) - 1
        return _("{first} with {count} more", first=first, count=more) if more else first

    @property
    def on_its_way(self) -> str:
        """What is said while the answer is still waited for; empty once it should have come."""
        if self.sent is None or monotonic() - self.sent > ON_ITS_WAY:
            return ""
        if self.taken:
            return _("Taking envelope {number} at the server", number=self.taken)
        return _("Recording {what} at the server", what=self.what)

    @property
    def refusal(self) -> Refusal:
        """What the person is told instead of "recorded", and of any other act about the same."""
        words = _(
            "It is not known yet whether {what} was recorded. The program keeps asking, and records nothing else "
            "about it until then. You do not have to enter anything again.",
            what=self.what,
        )
        kind, __, key = self.numbered[0].partition(" ") if len(self.numbered) == 1 else ("", "", "")
        return Refusal(NOT_KNOWN, words, key if kind == "envelope" else "")

    def came_to(self, answer: object) -> str:
        """What the person is told once it is known: recorded, or the refusal, which often names it already."""
        title = capital(self.what)
        if not isinstance(answer, Refusal):
            if self.taken:
                return _("Envelope {number} is yours to work on.", number=self.taken)
            return _("{what} is recorded.", what=title)
        return answer.words if answer.words.startswith(title) else beside(title, answer.words, by=": ")


@dataclass(frozen=True, slots=True)
class SettledAct:
    """What became of an act whose answer was not known at once: the entries that were acted, the refusal where there is one,
    and what the person is told.
    """

    acted: Sequence[Entry]
    refusal: Refusal | None
    words: str


def subjects_in(entries: Iterable[Entry], seen: Mapping[str, int]) -> frozenset[str]:
    """What an act is about: the subjects of its entries, and those whose version it rests on."""
    return frozenset(seen).union(*map(subjects_of, entries))


def in_the_way(waiting: Iterable[UnsettledAct], subjects: frozenset[str]) -> Refusal | None:
    """Why no act on these subjects is taken now, None where it is: another on one of them is not settled."""
    return next((each.refusal for each in waiting if each.subjects & subjects), None)
