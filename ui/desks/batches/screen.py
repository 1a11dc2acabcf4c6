"""The Screen of the Batches desk: the lists of sections, one open batch, and the panel that asks for words.

All words arrive ready to show; an empty text draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from adjudicator.words import _, plural
from ui.envelope.screen import NO_ENVELOPE, ContestGroup, EnvelopePanelScreen
from ui.parts import Choice, Column, Filter, ListWords, Notice, Row, Slice, Step, Working

SectionId = Literal["waiting", "questions", "mistakes", "decided", "again", "to_close", "returned", "mine"]
AskKind = Literal["return", "reopen", "answer", "approve", "check", "check_contests", "mistake"]

COLUMNS: dict[SectionId, tuple[Column, ...]] = {
    "waiting": (
        Column("batch", _("Batch"), "strong", 76),
        Column("by", _("Closed by"), width=132),
        Column("at", _("Closed"), "muted", 172),
        Column("size", _("Envelopes"), "number", 92),
        Column("departs", _("Departs"), "number", 80),
        Column("outcomes", _("Outcomes"), width=280, stretch=True),
        Column("own", _("Your part"), "muted", 116, stretch=True),
    ),
    "questions": (
        Column("number", _("Envelope"), "strong", 84),
        Column("by", _("Asked by"), width=136),
        Column("at", _("Asked"), "muted", 172, spare=True),
        Column("words", _("Question"), "personal", 130, stretch=True),
    ),
    "mistakes": (
        Column("number", _("Envelope"), "strong", 120),
        Column("what", _("What it is"), width=150, stretch=True),
        Column("by", _("Said by"), width=130),
        Column("at", _("Said"), "muted", 172, spare=True),
    ),
    "decided": (
        Column("batch", _("Batch"), "strong", 90),
        Column("steps", _("Steps"), width=300, stretch=True),
        Column("size", _("Envelopes"), "number", 100),
        Column("by", _("Closed by"), width=160),
        Column("at", _("Closed"), "muted", 172),
        Column("status", _("What became of it"), width=240, spare=True, stretch=True),
    ),
    "again": (
        Column("number", _("Envelope"), "strong", 110),
        Column("batch", _("Batch"), width=110),
        Column("at", _("Closed"), "muted", 172, stretch=True),
    ),
    "to_close": (
        Column("number", _("Envelope"), "strong", 110),
        Column("outcome", _("Outcome"), "outcome", 220),
        Column("why", _("Why"), width=240, stretch=True),
        Column("at", _("Determined"), "muted", 172, spare=True),
    ),
    "returned": (
        Column("number", _("Envelope"), "strong", 110),
        Column("by", _("From"), width=160),
        Column("at", _("When"), "muted", 172, spare=True),
        Column("words", _("Reason or answer"), "personal", 300, stretch=True),
    ),
    "mine": (
        Column("batch", _("Batch"), "strong", 90),
        Column("steps", _("Steps"), width=300, stretch=True),
        Column("size", _("Envelopes"), "number", 100),
        Column("at", _("Closed"), "muted", 172),
        Column("status", _("What became of it"), width=240, spare=True, stretch=True),
    ),
}
"""The columns of each section's list."""

_BATCH = (plural("{count} batch", "{count} batches"), _("batches"))
WORDS: dict[SectionId, ListWords] = {
    "waiting": ListWords(
        *_BATCH,
        empty=_("No batch waits for approval"),
        empty_words=_("When a reviewer closes a batch, it waits here for another person to look through and approve."),
        hint=_("Filter batches"),
        icon="layers",
    ),
    "questions": ListWords(
        plural("{count} question", "{count} questions"),
        _("questions"),
        empty=_("No reviewer has asked anything"),
        empty_words=_(
            "An envelope that a reviewer refers to a supervisor is listed here with the question until it is answered."
        ),
        hint=_("Filter questions"),
        icon="flag",
    ),
    "mistakes": ListWords(
        empty=_("Nothing is said to be entered by mistake"),
        empty_words=_(
            "A clerk or a reviewer says at Review (E) that an envelope was entered twice or is none. A supervisor who is "
            "another person answers here."
        ),
        hint=_("Filter envelopes"),
        icon="undo-2",
    ),
    "decided": ListWords(
        *_BATCH,
        empty=_("No batch has been approved or returned yet"),
        empty_words=_("Approved and returned batches are listed here."),
        hint=_("Filter batches"),
        icon="layers",
    ),
    "again": ListWords(
        empty=_("Nothing waits for your second decision"),
        empty_words=_(
            "Of each batch some envelopes are drawn. Another reviewer than the first decides them again, from the papers."
        ),
        hint=_("Filter envelopes"),
        icon="users",
    ),
    "to_close": ListWords(
        plural("{count} determination in no batch", "{count} determinations in no batch"),
        _("determinations in no batch"),
        empty=_("Nothing of yours is waiting to be closed"),
        empty_words=_("What you determine in Review is listed here until you close it into a batch for approval."),
        empty_action=_("Go to Review"),
        hint=_("Filter envelopes"),
        icon="layers",
    ),
    "returned": ListWords(
        empty=_("Nothing has come back to you"),
        empty_words=_(
            "An envelope that a supervisor returns is listed here with the reason, and an answered question with the answer."
        ),
        hint=_("Filter envelopes"),
        icon="undo-2",
    ),
    "mine": ListWords(
        *_BATCH,
        empty=_("You have closed no batch yet"),
        empty_words=_("Close your determinations into a batch, and it is listed here with what becomes of it."),
        hint=_("Filter batches"),
        icon="layers",
    ),
}
"""What each section's list is called, and what stands there while it is empty."""

