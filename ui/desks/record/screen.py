"""What the Record shows: lines, filters, one entry as stored, the tree's head, and what verifying found."""

from __future__ import annotations

from dataclasses import dataclass

from adjudicator.words import _, plural
from ui.parts import Choice, Column, Filter, ListWords, Notice, NoticeKind, Query, Row, Rows, Working

COLUMNS: tuple[Column, ...] = (
    Column("entry", _("Entry"), "number", 80),
    Column("when", _("When"), "muted", 240),
    Column("what", _("What happened"), width=280, stretch=True),
)

WORDS = ListWords(
    rows=plural("{count} entry", "{count} entries"),
    many=_("entries"),
    empty=_("Nothing is recorded yet"),
    empty_words=_("Every act of every person is listed here, and stays."),
    hint=_("Envelope number"),
    icon="scroll-text",
)

FINDING_COLUMNS: tuple[Column, ...] = (
    Column("severity", _("Kind"), "strong", 90),
    Column("place", _("Where"), width=160),
    Column("words", _("What was found"), width=360, stretch=True),
    Column("id", _("Check"), "muted", 180),
)

FINDING_WORDS = ListWords(
    rows=plural("{count} finding", "{count} findings"),
    many=_("findings"),
    empty=_("Nothing was found"),
    hint=_("Filter findings"),
)


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """One entry as stored: its words, and the body laid out for reading; `body` is the text that is hashed.

    `unsigned` says that the person it names has not signed it; empty where they have.
    """

    title: str
    words: str
    when: str
    leaf: str
    laid_out: str
    body: str
    unsigned: str = ""


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A line of a result and how it is shown."""

    kind: NoticeKind
    words: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verification found; `result` is None for none.

    `verdicts` are what is to be said of each promise of the record; `given` the accounts, roles and keys since a saved
    checkpoint, with `given_since` as their heading, empty where none was given.
    """

    result: Notice | None = None
    verdicts: tuple[ResultLine, ...] = ()
    given_since: str = ""
    given: tuple[str, ...] = ()
    findings: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckpointScreen:
    """The newest signed checkpoint, to be shown to those who want to keep it.

    `note` is the signed text, empty while nothing is signed; `code` the same as a QR code, rows of "1" (dark) and "0";
    `may_sign` whether the person signed in may close the day.
    """

    words: str
    note: str = ""
    code: tuple[str, ...] = ()
    may_sign: bool = False
    strip: Notice | None = None


@dataclass(frozen=True, slots=True)
class RecordScreen:
    """The Record. `rows` are fetched as they are drawn; `total` counts all entries, whatever the filter.

    `root` is grouped for reading, `root_plain` for copying. `entry` is the one laid open, `checkpoint` the newest
    one on its panel; None for none, and never both.
    """

    rows: Rows
    total: int
    query: Query
    chips: tuple[Filter, ...]
    people: tuple[Choice, ...]
    person: str
    size: str
    root: str
    root_plain: str
    entry: StoredEntry | None = None
    checkpoint: CheckpointScreen | None = None
    verifying: Working | None = None
    verified: Verified = Verified()
