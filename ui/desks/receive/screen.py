"""What the Receive desk shows, ready to draw: files with preview and problems, and an envelope entered by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from adjudicator.words import _, plural
from ui.parts import Choice, Column, Filter, ListWords, Notice, Row, Working
from ui.shared.asking import AskedForm, Chosen, OfferedAct

FieldKind = Literal["text", "choice", "codes", "long"]

PROBLEM_COLUMNS = (
    Column("kind", _("Kind"), width=84),
    Column("row", _("Row"), "number", 60),
    Column("column", _("Column"), width=124),
    Column("value", _("Value"), width=104),
    Column("what", _("What is wrong"), width=250),
    Column("remedy", _("What to do"), "muted", 300, stretch=True),
)
PROBLEM_WORDS = ListWords(
    rows=plural("{count} problem", "{count} problems"),
    many=_("problems"),
    empty=_("No problems"),
    hint=_("Filter problems"),
    icon="circle-check",
)

ROLL_COLUMNS = (
    Column("precinct", _("Precinct"), width=90),
    Column("what", _("What does not fit"), width=300, stretch=True),
)
ROLL_WORDS = ListWords(
    rows=plural("{count} warning", "{count} warnings"),
    many=_("warnings"),
    empty=_("No warnings"),
    hint=_("Filter warnings"),
    icon="circle-check",
)

RECEIVED_COLUMNS = (
    Column("kind", _("File"), "strong", 220),
    Column("dated", _("As of"), width=164),
    Column("rows", _("Rows"), "number", 90),
    Column("received", _("Received"), width=180),
    Column("by", _("By"), width=130),
    Column("name", _("Name"), "personal", 180, stretch=True),
)
RECEIVED_WORDS = ListWords(
    rows=plural("{count} file", "{count} files"),
    many=_("files"),
    empty=_("No file has been received yet"),
    empty_words=_("Every file is listed here once it is received."),
    hint=_("Filter files"),
    icon="file",
)

PLACE_COLUMNS = (
    Column("place", _("Place"), width=140, stretch=True),
    Column("listed", _("List"), "number", 56),
    Column("bag", _("Bag"), "number", 56),
    Column("received", _("Received"), "number", 84),
    Column("mistaken", _("By mistake"), "number", 92),
)
"""What a place's numbered list has, what was counted in its bag, and what was received of it; the last is not among them."""

ENTERED_COLUMNS = (
    Column("number", _("Envelope"), "strong", 100),
    Column("voter", _("Voter"), "personal", 200, stretch=True),
    Column("place", _("Place"), width=220, stretch=True),
    Column("at", _("Received"), "muted", 172),
)
ENTERED_WORDS = ListWords(
    empty=_("You have entered no envelope by hand yet"),
    empty_words=_(
        "What you enter is listed here. Enter on a row opens it: a slip is put right there, or a line entered twice."
    ),
    hint=_("Filter envelopes"),
    icon="inbox",
)
PLACE_WORDS = ListWords(
    rows=plural("{count} place", "{count} places"),
    many=_("places"),
    empty=_("No envelope has been received yet"),
    empty_words=_("Each place is listed here with the envelopes that came from it."),
    hint=_("Filter places"),
    icon="map-pin",
)


BAG_COLUMNS = (
    Column("place", _("Place"), "strong", 240, stretch=True),
    Column("issued", _("On its list"), "number", 110),
    Column("missing", _("Missing"), "number", 96),
    Column("unlisted", _("Not on the list"), "number", 124),
    Column("received", _("Received"), "number", 104),
    Column("stands", _("Where it stands"), width=220, stretch=True),
)
BAG_WORDS = ListWords(
    rows=plural("{count} place", "{count} places"),
    many=_("places"),
    empty=_("The election has no places"),
    hint=_("Filter places"),
    icon="map-pin",
)
COUNT_BAG = OfferedAct("count", _("Enter what it brought"), "B")


@dataclass(frozen=True, slots=True)
class Speaks:
    """Up to when a file of other votes speaks, as it is asked: what is written, what is wrong with it, and whether the
    question whether it is `final` is asked, too; `id` is of the file that it is asked about."""

    id: str
    final: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Previewed:
    """A file that was read and is not received: what is in it, its first rows, and what is wrong with it.

    `button` says what receiving will do, or in short what keeps it from being done; `blocked` why it cannot be done,
    empty where it can. `speaks` is there for a file of other votes; `maps` where it may be said which column is which;
    `compared` is what is other than on the roll in use.
    """

    name: str
    kind: str
    facts: tuple[str, ...]
    columns: tuple[Column, ...]
    sample: tuple[Row, ...]
    problems: tuple[Row, ...]
    filters: tuple[Filter, ...]
    summary: str
    button: str
    blocked: str = ""
    speaks: Speaks | None = None
    maps: bool = False
    compared: str = ""


