"""The kinds of files that a case receives: the one table that every list, sentence and command reads.

A new kind needs a line here, and where it is read from a file, one in `office.previews.READERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from adjudicator.words import Words, _, plural

Holds = Literal["envelopes", "votes", "electors"]
"""What a file's rows are. Rows of votes are kept as lines beside the record, which commits to them."""


_ROWS = plural("{count} row", "{count} rows")


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind: `words` in a sentence, `title` by itself, `rows` one and many, `some(5)` so many of them, `source` beside
    an answer (empty: none).

    `option` is what the command line calls it, empty where it is received otherwise. `needed`: that a voter has not voted
    otherwise is known only once a file of this kind reaches election day. `what` and `needs` are for the manual.
    """

    words: str
    title: str
    rows: tuple[str, str]
    holds: Holds
    what: str
    needs: str = ""
    source: str = ""
    option: str = ""
    needed: bool = False
    some: Callable[[int], Words] = _ROWS


FILE_KINDS: Mapping[str, FileKind] = {
    "envelope_list": FileKind(
        _("an envelope list"), _("Envelope list"), ("envelope", "envelopes"), "envelopes", "one row an envelope",
        "`envelope_number`; all other columns may be missing or empty", option="envelopes",
        some=plural("{count} envelope", "{count} envelopes"),
    ),
    "absentee_file": FileKind(
        _("the absentee and advance file"), _("Absentee and advance file"),
        ("line on how electors voted", "lines on how electors voted"), "votes",
        "the state's file of absentee and advance voters",
        "`County`, `Voter Registration Number`, names, ballot status, status reason, issued and return dates, ballot style; "
        "in primaries `Party`",
        source=_("absentee file"), option="absentee", needed=True,
        some=plural("{count} line on how electors voted", "{count} lines on how electors voted"),
    ),
    "check_in_list": FileKind(
        _("the check-in list"), _("Check-in list"), ("check-in", "check-ins"), "votes", "who was checked in on election day",
        "`registration_number`, `status` (`checked_in`, `voted`, `cancelled`, `provisional`); in primaries `party`",
        source=_("check-in list"), option="check-in", needed=True,
        some=plural("{count} check-in", "{count} check-ins"),
    ),
    "roll": FileKind(
        _("the roll"), _("Roll"), ("elector", "electors"), "electors", "`.roll`, made by this program", source=_("roll"),
        some=plural("{count} elector", "{count} electors"),
    ),
}  # fmt: skip
"""Code, as it stands in the record -> the kind. A code is never taken away: old records have it."""


def file_words(code: str) -> str:
    """A kind in a sentence; of one that an entry names and this program does not know, that."""
    known = FILE_KINDS.get(code)
    return known.words if known else _("a file of kind “{code}” that this program does not know", code=code)


def file_title(code: str) -> str:
    """A kind by itself, as it stands in a list."""
    known = FILE_KINDS.get(code)
    return known.title if known else _("Kind “{code}”, not known to this program", code=code)
