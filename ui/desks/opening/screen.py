"""The Screen of the Opening desk: piles and what lies in none, and boxes with their seals."""

from __future__ import annotations

from dataclasses import dataclass

from adjudicator.words import _, plural
from ui.parts import Column, ListWords, Notice, Row, Working
from ui.shared.asking import AskedForm, Chosen, OfferedAct

PILE_COLUMNS = (
    Column("pile", _("Pile"), "strong", 84),
    Column("what", _("What becomes of it"), width=250, stretch=True),
    Column("record", _("By the record"), "number", 112),
    Column("hand", _("By hand"), "number", 96),
    Column("stands", _("Where it stands"), width=330, stretch=True),
)
PILE_WORDS = ListWords(
    plural("{count} pile", "{count} piles"),
    _("piles"),
    empty=_("Nothing was sorted yet"),
    empty_words=_(
        "Two people sort what may be opened, what is not counted and what is held, and count each pile by hand."
    ),
    hint=_("Filter piles"),
    icon="mail-open",
)

BOX_COLUMNS = (
    Column("box", _("Box"), "strong", 96),
    Column("holds", _("Holds"), width=210),
    Column("seals", _("Seals"), width=190),
    Column("place", _("Where"), width=190),
    Column("step", _("Last step"), width=330, stretch=True),
)
BOX_WORDS = ListWords(
    plural("{count} box", "{count} boxes"),
    _("boxes"),
    empty=_("No box is on record yet"),
    empty_words=_("A box is named when its first seal is put on, with a second person."),
    hint=_("Filter boxes"),
    icon="package-check",
)

SORT = OfferedAct("sort", _("Record a sorted pile"), "S")
SWEAR = OfferedAct("oath", _("Record an oath"), "H")
LOOK_UP = OfferedAct("look_up", _("Look up again"), "L")
OPEN = OfferedAct("open", _("Record the opening"), "O")
DUPLICATE = OfferedAct("duplicate", _("Record duplicating"), "D")
SETTLE = OfferedAct("settle", _("Settle an exception"), "E")
SIGN = OfferedAct("sign", _("Sign"), "G")

NEW_BOX = OfferedAct("new", _("Put a box under seal"), "N")
MOVE = OfferedAct("move", _("Move it"), "M")
BREAK = OfferedAct("open", _("Break the seals"), "B")
DELIVER = OfferedAct("deliver", _("Hand it over"), "H")
SEAL = OfferedAct("seal", _("Put it under seal"), "P")


@dataclass(frozen=True, slots=True)
class LateLine:
    """What was found after its envelope was opened: in words, and the words of the buttons; empty where none is."""

    number: str
    words: str
    tell: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class TablesScreen:
    """Piles. `left` says what lies in no pile, a line each; `offers` are what can be done with it.

    `lists` says why the lists of other votes do not tell the last word yet, `late` what was found after an opening,
    `looking_up` how far a look-up of a pile is.
    """

    left: tuple[str, ...]
    offers: tuple[OfferedAct, ...]
    lists: str = ""
    rows: tuple[Row, ...] = ()
    chosen: Chosen | None = None
    late: tuple[LateLine, ...] = ()
    looking_up: Working | None = None
    asked: AskedForm | None = None


@dataclass(frozen=True, slots=True)
class BoxesScreen:
    """Boxes. `where` answers where an envelope lies, empty while nobody has asked; `offers` are what can be done."""

    offers: tuple[OfferedAct, ...]
    rows: tuple[Row, ...] = ()
    chosen: Chosen | None = None
    where: tuple[str, ...] = ()
    where_problem: str = ""
    asked: AskedForm | None = None


@dataclass(frozen=True, slots=True)
class OpeningScreen:
    """The whole desk; `part` is the one in front: "tables" or "boxes".

    Of the tables nothing is there while they are `unread`; `reading` says how far that is, None where it was stopped.
    """

    part: str
    tables: TablesScreen
    boxes: BoxesScreen
    strip: Notice | None = None
    unread: bool = False
    reading: Working | None = None