@dataclass(frozen=True, slots=True)
class HeaderAsked:
    """A header of a list, what stands under it in the first row, and the column that it means; empty: none."""

    header: str
    sample: str
    column: str


@dataclass(frozen=True, slots=True)
class ColumnsScreen:
    """Which column is which: asked of each header, with the columns that there are; `wrong` is why it cannot be read so."""

    id: str
    words: str
    headers: tuple[HeaderAsked, ...]
    choices: tuple[Choice, ...]
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class RollWarnings:
    """What of the roll does not fit the election, as rows; `whole` has each row's words in full, by its id."""

    rows: tuple[Row, ...] = ()
    whole: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class TakingBack:
    """A list that is to be taken back: its title, and what is to be read before the reason is written."""

    title: str
    words: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class FilesScreen:
    """The part for files. `kind` is the chosen kind's id, empty where none is recognised; `kinds` are all there are.

    `sheets` are those of a workbook of which one has to be said, `sheet` the one that was; `columns` asks which is which.
    """

    kinds: tuple[Choice, ...]
    kind: str = ""
    chosen: str = ""
    recognised: str = ""
    work: Working | None = None
    previewed: Previewed | None = None
    received: tuple[Row, ...] = ()
    roll: str = ""
    roll_problems: RollWarnings | None = None
    places: tuple[Row, ...] = ()
    back: TakingBack | None = None
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    columns: ColumnsScreen | None = None


SCAN_COLUMNS = (
    Column("kind", _("Found"), width=100),
    Column("file", _("File"), "personal", 180),
    Column("envelope", _("Envelope"), "strong", 84),
    Column("paper", _("Paper"), width=100),
    Column("why", _("Why"), "personal", 300, stretch=True),  # it names other files, and those may be named for voters
    Column("remedy", _("What to do"), "muted", 220, stretch=True),
)
SCAN_WORDS = ListWords(
    rows=plural("{count} file", "{count} files"),
    many=_("files"),
    empty=_("No scan was found in the folder"),
    hint=_("Filter files"),
    icon="file",
)


@dataclass(frozen=True, slots=True)
class Matched:
    """A folder of scans that was matched: in `summary` what fits, in `facts` what does not, as rows all of it.

    `button` says what taking will do; `blocked` why it cannot be done, empty where it can.
    """

    facts: tuple[str, ...]
    rows: tuple[Row, ...]
    filters: tuple[Filter, ...]
    summary: str
    button: str
    blocked: str = ""


@dataclass(frozen=True, slots=True)
class ScansScreen:
    """The part for a folder of scans. `layout` says what is wrong with the file of places, empty where nothing is."""

    chosen: str = ""
    work: Working | None = None
    matched: Matched | None = None
    layout: str = ""


@dataclass(frozen=True, slots=True)
class EnvelopeField:
    """One field of an envelope entered by hand. `choices` are what may be chosen, or what completes a text."""

    id: str
    label: str
    kind: FieldKind = "text"
    value: str = ""
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    personal: bool = False
    problem: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class HandScreen:
    """An envelope being entered. `groups` name the fields in the order of Enter; `blocked` says why it is not received.

    `list` are those that the person has entered by hand, newest first.
    """

    groups: tuple[tuple[str, tuple[EnvelopeField, ...]], ...]
    button: str
    blocked: str = ""
    entered: str = ""
    serial: int = 0
    list: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class BagsScreen:
    """What the places brought, held against their numbered lists; `says` how far it is, `asked` what is asked of one."""

    says: str
    rows: tuple[Row, ...]
    chosen: Chosen | None = None
    asked: AskedForm | None = None


@dataclass(frozen=True, slots=True)
class LabelsScreen:
    """The part for labels: what is asked of them."""

    asked: AskedForm


@dataclass(frozen=True, slots=True)
class ReceiveScreen:
    """The desk as it stands: which part is in front ("files", "hand", "bags", "scans" or "labels"), and all; `bags` and
    `labels` while in front.
    """

    part: str
    files: FilesScreen
    hand: HandScreen
    bags: BagsScreen | None = None
    strip: Notice | None = None
    scans: ScansScreen = ScansScreen()
    labels: LabelsScreen | None = None
