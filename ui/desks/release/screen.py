"""The Screen of the Release desk: what is approved and not yet released, where it goes, what has left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from adjudicator.words import _, plural
from ui.parts import Column, ListWords, Notice, Row, Slice, Working

CONTEST_COLUMNS = (
    Column("contest", _("Contest"), width=280, stretch=True),
    Column("ballots", _("Ballots"), "number", 110),
    Column("apart", _("Of them kept apart"), "number", 150),
)
CONTEST_WORDS = ListWords(
    plural("{count} contest", "{count} contests"),
    _("contests"),
    empty=_("None of these ballots counts in any contest"),
    hint=_("Filter contests"),
)

RELEASE_COLUMNS = (
    Column("release", _("Release"), "strong", 80),
    Column("corrects", _("Corrects"), width=100),
    Column("at", _("Made"), width=170),
    Column("by", _("By"), width=130),
    Column("envelopes", _("Envelopes"), "number", 92),
    Column("ballots", _("Ballots"), "number", 76),
    Column("acknowledged", _("Acknowledged"), width=210, stretch=True),
    Column("again", _("Open again"), "number", 96),
    Column("root", _("Record's root"), "muted", 164, spare=True),
)
RELEASE_WORDS = ListWords(
    plural("{count} release", "{count} releases"),
    _("releases"),
    empty=_("Nothing has been released yet"),
    empty_words=_(
        "A release is a folder with the files for the state, the tabulation room and the public, and two ZIPs of them. "
        "Each one holds what was approved since the one before."
    ),
    hint=_("Filter releases"),
    icon="package-check",
)

AGAIN_COLUMNS = (
    Column("number", _("Envelope"), "strong", 92),
    Column("release", _("Left in"), width=80),
    Column("since", _("Open again since"), width=176),
    Column("by", _("Reopened by"), width=130),
    Column("where", _("Where it waits"), width=150),
    Column("why", _("Why"), "personal", 240, stretch=True),
)
AGAIN_WORDS = ListWords(hint=_("Filter envelopes"), icon="file-search")

FILE_COLUMNS = (
    Column("file", _("File"), "strong", 160),
    Column("for", _("For"), width=206),
    Column("digest", "SHA-256", "muted", 420, stretch=True),
)
FILE_WORDS = ListWords(
    plural("{count} file", "{count} files"), _("files"), empty=_("No files"), hint=_("Filter files"), icon="file"
)


@dataclass(frozen=True, slots=True)
class NextRelease:
    """What a release written now would hold. `write` is what the button says; `why_not` stands in its place.

    `resting` says how much of it rests on what one person alone gave, which `warns` in a live case; `single` how many
    lines of the work order are of one ballot, and why that matters.
    """

    heading: str
    since: str = ""
    slices: tuple[Slice, ...] = ()
    details: tuple[str, ...] = ()
    contests: tuple[Row, ...] = ()
    folder: str = ""
    name: str = ""
    write: str = ""
    why_not: str = ""
    resting: str = ""
    warns: bool = False
    single: str = ""


@dataclass(frozen=True, slots=True)
class Again:
    """What left and is open again, for as long as no later release has carried it. `more` says what the list leaves out,
    `may_stop` that a stop notice can be written.
    """

    notice: Notice
    rows: tuple[Row, ...]
    more: str = ""
    may_stop: bool = False


@dataclass(frozen=True, slots=True)
class Receiver:
    """The files for one receiver: who, which, and where they lie; `path` is empty where that is not known here."""

    id: str
    who: str
    files: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Acknowledging:
    """What the tabulation room said of a release, and the form for what it says now.

    `red` is what does not fit. `offers` is the word on the button, empty where the person may not; `asks` says that the form
    is open, `hint` how many ballots the rows come to, `problems` what is wrong by field.
    """

    lines: tuple[str, ...] = ()
    red: tuple[str, ...] = ()
    offers: str = ""
    asks: bool = False
    hint: str = ""
    problems: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Gone:
    """One release that has left: its words, its files by receiver, and with their SHA-256; `where` says where they lie."""

    id: str
    title: str
    detail: str
    files: tuple[Row, ...]
    where: str = ""
    folder: str = ""
    archive: str = ""
    receivers: tuple[Receiver, ...] = ()
    said: Acknowledging = Acknowledging()


@dataclass(frozen=True, slots=True)
class ReleaseScreen:
    """The whole desk. `leaving` is None where nothing is approved and not released; `gone` the release shown.

    `again` is None where nothing that left is open again; `unsettled` is what else stands red, a sentence each. What waits
    is not there while it is `reading`, or was not read; then `empty_words` say nothing.
    """

    leaving: NextRelease | None = None
    releases: tuple[Row, ...] = ()
    gone: Gone | None = None
    again: Again | None = None
    unsettled: tuple[str, ...] = ()
    writing: Working | None = None
    reading: Working | None = None
    strip: Notice | None = None
    empty_words: str = ""