ENVELOPE_COLUMNS = (
    Column("number", _("Envelope"), "strong", 80),
    Column("outcome", _("Outcome"), "outcome", 200, stretch=True),
    Column("note", _("Looked at"), "muted", 100),
    Column("why", _("Why"), width=190, stretch=True, spare=True),
    Column("place", _("Place"), width=150, stretch=True, spare=True),
    Column("marks", _("Marks"), width=130, stretch=True, spare=True),
)
"""The columns of an open batch's list."""

ENVELOPE_WORDS = ListWords(empty=_("No envelope is in this batch any more"), hint=_("Filter"), icon="layers")


@dataclass(frozen=True, slots=True)
class Tab:
    """One section: its id, and its words with how many are in it."""

    id: SectionId
    label: str


@dataclass(frozen=True, slots=True)
class CaseGroup:
    """Identical cases of a batch: outcome, why, how many, and how many of them were looked at."""

    id: str
    outcome: str
    title: str
    count: int
    detail: str = ""
    looked: str = ""
    kept_apart: bool = False


@dataclass(frozen=True, slots=True)
class OpenBatch:
    """One batch, opened. `rows` are those of the group that is chosen; `current` the envelope shown in the panel.

    `approve`, `give_back`, `give_back_all`, `mark` and `reopen` are what their buttons say, empty where the act is not
    open to the person; `not_alive` says why Approve cannot be pressed yet, `why_not` stands in its place. `to_look` is how
    much of what has to be looked at was, `front` changes whenever the person brings another envelope before them that is to
    be looked at. `departs` says how many depart from the recommendation, and how many of those were opened. `resting` says
    how many rest on what one person alone gave, which `warns` in a live case.
    """

    id: str
    title: str
    detail: str
    groups: tuple[CaseGroup, ...] = ()
    group: str = ""
    rows: tuple[Row, ...] = ()
    filters: tuple[Filter, ...] = ()
    current: str = ""
    panel: EnvelopePanelScreen = NO_ENVELOPE
    steps: tuple[Step, ...] = ()
    to_look: Working | None = None
    front: str = ""
    departs: str = ""
    resting: str = ""
    warns: bool = False
    approve: str = ""
    not_alive: str = ""
    why_not: str = ""
    give_back: str = ""
    give_back_all: str = ""
    mark: str = ""
    reopen: str = ""
    next_unseen: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """Something is asked, in a panel: what for, the title, the label over the field for words, what the button says.

    With an empty label no words are asked for; `lines` are to be read first; `written` stands in the field at first. Where
    there are `choices`, one is made, and words are welcome; `chosen` is taken at first. `contests` follow what is written.
    """

    kind: AskKind
    title: str
    label: str
    accept: str
    lines: tuple[str, ...] = ()
    written: str = ""
    choices: tuple[Choice, ...] = ()
    chosen: str = ""
    contests: tuple[ContestGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class BatchesScreen:
    """The whole desk. With `open` a batch lies on it, else the list of `section`.

    `nag` says that something is approved and not released; `close` is what the button says in "to_close", `why_not_close`
    stands in its place; `asked` is the envelope of the question, or of the second decision, that is shown, `answer` what its
    button says.
    """

    tabs: tuple[Tab, ...] = ()
    section: SectionId = "to_close"
    rows: tuple[Row, ...] = ()
    slices: tuple[Slice, ...] = ()
    close: str = ""
    strip: Notice | None = None
    nag: Notice | None = None
    open: OpenBatch | None = None
    asked: EnvelopePanelScreen = NO_ENVELOPE
    answer: str = ""
    ask: Ask | None = None
