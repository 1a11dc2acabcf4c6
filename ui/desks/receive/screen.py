"""What the Receive desk shows, ready to draw: files with preview and problems, and an envelope entered by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ui.parts import Choice, Column, Filter, ListWords, Notice, Row, Working

FieldKind = Literal["text", "choice", "codes", "long"]

PROBLEM_COLUMNS = (
    Column("kind", "Kind", width=84),
    Column("row", "Row", "number", 60),
    Column("column", "Column", width=124),
    Column("value", "Value", width=104),
    Column("what", "What is wrong", width=280),
    Column("remedy", "What to do", "muted", 300, stretch=True),
)
PROBLEM_WORDS = ListWords(
    one="problem", many="problems", empty="No problems", hint="Filter problems", icon="circle-check"
)

ROLL_COLUMNS = (
    Column("precinct", "Precinct", width=90),
    Column("what", "What does not fit", width=300, stretch=True),
)
ROLL_WORDS = ListWords(one="warning", many="warnings", empty="No warnings", hint="Filter warnings", icon="circle-check")

RECEIVED_COLUMNS = (
    Column("kind", "File", "strong", 220),
    Column("dated", "Of", width=150),
    Column("rows", "Rows", "number", 90),
    Column("received", "Received", width=150),
    Column("by", "By", width=130),
    Column("name", "Name", "personal", 180, stretch=True),
)
RECEIVED_WORDS = ListWords(
    one="file",
    many="files",
    empty="No file is received yet",
    empty_words="The roll, the absentee and advance file, the check-in list and the envelope list stand here.",
    hint="Filter files",
    icon="file",
)

PLACE_COLUMNS = (Column("place", "Place", width=260, stretch=True), Column("received", "Received", "number", 110))
PLACE_WORDS = ListWords(
    one="place",
    many="places",
    empty="No envelope is received yet",
    empty_words="Each place stands here with the envelopes that came from it.",
    hint="Filter places",
    icon="map-pin",
)


@dataclass(frozen=True, slots=True)
class Previewed:
    """A file that was read and is not received: what is in it, its first rows, and what is wrong with it.

    `button` says what receiving will do; `blocked` why it cannot be done, empty where it can.
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


@dataclass(frozen=True, slots=True)
class FilesScreen:
    """The part for files. `kind` is the chosen kind's id, empty where none is recognised; `kinds` are all there are."""

    kinds: tuple[Choice, ...]
    kind: str = ""
    chosen: str = ""
    recognised: str = ""
    work: Working | None = None
    previewed: Previewed | None = None
    received: tuple[Row, ...] = ()
    roll: str = ""
    roll_problems: tuple[Row, ...] = ()
    places: tuple[Row, ...] = ()


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
    """An envelope being entered. `groups` name the fields in the order of Enter; `blocked` says why it is not received."""

    groups: tuple[tuple[str, tuple[EnvelopeField, ...]], ...]
    button: str
    blocked: str = ""
    entered: str = ""
    serial: int = 0


@dataclass(frozen=True, slots=True)
class ReceiveScreen:
    """The desk as it stands: which part is in front ("files" or "hand"), and both."""

    part: str
    files: FilesScreen
    hand: HandScreen
    strip: Notice | None = None
