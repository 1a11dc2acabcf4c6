"""Acts of which nobody knows yet whether they were recorded: what they are about, and what is said until it is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from adjudicator.casework.record.entry import Entry
from adjudicator.casework.record.fold import subjects_of
from adjudicator.port.acts import NewAct
from adjudicator.records.trouble import Refusal

NOT_KNOWN = "not_known"
_SAID = "It is not known yet whether {what} was recorded."
_WAIT = "The program asks on, and takes nothing else about it until then. Nothing has to be entered again."


@dataclass(frozen=True, slots=True)
class UnsettledAct:
    """An act whose answer was not known at once: what was `acted`, what was `noted` with it, and its subjects."""

    act: NewAct
    acted: Sequence[Entry]
    noted: Sequence[Entry]
    subjects: frozenset[str]

    @property
    def what(self) -> str:
        """What the act is about, for a sentence: "envelope 0417"; "your last act" for what has no number."""
        numbered = sorted(subject for subject in self.subjects if subject.partition(" ")[0] in ("envelope", "batch"))
        if not numbered:
            return "your last act"
        return numbered[0] if len(numbered) == 1 else f"{numbered[0]} with {len(numbered) - 1:,} more"

    @property
    def refusal(self) -> Refusal:
        """What the person is told instead of "recorded", and of any other act about the same."""
        kind, _, key = self.what.partition(" ")
        return Refusal(NOT_KNOWN, f"{_SAID.format(what=self.what)} {_WAIT}", key if kind == "envelope" else "")

    def came_to(self, answer: object) -> str:
        """What the person is told once it is known: recorded, or the refusal, which often names it already."""
        title = self.what[0].upper() + self.what[1:]
        if not isinstance(answer, Refusal):
            return f"{title} is recorded."
        return answer.words if answer.words.startswith(title) else f"{title}: {answer.words}"


def subjects_in(entries: Iterable[Entry], seen: Mapping[str, int]) -> frozenset[str]:
    """What an act is about: the subjects of its entries, and those whose version it rests on."""
    return frozenset(subject for entry in entries for subject in subjects_of(entry)) | frozenset(seen)


def in_the_way(waiting: Iterable[UnsettledAct], subjects: frozenset[str]) -> Refusal | None:
    """Why no act on these subjects is taken now, None where it is: another on one of them is not settled."""
    return next((each.refusal for each in waiting if each.subjects & subjects), None)
