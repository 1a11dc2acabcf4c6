"""Labels for envelopes, printed: of which ones, on what paper. Nothing of it is an act."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from adjudicator.casework.record.state import BY_MISTAKE
from adjudicator.export.paper.labels import PAPERS, Label, label_pages
from adjudicator.export.paper.table_sheets import SheetPlace
from adjudicator.office.behind.desk import OfficeDesk
from adjudicator.office.behind.files.case_file import write_page
from adjudicator.port.rows import QueueQuery
from adjudicator.records.envelope import ordinal_of
from adjudicator.records.trouble import Refusal
from adjudicator.words import ENGLISH, Language, _, number

MOST = 20_000
"""So many labels in one file: a county with more prints them by place, or in parts."""


class LabelsDesk(OfficeDesk):
    """What a clerk sticks on envelopes that have no barcode."""

    def wanted(self, first: str = "", last: str = "", place: str = "") -> tuple[Label, ...]:
        """Labels of the envelopes received, from one number to another and of one place; what is empty asks for nothing."""
        rows = self._room.log.envelope_rows(QueueQuery(place=place, limit=10 * MOST))
        lowest, highest = ordinal_of(first.strip()), ordinal_of(last.strip())
        return tuple(
            Label(row.number, row.place)
            for row in rows
            if row.status != BY_MISTAKE
            and (not lowest or ordinal_of(row.number) >= lowest)
            and (not highest or ordinal_of(row.number) <= highest)
        )

    def write(
        self, labels: Sequence[Label], paper: str, out: Path, *, used: int = 0, language: Language = ENGLISH
    ) -> Refusal | None:
        """Write labels on a paper of PAPERS (PDF), so many of the first sheet being `used`. Raises as `write_page`."""
        on = PAPERS[paper]
        if not labels:
            return Refusal("nothing_to_print", _("No envelope that was received fits: there is no label to print."))
        if len(labels) > MOST:
            words = _("These are more than {most} labels. Print them by place, or in parts.", most=number(MOST))
            return Refusal("too_many", words)
        if not 0 <= used < on.on_a_page:
            words = _("A sheet of this paper has {count} labels.", count=on.on_a_page)
            return Refusal("bad_input", words)
        place = SheetPlace(self._room.election, self._room.now(), self._room.case.mode == "practice", language)
        write_page(out, label_pages(labels, on, place, used=used))
        return None
