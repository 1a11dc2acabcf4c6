"""What the Holds desk shows, ready to draw: the list of held envelopes, and the one that is selected."""

from __future__ import annotations

from dataclasses import dataclass, field

from adjudicator.words import _, plural
from ui.parts import Choice, Column, Filter, ListWords, Notice, Query, Rows
from ui.shared.asking import AskedForm

COLUMNS = (
    Column("number", _("Envelope"), "strong", 76),
    Column("voter", _("Voter"), "personal", 188, stretch=True),
    Column("holds", _("Waits for"), width=130, stretch=True),
    Column("contact", _("Last contact"), width=130, stretch=True),
    Column("until", _("Until"), "outcome", 178),
    Column("phone", _("Phone"), "personal", 124, spare=True),
    Column("place", _("Place"), "muted", 150, stretch=True, spare=True),
    Column("reviewer", _("Held by"), width=108, spare=True),
)
WORDS = ListWords(
    rows=plural("{count} held envelope", "{count} held envelopes"),
    many=_("held envelopes"),
    empty=_("Nothing is held"),
    empty_words=_(
        "An envelope that waits for identification, a signature or an answer is listed here until it has come."
    ),
    hint=_("Number or name"),
    icon="hourglass",
)


@dataclass(frozen=True, slots=True)
class Cure:
    """One thing that is waited for, and how its coming is entered.

    `choices` are the answers on their keys (empty: none to choose); `asks_time` says that the moment is typed, as `moment`
    words it; `chosen` and `typed` are what the person has entered so far, `problem` what is wrong with the moment. `whys` are
    the reasons to choose from where the answer stands against a record, which `against` names.
    """

    hold: str
    waits: str
    prompt: str = ""
    help: str = ""
    choices: tuple[Choice, ...] = ()
    asks_time: bool = False
    moment: str = ""
    chosen: str = ""
    typed: str = ""
    problem: str = ""
    against: str = ""
    whys: tuple[Choice, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class ContactWords:
    """One contact in words, who noted it, and the note, which is personal."""

    said: str
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contacts:
    """How the voter is reached, all contacts with the latest first, and the question for a new one while it is asked.

    `receipt` says which receipt the voter has, and `scans` how many scans there are of what was brought. `quick` are the
    results of a call made just now, while it is asked for one.
    """

    phone: str = ""
    email: str = ""
    lines: tuple[ContactWords, ...] = ()
    receipt: str = ""
    may_note: bool = False
    asked: AskedForm | None = None
    quick: tuple[Choice, ...] = ()
    scans: str = ""

    @property
    def is_asking(self) -> bool:
        """Whether a contact is asked for."""
        return self.asked is not None or bool(self.quick)


@dataclass(frozen=True, slots=True)
class Held:
    """The envelope that is selected: what it waits for, until when, and what may be entered.

    `proposal` stands once the period is closed. `button` brings it back to review; `blocked` says why it cannot yet.
    `voter` is personal, and empty for people who do not see names. `waits` says what a person held it for against the
    recommendation; empty where `cures` say it.
    """

    number: str
    voter: str
    about: tuple[str, ...]
    until: str
    kept_apart: bool
    cures: tuple[Cure, ...]
    note: str
    button: str
    blocked: str = ""
    waits: str = ""
    proposal: str = ""
    proposal_outcome: str = ""
    contacts: Contacts = field(default_factory=Contacts)


@dataclass(frozen=True, slots=True)
class CounterScreen:
    """The front counter. `words` say who fits or what to type; `voter` is personal and stands there for one voter alone.

    `envelopes` are the voter's where they are several. `state` says of the chosen one where it is, for one that is not held;
    then `contacts` are the voter's.
    """

    words: str = ""
    voter: str = ""
    envelopes: tuple[Choice, ...] = ()
    chosen: str = ""
    state: str = ""
    contacts: Contacts | None = None
    serial: int = 0


@dataclass(frozen=True, slots=True)
class HoldsScreen:
    """The desk as it stands. `rows` passed `query`, in its order; `total` is how many are held without it.

    `unread` is the number of the selected envelope where it waits for long lists that are still read; then `held` is None.

    `counter` is there while voters are served at the counter: then nothing of the list is shown. `has_counter` says that the
    person may do that.

    `has_call_list` says that the list may be printed for calling.

    Once the period is closed, `all_back` is the word on the button that brings all in the list back to review, empty where
    it is not the person's or there are none; `asking` are sentences about it while it is asked.
    """

    clock: str
    rows: Rows = ()
    total: int = 0
    filters: tuple[Filter, ...] = ()
    query: Query = field(default_factory=Query)
    selected: int = -1
    held: Held | None = None
    unread: str = ""
    strip: Notice | None = None
    has_call_list: bool = False
    counter: CounterScreen | None = None
    has_counter: bool = False
    all_back: str = ""
    asking: tuple[str, ...] = ()
