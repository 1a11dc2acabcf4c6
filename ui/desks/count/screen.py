"""The Screen of the desk In the count?: what does not fit, scanner batches, uploads, and results held against the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from adjudicator.words import _, plural
from ui.parts import Choice, Column, ListWords, Notice, Row, Working
from ui.shared.asking import AskedForm, Chosen, OfferedAct

SCAN_COLUMNS = (
    Column("scan", _("Batch"), "strong", 96),
    Column("holds", _("Holds"), width=232, stretch=True),
    Column("ballots", _("Ballots"), "number", 80),
    Column("flagged", _("Review panel"), width=134),
    Column("results", _("In the county's results"), width=170),
    Column("upload", _("Upload"), width=92),
    Column("when", _("Scanned"), width=172),
)
SCAN_WORDS = ListWords(
    plural("{count} scanner batch", "{count} scanner batches"),
    _("scanner batches"),
    empty=_("Nothing was scanned yet"),
    empty_words=_("Each batch that went through a scanner is entered here with its number and its ballots."),
    hint=_("Filter batches"),
    icon="layers",
)

UPLOAD_COLUMNS = (
    Column("upload", _("Upload"), "strong", 84),
    Column("file", _("File"), width=150, stretch=True),
    Column("when", _("Sent"), width=170),
    Column("scans", _("Batches"), "number", 84),
    Column("ballots", _("Ballots"), "number", 84),
    Column("contest", _("Contest"), width=220, stretch=True),
    Column("votes", _("Votes"), "number", 76),
    Column("seen", _("Seen"), width=84),
    Column("stands", _("Where it stands"), width=118),
)
UPLOAD_WORDS = ListWords(
    plural("{count} upload", "{count} uploads"),
    _("uploads"),
    empty=_("Nothing was sent to the state yet"),
    empty_words=_("Drop the file that was sent. It is not kept, only its name and SHA-256."),
    hint=_("Filter uploads"),
    icon="upload",
)

FINDING_COLUMNS = (
    Column("what", _("What differs"), width=310),
    Column("subject", _("Where"), "strong", 380, stretch=True),
    Column("expected", _("By the record"), "number", 112),
    Column("actual", _("By the results"), "number", 112),
)
FINDING_WORDS = ListWords(
    plural("{count} difference", "{count} differences"),
    _("differences"),
    empty=_("Nothing differs"),
    empty_words=_("What the results say agrees with the ballots that may count and those that were scanned."),
    hint=_("Filter differences"),
    icon="circle-check",
)


SCAN_OFFERS = (
    OfferedAct("cleared", _("Settled by the review panel"), "C"),
    OfferedAct("results", _("In the county's results"), "I"),
    OfferedAct("void", _("Scanned again: void it"), "V"),
)
"""What can be done with a scanner batch."""

UPLOAD_OFFERS = (
    OfferedAct("seen", _("Seen on the state's site"), "S"),
    OfferedAct("withdraw", _("Taken out of the state's totals"), "T"),
)
"""What can be done with an upload."""


@dataclass(frozen=True, slots=True)
class TroubleLine:
    """What does not fit: a sentence, both numbers, who can settle it; `explained` why it is so, by whom.

    `action` is the word of the button that explains it, empty where the person may not.
    """

    about: str
    words: str
    numbers: str
    who: str
    action: str = ""
    explained: str = ""


@dataclass(frozen=True, slots=True)
class TroublesScreen:
    """What does not fit, what stands longest first; `settled` are those that were explained, shown once all are asked for."""

    title: str
    open: tuple[TroubleLine, ...] = ()
    settled: tuple[TroubleLine, ...] = ()
    fold: str = ""
    ask: AskedForm | None = None


@dataclass(frozen=True, slots=True)
class ScannerScreen:
    """Scanner batches. `button` is empty for those who only look; with another `serial` the fields are filled anew.

    `left` says what is still to be scanned, `values` what stands in the fields and `problems` what is wrong in them.
    """

    button: str
    left: str
    sorts: tuple[Choice, ...]
    values: Mapping[str, str]
    problems: Mapping[str, str]
    serial: int
    rows: tuple[Row, ...] = ()
    chosen: Chosen | None = None
    ask: AskedForm | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """A scanner batch that may be in an upload, and whether it is."""

    scan: str
    words: str
    ticked: bool = True


@dataclass(frozen=True, slots=True)
class Sending:
    """The file that was dropped: what it is, what stands in the fields, which batches are in it.

    `early` says that the results were not reconciled before, which wants a reason; empty where they were.
    """

    file: str
    digest: str
    ticks: tuple[Tick, ...]
    contests: tuple[Choice, ...]
    values: Mapping[str, str]
    problems: Mapping[str, str]
    early: str
    serial: int


@dataclass(frozen=True, slots=True)
class UploadsScreen:
    """Uploads. `drop` is empty for those who only look."""

    drop: str
    work: Working | None = None
    sending: Sending | None = None
    rows: tuple[Row, ...] = ()
    chosen: Chosen | None = None
    ask: AskedForm | None = None


@dataclass(frozen=True, slots=True)
class ReadResults:
    """Results that were read and are not recorded yet: what they are, what they prove, what differs.

    `whole` says of each difference all of it and what to do. `button` records it, and is empty where the file cannot be
    taken; `problems` say why.
    """

    file: str
    proves: str
    rows: tuple[Row, ...]
    button: str
    whole: Mapping[str, str] = field(default_factory=dict[str, str])
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultsScreen:
    """Results held against the record. `drop` is empty for those who only look, `newest` says what stands recorded."""

    drop: str
    newest: str
    work: Working | None = None
    read: ReadResults | None = None


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """Something that can be printed or kept as a file: its code, its words, and how the file is called."""

    code: str
    words: str
    file: str


@dataclass(frozen=True, slots=True)
class CountScreen:
    """The whole desk; `part` is the one in front: "scanner", "uploads" or "results". `papers` are what can be written."""

    part: str
    troubles: TroublesScreen
    scanner: ScannerScreen
    uploads: UploadsScreen
    results: ResultsScreen
    papers: tuple[PaperChoice, ...] = ()
    writing: Working | None = None
    strip: Notice | None = None
