"""The Screen of the Board desk: left what is ready and what waits, right the dockets, below meetings and certification."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from adjudicator.words import _, plural
from ui.parts import Choice, Column, ListWords, Notice, Row, Working

BATCH_COLUMNS = (
    Column("batch", _("Batch"), "strong", 106),
    Column("full", _("In full"), "number", 64),
    Column("part", _("In part"), "number", 66),
    Column("not", _("Not counted"), "number", 98),
    Column("by", _("Approved by"), width=128, stretch=True),
)
BATCH_WORDS = ListWords(
    plural("{count} approved batch", "{count} approved batches"),
    _("approved batches"),
    empty=_("No approved batch waits"),
    empty_words=_("What a supervisor approves is listed here until it is on a docket."),
    hint=_("Filter batches"),
    icon="layers",
)

CASE_COLUMNS = (
    Column("number", _("Envelope"), "strong", 84),
    Column("asked", _("Asked"), width=220, stretch=True),
    Column("ruling", _("Ruling"), width=110),
)
CASE_WORDS = ListWords(
    plural("{count} envelope wants a ruling", "{count} envelopes want a ruling"),
    _("envelopes that want a ruling"),
    empty=_("No envelope waits for the board"),
    hint=_("Filter envelopes"),
    icon="hourglass",
)

DOCKET_COLUMNS = (
    Column("docket", _("Docket"), "strong", 80),
    Column("drawn", _("Drawn"), width=164),
    Column("items", _("Determinations"), "number", 114),
    Column("asked", _("Rulings"), "number", 66),
    Column("vote", _("Vote"), width=96, stretch=True),
)
DOCKET_WORDS = ListWords(
    plural("{count} docket", "{count} dockets"),
    _("dockets"),
    hint=_("Filter dockets"),
    icon="scroll-text",
)

MEETING_COLUMNS = (
    Column("hour", _("Voted on"), width=164),
    Column("motion", _("Motion"), "strong", 92),
    Column("on", _("On"), width=180),
    Column("vote", _("Vote"), width=190, stretch=True),
)
MEETING_WORDS = ListWords(
    plural("{count} motion", "{count} motions"),
    _("motions"),
    hint=_("Filter motions"),
    icon="scroll-text",
)

CONTEST_COLUMNS = (
    Column("contest", _("Contest"), width=240, stretch=True),
    Column("ruled", _("Ruling"), width=130),
)
CONTEST_WORDS = ListWords(
    plural("{count} contest", "{count} contests"),
    _("contests"),
    empty=_("It is not known which contests are on this ballot"),
    hint=_("Filter contests"),
)


Figure = tuple[str, str, int]
"""A sum: its words, its number with thousands separators, and how far it stands in."""


@dataclass(frozen=True, slots=True)
class CaseCard:
    """One envelope that wants a ruling, as the board needs it: three lines, which name no voter."""

    number: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadyPart:
    """What can go before the board. `draw` is what the button says, `why_not` stands in its place.

    The sums are of the batches that are chosen, of which `chosen` says how many; `turn_all` is what the button says that
    chooses all or none. `stale` says that they have to be looked up once more, `look_up` is what that button says; `working`
    says how far this is, or the drawing. `goes_on` says that the person may draw it all the same, with a reason,
    `wants_reason` that a docket drawn now amends what was certified. `troubles` stand at the fields of both reasons.
    """

    heading: str
    figures: tuple[Figure, ...] = ()
    batches: tuple[Row, ...] = ()
    chosen: str = ""
    turn_all: str = ""
    cases: tuple[Row, ...] = ()
    card: CaseCard | None = None
    draw: str = ""
    why_not: str = ""
    stale: str = ""
    look_up: str = ""
    working: Working | None = None
    goes_on: bool = False
    wants_reason: bool = False
    troubles: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class DocketPart:
    """One docket laid open: its sums, its vote, what was taken out and ruled, and its cases.

    `vote` is what the button says that opens the form of a vote; `why_not` stands in its place.
    """

    id: str
    title: str
    detail: str
    figures: tuple[Figure, ...] = ()
    said: tuple[str, ...] = ()
    cases: tuple[Row, ...] = ()
    card: CaseCard | None = None
    vote: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class VoteForm:
    """The form of a vote. `kind` is "docket", "authority" or "certify", `about` the docket; `written` is what it begins with.

    `figures` are the sums of what is voted on, and `so_far` says on how many cases a ruling is given. `rules` are the answers
    for the case chosen, `ruled` the one given; `contests` are shown while contests are ruled out.
    `result` says what the numbers come to, and `how` are the choices of when it was written down.
    """

    kind: str
    about: str
    title: str
    written: Mapping[str, str]
    how: tuple[Choice, ...] = ()
    troubles: Mapping[str, str] = field(default_factory=dict[str, str])
    result: str = ""
    figures: tuple[Figure, ...] = ()
    so_far: str = ""
    case: CaseCard | None = None
    cases: tuple[Row, ...] = ()
    rules: tuple[Choice, ...] = ()
    ruled: str = ""
    contests: tuple[Row, ...] | None = None
    overrides: bool = False


@dataclass(frozen=True, slots=True)
class StepsForm:
    """When the board votes, and which style duplicates are made on."""

    votes: tuple[Choice, ...]
    styles: tuple[Choice, ...]
    written: Mapping[str, str]
    troubles: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class CertifyPart:
    """Where certification stands, what stands in its way, and what can be done: words on buttons, empty for none."""

    said: str
    troubles: tuple[str, ...] = ()
    certify: str = ""
    authority: str = ""
    steps: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class BoardScreen:
    """The whole desk. `form` takes the place of the docket that is laid open.

    What rests on every envelope is not there while it is `reading`, or was not read; `busy` says that a docket is drawn, and
    nothing else is begun.
    """

    says: str
    ready: ReadyPart
    certify: CertifyPart
    dockets: tuple[Row, ...] = ()
    docket: DocketPart | None = None
    form: VoteForm | None = None
    steps: StepsForm | None = None
    meetings: tuple[Row, ...] = ()
    motion: tuple[str, ...] = ()
    missing: Notice | None = None
    strip: Notice | None = None
    reading: Working | None = None
    unread: bool = False
    busy: bool = False
