"""The draft of the Batches desk: what is asked there, of which batch or envelope, and the words written so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

import msgspec

from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.office import Office
from ui.desks.batches.asks import ask_answer, ask_reopen, ask_return
from ui.desks.batches.open import REOPENABLE
from ui.desks.batches.screen import Ask
from ui.parts import Notice


class BatchesDraft(msgspec.Struct, frozen=True):
    """Words being written: to return `envelopes` of a batch, to reopen one of it, or to answer a question on one."""

    kind: Literal["return", "reopen", "answer"]
    envelopes: tuple[str, ...]
    words: str
    batch: str = ""

    def asked_again(self, office: Office) -> Ask | None:
        """What was asked, with its words; None where it can no longer be done."""
        ask = {"return": self._return, "reopen": self._reopen, "answer": self._answer}[self.kind](office)
        return replace(ask, written=self.words) if ask is not None else None

    def out_of_reach(self) -> Notice:
        """It can no longer be done; what was written is shown, so that it is not lost."""
        numbers = ", ".join(self.envelopes)
        verb = {"return": "returned", "reopen": "reopened", "answer": "answered"}[self.kind]
        one = len(self.envelopes) == 1
        what = (
            f"{'Envelope' if one else 'Envelopes'} {numbers} can no longer be {verb} here: something changed meanwhile"
        )
        return Notice(what, f"You had written: “{self.words.strip()}”", kind="warning")

    def _return(self, office: Office) -> Ask | None:
        batch = office.batches.batch(self.batch)
        if batch is None or batch.status != "waiting" or not set(self.envelopes) <= set(batch.items):
            return None
        return ask_return(batch, self.envelopes, office.people.name_of(batch.closed_by))

    def _reopen(self, office: Office) -> Ask | None:
        number = self.envelopes[0]
        sheet = office.review.sheet(number)
        return ask_reopen(sheet.state) if isinstance(sheet, Sheet) and sheet.state.status in REOPENABLE else None

    def _answer(self, office: Office) -> Ask | None:
        number = self.envelopes[0]
        sheet = office.review.sheet(number)
        return ask_answer(number) if isinstance(sheet, Sheet) and sheet.state.referred else None


def read_draft(value: Mapping[str, Any]) -> BatchesDraft | None:
    """A draft read back; None where it was kept in another form."""
    try:
        draft = msgspec.convert(dict(value), BatchesDraft)
    except msgspec.ValidationError:
        return None
    return draft if draft.envelopes else None
