"""Why a ballot fares as it does, asked from a desk: by the law in force, or the one that its determination names."""

from __future__ import annotations

from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.telling.explanation import Explanation, explain, otherwise
from adjudicator.law.engine.otherwise import Way
from adjudicator.law.engine.recommend import Recommender
from adjudicator.office.behind.desk import OfficeDesk
from adjudicator.office.behind.law.laws import Laws
from adjudicator.office.behind.room import Room
from adjudicator.office.behind.shown import masked


class ExplanationDesk(OfficeDesk):
    """Explains envelopes to everybody who may look at them. Letters take their sentence from here."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._laws = Laws(lambda: room.case.packs, room.log.document, room.election)

    def of(self, sheet: Sheet) -> Explanation | None:
        """The voter's sentence, the grounds, and the facts that settle it; None while the ballot's style is not known.

        To a person who does not see voters' names the sentence says nothing that does not stand in the log in the clear.
        """
        shown = sheet if self._room.sees("read_names") else masked(sheet)
        return explain(shown, self.law_of(sheet))

    def otherwise(self, sheet: Sheet) -> tuple[Way, ...]:
        """What would have to be different; nothing while the outcome is open, or where it is a person's departure."""
        return otherwise(sheet, self.law_of(sheet))

    def law_of(self, sheet: Sheet) -> Recommender:
        """The law that applies to an envelope: of the determination in force, else the law in force."""
        determination = sheet.state.determination
        if determination is None or sheet.state.outcome == "undecided" or determination.pack == self._room.case.pack:
            return self._room.recommender
        return self._laws.of(determination.pack)
