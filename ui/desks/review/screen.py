"""The Screen of the Review desk: one envelope in three columns, the bar of acts, and the panel that asks for more.

All words arrive ready to show. Lines, choices and notices are those of `ui.parts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from adjudicator.words import _
from ui.desks.review.filtering import QueueFilter
from ui.envelope.screen import AppliedFinding, ContestGroup, WayGroup
from ui.parts import CardState, Choice, Column, ComparedName, Filter, ListWords, Notice, Picture, Rows

FactState = Literal["answered", "known", "suggested", "contradiction", "open"]
FieldKind = Literal["line", "text", "choice"]


@dataclass(frozen=True, slots=True)
class IdentityStrip:
    """The identity strip: which envelope, from where, how many are left, what was ticked, how much is open."""

    title: str
    place: str = ""
    position: str = ""
    ticked: str = ""
    open_words: str = ""
    status: str = ""
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line of the papers as written; `personal` hides the words while personal data are hidden.

    `fields` are those of the envelope that it shows; `corrected` says that one of them was corrected since it was received.
    """

    label: str
    words: str
    personal: bool = False
    fields: tuple[str, ...] = ()
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Papers:
    """What the papers say. `images` are scans to show, in the order of `image_tabs`; `no_image` says why there is none.

    `asked` are the fields that the open question is about, `ahead` the scans of the next envelope.
    """

    lines: tuple[PaperLine, ...] = ()
    images: tuple[Picture, ...] = ()
    image_tabs: tuple[str, ...] = ()
    no_image: str = ""
    may_correct: bool = False
    asked: tuple[str, ...] = ()
    ahead: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class FactLine:
    """One line of a card: the fact it is about, label and answer in words, where it came from, how far it is settled.

    `answer` is the answer alone, as a folded card has it; `bad` says that it stands in the ballot's way. `more` stands under
    it, and is personal: the day of an application, what a search has found.
    """

    fact: str
    words: str
    source: str = ""
    state: FactState = "open"
    personal: bool = False
    answer: str = ""
    bad: bool = False
    more: str = ""


@dataclass(frozen=True, slots=True)
class VoteLine:
    """One line of a row of another vote: what the file says, and what the roll has; `differs` says that they do not agree.

    `heard` is both for those who hear it. All of it is personal.
    """

    label: str
    file: str
    roll: str
    differs: bool = False
    heard: str = ""


