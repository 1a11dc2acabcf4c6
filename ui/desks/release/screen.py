"""The Screen of the Release desk: what is approved and not yet released, where it goes, what has left."""

from __future__ import annotations

from dataclasses import dataclass

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
    Column("follows", _("Follows"), "muted", 118),
    Column("at", _("Made"), width=176),
    Column("by", _("By"), width=130, stretch=True),
    Column("envelopes", _("Envelopes"), "number", 92),
    Column("again", _("Open again"), "number", 96),
    Column("size", _("Record's entries"), "number", 124),
    Column("root", _("Record's root"), "muted", 164, stretch=True),
)
RELEASE_WORDS = ListWords(
    plural("{count} release", "{count} releases"),
    _("releases"),
    empty=_("Nothing has been released yet"),
    empty_words=_(
        "A release is a folder and a ZIP with the files for the state, the tabulation room and the public. "
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

    `resting` says how much of it rests on what one person alone gave, which `warns` in a live case.
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


@dataclass(frozen=True, slots=True)
class Again:
    """What left and is open again, for as long as no later release has carried it. `more` says what the list leaves out."""

    notice: Notice
    rows: tuple[Row, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """One release that has left: its words, its files with their SHA-256, and its folder where this program knows it."""

    id: str
    title: str
    detail: str
    files: tuple[Row, ...]
    folder: str = ""
    archive: str = ""


@dataclass(frozen=True, slots=True)
class ReleaseScreen:
    """The whole desk. `leaving` is None where nothing is approved and not released; `gone` the release shown.

    `again` is None where nothing that left is open again.
    """

    leaving: NextRelease | None = None
    releases: tuple[Row, ...] = ()
    gone: Gone | None = None
    again: Again | None = None
    writing: Working | None = None
    strip: Notice | None = None
    empty_words: str = ""
