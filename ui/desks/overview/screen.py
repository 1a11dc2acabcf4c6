"""What the Overview shows, ready to draw: the story, figures that are doors, what blocks, places, contests, a list."""

from __future__ import annotations

from dataclasses import dataclass

from adjudicator.words import _, plural
from ui.parts import Choice, Column, ListWords, Notice, Row, Slice

PLACE_COLUMNS = (
    Column("place", _("Place"), width=240, stretch=True),
    Column("received", _("Received"), "number", 96),
    Column("full", _("In full"), "number", 90),
    Column("part", _("In part"), "number", 90),
    Column("not_counted", _("Not counted"), "number", 116),
    Column("held", _("Held"), "number", 80),
    Column("undecided", _("Undecided"), "number", 104),
)
PLACE_WORDS = ListWords(
    rows=plural("{count} place", "{count} places"),
    many=_("places"),
    empty=_("No envelopes yet"),
    empty_words=_("Once envelopes are received, each place is listed here with its envelopes by outcome."),
    hint=_("Filter places"),
    icon="map-pin",
)
ENVELOPE_COLUMNS = (
    Column("number", _("Envelope"), "strong", 86),
    Column("voter", _("Voter"), "personal", 170, stretch=True),
    Column("status", _("Status"), width=124, stretch=True),
    Column("outcome", _("Outcome"), "outcome", 192),
    Column("where", _("Where it waits"), width=178),
    Column("place", _("Place"), "muted", 190, stretch=True),
)
ENVELOPE_WORDS = ListWords(
    empty=_("No such envelope"),
    empty_words=_("Type the first characters of a number, or of a name of the voter."),
    hint=_("Filter this list"),
    icon="search",
)


@dataclass(frozen=True, slots=True)
class Door:
    """A figure that leads to a desk; `open` says whether the person has that desk."""

    desk: str
    number: str
    label: str
    detail: str = ""
    open: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """What stands in the way, in words; `desk` is where it is put right, empty where the person does not have it.

    `warns`: somebody outside the office works with what no longer holds.
    """

    words: str
    desk: str = ""
    action: str = ""
    warns: bool = False


@dataclass(frozen=True, slots=True)
class StepCell:
    """One step of where the ballots are: its words, its number, and in words what is not there yet or too many."""

    code: str
    number: str
    words: str
    differs: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """Where the ballots are, step by step, and what does not fit, what stands longest first. `more` says what is left out."""

    cells: tuple[StepCell, ...] = ()
    stands: tuple[Block, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """The supervisor's act that ends the period: `button` empty where it is not theirs or not yet possible.

    `asked` says that the panel with what follows is open. `undecided` is what is not decided yet, a sentence for each kind.
    """

    words: str
    button: str = ""
    asked: bool = False
    follows: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Where people decided otherwise than recommended or recorded: sentences for everybody, a line a person for supervisors.

    `button` opens the envelopes that depart; empty where there are none, or the person may not see them.
    """

    sentences: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    button: str = ""


@dataclass(frozen=True, slots=True)
class TakenEnvelope:
    """One envelope that a person has taken: who, its number, since when in words."""

    person: str
    envelope: str
    since: str


@dataclass(frozen=True, slots=True)
class TakenEnvelopes:
    """Who has what, for supervisors. `asked` is the envelope to be set free for one of `choices`; empty while none is."""

    hands: tuple[TakenEnvelope, ...] = ()
    more: str = ""
    asked: str = ""
    question: str = ""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Envelopes:
    """A list of envelopes within the screen: one place's, or what a search found."""

    title: str
    rows: tuple[Row, ...]
    hint: str = ""


@dataclass(frozen=True, slots=True)
class DayLine:
    """A step of the day: how much is left of it, 0 where it is done, in words; `where` it is done, and the word for that."""

    code: str
    title: str
    left: int
    words: str
    where: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class DayScreen:
    """The end of the day. `button` closes it, empty where the person may not."""

    says: str
    steps: tuple[DayLine, ...]
    button: str = ""
    strip: Notice | None = None


@dataclass(frozen=True, slots=True)
class OverviewScreen:
    """The Overview as it stands; `envelopes` and `day` are None while the story is in front.

    While the envelopes are `uncounted`, `story` says so, and outcomes, places and contests are not there.

    `resting` says how much rests on what one person alone gave, where that is worth a quiet line: in a live case it blocks.
    """

    story: str
    doors: tuple[Door, ...]
    blocks: tuple[Block, ...]
    closing: Closing
    slices: tuple[Slice, ...] = ()
    check: str = ""
    balances: bool = True
    places: tuple[Row, ...] = ()
    contests: tuple[tuple[str, str], ...] = ()
    uncounted: bool = False
    steps: Steps = Steps()
    otherwise: Otherwise = Otherwise()
    in_hand: TakenEnvelopes = TakenEnvelopes()
    resting: str = ""
    contests_open: bool = False
    search_hint: str = ""
    search: str = ""
    envelopes: Envelopes | None = None
    day: DayScreen | None = None
    strip: Notice | None = None