@dataclass(frozen=True, slots=True)
class VoteRows:
    """One row of a file of other votes, line by line beside the elector."""

    title: str
    lines: tuple[VoteLine, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """The question that stands open: its words, its answers on keys, its help; `search` adds a search box for the roll.

    `likely` is the key of the answer that the focus stands on: what is recorded, or what a file suggests; empty where the
    sources contradict one another or say nothing, so that no key takes an answer that nobody chose. `votes` are the rows of
    other votes that it asks about.
    """

    fact: str
    prompt: str
    choices: tuple[Choice, ...] = ()
    chosen: str = ""
    help: str = ""
    search: bool = False
    searched: str = ""
    note: str = ""
    likely: str = ""
    votes: tuple[VoteRows, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownElector:
    """The elector who is taken, or proposed, for the voter: lines to show, what agrees, what differs. All personal.

    `heard` is what differs for those who hear it.
    """

    name: str
    details: str
    agrees: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    heard: str = ""


@dataclass(frozen=True, slots=True)
class CardScreen:
    """One card: lines, who the elector is, the sentence about the own precinct, and the question that is open in it.

    `who` is the elector in a few words, as a folded card goes on saying it; it is personal. `news` are its answers that stand
    in the ballot's way, with their labels, which `summary` leaves out; `accept` says that one press accepts it. `others` are
    the voter's other envelopes, where the card speaks of them.
    """

    id: str
    title: str
    state: CardState = "open"
    key: str = ""
    summary: str = ""
    lines: tuple[FactLine, ...] = ()
    person: ShownElector | None = None
    home: str = ""
    may_fix_home: bool = False
    asking: Asking | None = None
    who: str = ""
    news: tuple[str, ...] = ()
    accept: bool = False
    others: tuple[str, ...] = ()


STILL_WANTED = _("Still wanted")
"""Over what is missing while nothing is settled."""


@dataclass(frozen=True, slots=True)
class OutcomeScreen:
    """The right column. `missing` says in words what is still wanted, under its title; `recorded` who determined, and when.

    `preview` is what comes of it if the cards hold, as it follows the headline; `settled` says that which contests count is
    no preview. `sentence` is what the voter is told, `told` when; `note` why a person departs from the recommendation, or
    why nothing can be told; `grounds` stand in the law's own order, `deciding` is the citation of the one that decides,
    `also` is what applies beside them; `rests_on` are the facts that settle it, where they are few. What would have to be
    different can be asked for where `may_differ`: until it is, `ways` is empty, and `rests_on_all`, the facts where they are
    many. `against` is what was answered against a record, a sentence each. `shows_all`: the contests that fall away are all
    listed where there is little room, too.
    """

    outcome: str = "undecided"
    headline: str = ""
    preview: str = ""
    kept_apart: str = ""
    sentence: str = ""
    told: str = ""
    note: str = ""
    against: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    missing_title: str = STILL_WANTED
    recorded: str = ""
    grounds: tuple[AppliedFinding, ...] = ()
    deciding: str = ""
    also: tuple[AppliedFinding, ...] = ()
    rests_on: tuple[str, ...] = ()
    may_differ: bool = False
    rests_on_all: tuple[str, ...] = ()
    ways: tuple[WayGroup, ...] = ()
    groups: tuple[ContestGroup, ...] = ()
    shows_all: bool = False
    settled: bool = False


@dataclass(frozen=True, slots=True)
class BallotRow:
    """One contest: whether it is on the ballot that was cast, and on the voter's own."""

    title: str
    cast: bool
    own: bool


@dataclass(frozen=True, slots=True)
class BallotsScreen:
    """The ballot that was cast beside the voter's own: their styles, and every contest of either in ballot order.

    `note` says why the voter's own is not shown, where it is not; `told` how many contests are on both.
    """

    cast: str
    own: str
    rows: tuple[BallotRow, ...]
    told: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One line of two envelopes' papers: what this one says, and what the other does; `personal` hides both."""

    label: str
    here: str
    there: str
    personal: bool = False


@dataclass(frozen=True, slots=True)
class OtherEnvelope:
    """Another envelope of the same voter, line by line beside the one on the desk; `stands` says how far it is."""

    number: str
    title: str
    stands: str
    lines: tuple[ComparedLine, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """The acts. `record` is what the first button says; `why_not` why it cannot be pressed, empty where it can.

    `put_right` is what that button says, empty where nothing can be put right.

    `hint` answers a key that did nothing: which line is open, what to press.
    """

    record: str = _("Record")
    why_not: str = ""
    hint: str = ""
    may_act: bool = True
    may_otherwise: bool = False
    put_right: str = ""
    take_back: bool = False
    may_back: bool = True


@dataclass(frozen=True, slots=True)
class PanelField:
    """One field of a panel. `options` are (value, words) of a choice; the value shown at first is `value`."""

    id: str
    label: str
    kind: FieldKind = "line"
    value: str = ""
    hint: str = ""
    problem: str = ""
    options: tuple[tuple[str, str], ...] = ()
    personal: bool = False


@dataclass(frozen=True, slots=True)
class PanelScreen:
    """A question in its place: answers on keys, or fields with a button.

    `warning` marks a departure; `about` is the presenter's own note of what the panel is about; `place` the card that it
    stands in, under the line that is asked, empty for one that is about the whole envelope. `names` are compared letter
    by letter; they are put in when it is drawn, so that no draft keeps them.
    """

    kind: str
    title: str
    words: str = ""
    warning: str = ""
    choices: tuple[Choice, ...] = ()
    fields: tuple[PanelField, ...] = ()
    accept: str = ""
    about: str = ""
    names: tuple[ComparedName, ...] = ()
    place: str = ""


QUEUE_COLUMNS = (
    Column("ordinal", _("Envelope"), "strong", 84),
    Column("alike", _("Ticked"), width=205, stretch=True),
    Column("place", _("Place"), "muted", 155, stretch=True),
    Column("stands", _("Stands"), width=150, spare=True),
    Column("box", _("Box"), width=80, spare=True),
)
QUEUE_WORDS = ListWords(
    empty=_("Nothing is under this filter"),
    empty_words=_("Choose another place, box or kind, or take the whole queue."),
    empty_action=_("Whole queue"),
)


@dataclass(frozen=True, slots=True)
class QueueScreen:
    """The queue as a list: its rows, how many there are of them, what it is narrowed to, and what it can be narrowed to.

    `boxes` is empty where nothing lies in a box; `current` is the envelope on the desk.
    """

    rows: Rows
    total: int
    filter: QueueFilter
    filters: tuple[Filter, ...]
    places: tuple[Choice, ...]
    ticked: tuple[Choice, ...]
    boxes: tuple[Choice, ...]
    orders: tuple[Choice, ...]
    current: str = ""


@dataclass(frozen=True, slots=True)
class NothingLeft:
    """What stands on the desk when the queue is empty; `desk` is where its action leads, empty: to the whole queue."""

    title: str
    words: str
    action: str
    desk: str


@dataclass(frozen=True, slots=True)
class ReviewScreen:
    """The whole desk. `number` is empty, and `nothing` set, where no envelope is open; `whose` says with whom else it is."""

    number: str = ""
    nothing: NothingLeft | None = None
    head: IdentityStrip = IdentityStrip("")
    whose: Notice | None = None
    came_back: Notice | None = None
    strip: Notice | None = None
    papers: Papers = Papers()
    cards: tuple[CardScreen, ...] = ()
    outcome: OutcomeScreen = OutcomeScreen()
    bar: Bar = Bar()
    panel: PanelScreen | None = None
    ballots: BallotsScreen | None = None
    others: tuple[OtherEnvelope, ...] = ()
    queue: QueueScreen | None = None

    @property
    def asking(self) -> Asking | None:
        """The question that stands open, in whichever card."""
        return next((card.asking for card in self.cards if card.asking is not None), None)

    @property
    def current(self) -> str:
        """The id of the card that is worked on, empty where none is."""
        return next((card.id for card in self.cards if card.state == "current"), "")
