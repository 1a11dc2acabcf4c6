"""The kinds of files that a case receives: the one table that every list, sentence and command reads.

A new kind needs a line here, and where it is read from a file, one in `office.previews.READERS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Holds = Literal["envelopes", "votes", "electors"]
"""What a file's rows are. Rows of votes are kept as lines beside the record, which commits to them."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind: `words` in a sentence, `title` by itself, `rows` one and many, `source` beside an answer (empty: none).

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


FILE_KINDS: Mapping[str, FileKind] = {
    "envelope_list": FileKind(
        "an envelope list", "Envelope list", ("envelope", "envelopes"), "envelopes", "one row an envelope",
        "`envelope_number`; all other columns may be missing or empty", option="envelopes",
    ),
    "absentee_file": FileKind(
        "the absentee and advance file", "Absentee and advance file",
        ("line on how electors voted", "lines on how electors voted"), "votes",
        "the state's file of absentee and advance voters",
        "`County`, `Voter Registration Number`, names, ballot status, status reason, issued and return dates, ballot style; "
        "in primaries `Party`",
        source="absentee file", option="absentee", needed=True,
    ),
    "check_in_list": FileKind(
        "the check-in list", "Check-in list", ("check-in", "check-ins"), "votes", "who was checked in on election day",
        "`registration_number`, `status` (`checked_in`, `voted`, `cancelled`, `provisional`); in primaries `party`",
        source="check-in list", option="check-in", needed=True,
    ),
    "roll": FileKind(
        "the roll", "Roll", ("elector", "electors"), "electors", "`.roll`, made by this program", source="roll",
    ),
}  # fmt: skip
"""Code, as it stands in the record -> the kind. A code is never taken away: old records have it."""


def file_words(code: str) -> str:
    """A kind in a sentence; of one that an entry names and this program does not know, that."""
    known = FILE_KINDS.get(code)
    return known.words if known else f"a file of kind “{code}” that this program does not know"


def file_title(code: str) -> str:
    """A kind by itself, as it stands in a list."""
    known = FILE_KINDS.get(code)
    return known.title if known else f"Kind “{code}”, not known to this program"
