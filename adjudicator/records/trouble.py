"""The three ways in which a thing can be wrong that are not bugs: bad input, a forbidden act, the world."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from adjudicator.words import _, beside, n_, some_of


@dataclass(frozen=True, slots=True)
class Problem:
    """Bad input: where (file, row, column), which value, what is wrong and what to do. Collected, never raised.

    `row` is the row's number in the file, the header being 1; 0 where no row is meant. `place` names the place in a file
    that is no table of rows ('rule "wrong_county"', "line 12"). `warning` problems let the file be received. `value` is
    left empty where it is personal data that the reader of the message need not see.
    """

    file: str
    what: str
    remedy: str
    row: int = 0
    column: str = ""
    value: str = ""
    warning: bool = False
    place: str = ""

    def __str__(self) -> str:
        return self.at((self.row,))

    def at(self, rows: Sequence[int]) -> str:
        """The problem said once, where it is the same in all these rows."""
        numbers = tuple(dict.fromkeys(str(row) for row in rows if row))
        row = n_("row {rows}", "rows {rows}", len(numbers), rows=some_of(numbers)) if numbers else ""
        column = _("column {column}", column=self.column) if self.column else ""
        said = {"place": beside(self.file, self.place, row, column, by=", "), "what": self.what, "remedy": self.remedy}
        if self.value:
            return _('{place}: {what} ("{value}"). {remedy}', **said, value=self.value)
        return _("{place}: {what}. {remedy}", **said)


@dataclass(frozen=True, slots=True)
class Refusal:
    """The law or the state of the case forbids an act. Returned, never raised.

    `code` is stable for programs; `words` one sentence for a person, with what to do; `envelope` the number it is
    about, or empty; `citation` the paragraph, where one forbids it.
    """

    code: str
    words: str
    envelope: str = ""
    citation: str = ""

    def __str__(self) -> str:
        return self.words


class WorldError(Exception):
    """The world's fault: disk full, file locked, read-only, newer version. Shown with its remedy; nothing was written.

    `code` is one of "disk_full", "locked", "read_only", "newer_version", "not_a_case", "not_a_roll", "missing",
    "exists", "damaged", "network_drive", "io", "vanished", "stopped", "ended_early";
    of encrypted files "passphrase_needed", "wrong_passphrase", "other_passphrase", "no_encryption",
    "unfinished_change"; of a shared record "server_away", "server_refuses", "another_program", "bad_address", "bad_login".
    """

    def __init__(self, code: str, what: str, remedy: str) -> None:
        super().__init__(f"{what}. {remedy}")
        self.code = code
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return _("{what}. {remedy}", what=self.what, remedy=self.remedy)
