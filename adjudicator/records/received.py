"""The kinds of files that a case receives: the one table that every list, sentence, command and reader comes from.

A new kind is a line here, and the module of `intake` that reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from adjudicator.words import Words, _, joined, plural

Holds = Literal["envelopes", "votes", "registrations", "electors"]
"""What a file's rows are. Rows of votes and registrations are kept as lines beside the record, which commits to them."""

Registration = Literal["cancelled", "pending"]
"""What a list of registrations says of everybody on it: values of the fact `registration`."""

Votes = Literal["before", "election_day"]
"""Other votes that a file tells of: absentee and in advance, or at the polls on election day."""

EVERY_VOTE: tuple[Votes, ...] = ("before", "election_day")
"""That a voter has not voted otherwise is known only once a file that tells of each of these reaches election day."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind: `words` in a sentence, `title` by itself, `some(5)` so many of its rows, `source` beside an answer (empty:
    none).

    `option` is what the command line calls it, and `reader` the module of `intake` that reads it; both are empty where it
    is received otherwise. `tells` is of which votes it tells, `what` and `needs` are for the manual.
    """

    words: str
    title: str
    some: Callable[[int], Words]
    holds: Holds
    what: str
    needs: str = ""
    source: str = ""
    option: str = ""
    reader: str = ""
    tells: Votes | None = None
    says: Registration | None = None


FILE_KINDS: Mapping[str, FileKind] = {
    "envelope_list": FileKind(
        _("an envelope list"), _("Envelope list"), plural("{count} envelope", "{count} envelopes"), "envelopes",
        "one row an envelope",
        "`envelope_number`; all other columns may be missing or empty",
        option="envelopes", reader="envelope_list",
    ),
    "absentee_file": FileKind(
        _("the absentee and advance file"), _("Absentee and advance file"),
        plural("{count} line on how electors voted", "{count} lines on how electors voted"), "votes",
        "the state's file of absentee and advance voters",
        "`County`, `Voter Registration Number`, names, ballot status, status reason, issued and return dates, ballot style; "
        "in primaries `Party`",
        source=_("absentee file"), option="absentee", reader="absentee", tells="before",
    ),
    "check_in_list": FileKind(
        _("the check-in list"), _("Check-in list"), plural("{count} check-in", "{count} check-ins"), "votes",
        "who was checked in on election day",
        "`registration_number`, `status` (`checked_in`, `voted`, `cancelled`, `provisional`); in primaries `party`",
        source=_("check-in list"), option="check-in", reader="check_in", tells="election_day",
    ),
    "cancelled_list": FileKind(
        _("the list of canceled registrations"), _("Canceled list"),
        plural("{count} canceled registration", "{count} canceled registrations"), "registrations",
        "electors whose registration was canceled",
        "`registration_number`, names, `cancelled_on`, `reason`; birth and address where known",
        source=_("canceled list"), option="cancelled", reader="cancelled_list", says="cancelled",
    ),
    "pending_list": FileKind(
        _("the list of pending registrations"), _("Pending list"),
        plural("{count} pending registration", "{count} pending registrations"), "registrations",
        "electors whose registration lacks something",
        "`registration_number`, names, `pending_since`, `missing`; birth and address where known",
        source=_("pending list"), option="pending", reader="pending_list", says="pending",
    ),
    "roll": FileKind(
        _("the roll"), _("Roll"), plural("{count} elector", "{count} electors"), "electors",
        "`.roll`, made by this program", source=_("roll"),
    ),
}  # fmt: skip
"""Code, as it stands in the record -> the kind. A code is never taken away: old records have it."""


EVERY_FILE = joined(kind.words for kind in FILE_KINDS.values())
"""All kinds in a sentence."""


KEPT_AS_LINES = frozenset(code for code, kind in FILE_KINDS.items() if kind.holds in ("votes", "registrations"))
"""The kinds whose rows are kept as lines beside the record, which commits to them."""

REGISTRATION_LISTS: Mapping[str, Registration] = {code: kind.says for code, kind in FILE_KINDS.items() if kind.says}
"""The kinds that say of everybody on them how their registration stands."""


def kinds_telling(votes: Votes) -> tuple[str, ...]:
    """The kinds of files that tell of votes; one of them is enough."""
    return tuple(code for code, kind in FILE_KINDS.items() if kind.tells == votes)


def file_words(code: str) -> str:
    """A kind in a sentence; of one that an entry names and this program does not know, that."""
    known = FILE_KINDS.get(code)
    return known.words if known else _("a file of kind “{code}” that this program does not know", code=code)


def file_title(code: str) -> str:
    """A kind by itself, as it stands in a list."""
    known = FILE_KINDS.get(code)
    return known.title if known else _("Kind “{code}”, not known to this program", code=code)
