"""Which column of a list is which, where its headers are not the program's: asked once, and remembered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adjudicator.intake.readers import READERS
from adjudicator.intake.tables import Layout
from adjudicator.office import Office
from adjudicator.words import _, any_of, joined
from ui.desks.receive.fields import COLUMN_OF_FIELD, GROUPS
from ui.desks.receive.screen import ColumnsScreen, HeaderAsked
from ui.parts import Choice

LABELS: Mapping[str, str] = {
    COLUMN_OF_FIELD[field.id]: field.label for __, fields in GROUPS for field in fields if field.id in COLUMN_OF_FIELD
}
"""Columns of an envelope list in words; those of other lists are words already."""

FEWEST = 2
"""A file of one column is no table with other headers, but one whose columns are parted otherwise."""


class ColumnAsking:
    """The headers of one file, and what each was said to mean. Nothing is asked before `begin`."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._kind, self._serial = "", 0
        self._header: tuple[str, ...] = ()
        self._sample: tuple[str, ...] = ()
        self._said: list[str] = []
        self._remembered = False
        self.open = False

    def begin(self, kind: str, rows: Sequence[Sequence[str]]) -> bool:
        """Take the first rows of a file of a kind; whether what was said of such a list before is asked about again."""
        self.forget()
        if kind not in READERS or not rows:
            return False
        self._kind, self._header = kind, tuple(cell.strip() for cell in rows[0])
        self._sample = tuple(rows[1]) if len(rows) > 1 and self._office.receive.shows_names else ()
        before = self._office.receive.columns_of(kind, self._header) or {}
        layout = self._layout
        own = {header: layout.spelt(header) for header in self._header}
        known = {header: column if column in layout.columns else "" for header, column in own.items()}
        self._said = [before.get(header, known[header]) for header in self._header]
        self._remembered = bool(before)
        fits = sum(map(bool, self._header)) >= FEWEST
        self.open = fits and (self._remembered or not set(layout.required) <= set(known.values()))
        return self.open and self._remembered

    def ask(self) -> None:
        """Ask, though the headers are understood."""
        self.open = bool(self._header)

    def say(self, at: int, column: str) -> None:
        """Somebody said what one column means; empty: nothing of it is read."""
        if 0 <= at < len(self._said):
            self._said[at] = column

    def as_named(self) -> None:
        """Each column means what its own name says, here and from now on."""
        self._office.receive.keep_columns(self._kind, self._header, {})
        self.open = False

    def settle(self) -> Mapping[str, str]:
        """What was said, as the file is read from it; remembered at this computer for the next such list."""
        layout = self._layout
        pairs = zip(self._header, self._said, strict=True)
        said = {header: column for header, column in pairs if header and layout.spelt(header) != column}
        self._office.receive.keep_columns(self._kind, self._header, said)
        self.open = False
        return said

    def remembered_kind(self, header: Sequence[str]) -> str:
        """The kind of which such a list was received here before; empty where none was."""
        return next((kind for kind in READERS if self._office.receive.columns_of(kind, header)), "")

    def forget(self) -> None:
        """Another file, or none."""
        self._kind, self._header, self._sample, self._said, self.open = "", (), (), [], False
        self._remembered = False
        self._serial += 1

    def screen(self) -> ColumnsScreen | None:
        """What is asked; None while nothing is."""
        if not self.open:
            return None
        layout = self._layout
        sample = (*self._sample, *[""] * len(self._header))
        return ColumnsScreen(
            id=f"{self._kind} {self._serial}",
            words=self._words(),
            headers=tuple(map(HeaderAsked, self._header, sample, self._said)),
            choices=(
                Choice("", "", _("Not read")),
                *(Choice("", each, LABELS.get(each, each)) for each in layout.columns),
            ),
            wrong=self._wrong(layout),
        )

    def _words(self) -> str:
        if self._remembered:
            return _("This was said for such a list at this computer before. Look whether it still holds.")
        return _("Say it once: it is remembered at this computer for lists with the same headers, and shown each time.")

    def _wrong(self, layout: Layout) -> str:
        twice = [LABELS.get(each, each) for each in layout.columns if self._said.count(each) > 1]
        if twice:
            return _("Two columns cannot both be {column}.", column=any_of(twice))
        missing = [LABELS.get(each, each) for each in layout.required if each not in self._said]
        return _("Still to be said: {columns}.", columns=joined(missing)) if missing else ""

    @property
    def _layout(self) -> Layout:
        return READERS[self._kind].layout
