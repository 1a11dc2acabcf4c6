"""What the Overview shows, ready to draw: the story, figures that are doors, what blocks, places, contests, a list."""

from __future__ import annotations

from dataclasses import dataclass

from ui.parts import Choice, Column, ListWords, Notice, Row, Slice

PLACE_COLUMNS = (
    Column("place", "Place", width=240, stretch=True),
    Column("received", "Received", "number", 96),
    Column("full", "In full", "number", 90),
    Column("part", "In part", "number", 90),
    Column("not_counted", "Not counted", "number", 116),
    Column("held", "Held", "number", 80),
    Column("undecided", "Undecided", "number", 104),
)
PLACE_WORDS = ListWords(
    one="place",
    many="places",
    empty="No envelopes yet",
    empty_words="Each place stands here with its envelopes by outcome, once envelopes are received.",
    hint="Filter places",
    icon="map-pin",
)
ENVELOPE_COLUMNS = (
    Column("number", "Envelope", "strong", 92),
    Column("voter", "Voter", "personal", 180),
    Column("status", "Status", width=168),
    Column("outcome", "Outcome", "outcome", 192),
    Column("where", "Where it waits", width=178),
    Column("place", "Place", "muted", 190, stretch=True),
)
ENVELOPE_WORDS = ListWords(
    empty="No such envelope",
    empty_words="Search by the beginning of a number, or of words of the voter's name.",
    hint="Filter this list",
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
class Closing:
    """The supervisor's act that ends the period: `button` empty where it is not theirs or not yet possible.

    `asked` says that the panel with what follows is open.
    """

    words: str
    button: str = ""
    asked: bool = False
    follows: tuple[str, ...] = ()


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
class OverviewScreen:
    """The Overview as it stands; `envelopes` is None while the story is in front.

    `resting` says how much rests on what one person alone gave, where that is worth a quiet line: in a live case it blocks.
    """

    story: str
    doors: tuple[Door, ...]
    slices: tuple[Slice, ...]
    check: str
    balances: bool
    blocks: tuple[Block, ...]
    closing: Closing
    places: tuple[Row, ...]
    contests: tuple[tuple[str, str], ...]
    otherwise: Otherwise = Otherwise()
    in_hand: TakenEnvelopes = TakenEnvelopes()
    resting: str = ""
    contests_open: bool = False
    search_hint: str = ""
    search: str = ""
    envelopes: Envelopes | None = None
    strip: Notice | None = None
