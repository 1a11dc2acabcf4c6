"""Plain data that the kit's components draw; presenters make it, so that they need no Qt.

Words arrive ready to show. An outcome is one of "count_full", "count_partial", "not_counted", "held", "undecided".
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from adjudicator.words import _, beside, plural
from adjudicator.words.sentence import Plural

NoticeKind = Literal["error", "warning", "notice", "done"]
LineState = Literal["accepted", "suggested", "open", "contradiction"]
CardState = Literal["folded", "open", "current"]
CellKind = Literal["text", "strong", "muted", "number", "outcome", "personal"]


@dataclass(frozen=True, slots=True)
class Notice:
    """What a strip says: what happened, why, what to do; `action` is the word on its button, empty for none.

    One that `stays` cannot be dismissed: it tells why a screen shows nothing.
    """

    what: str
    why: str = ""
    remedy: str = ""
    action: str = ""
    kind: NoticeKind = "error"
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Working:
    """Long work under way: what is done, how much, and of how much (0: not known)."""

    words: str
    done: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose: its key ("1".."9", "0"), the value reported, the words, and a second line of detail.

    `personal` hides both lines while personal data are hidden; `heard` is what assistive technology says of the second line
    where that is not what it shows.
    """

    key: str
    value: str
    label: str
    detail: str = ""
    personal: bool = False
    heard: str = ""


@dataclass(frozen=True, slots=True)
class ComparedName:
    """A name as written above the name as listed, letter by letter; a letter that one of them lacks is empty.

    `apart` says how many letters differ, `told` all of it in a sentence, for those who hear it. All of it is personal.
    """

    label: str
    apart: str
    letters: tuple[tuple[str, str], ...]
    told: str


@dataclass(frozen=True, slots=True)
class Line:
    """One answer on a card: what is asked, the answer, where it came from, and how far it is settled.

    `said` is what the sources said of it, a line each; `why` why the answer holds; `own_words` a person's own, which hide
    with personal data.
    """

    label: str
    answer: str = ""
    source: str = ""
    state: LineState = "accepted"
    personal: bool = False
    said: tuple[str, ...] = ()
    why: str = ""
    own_words: str = ""


@dataclass(frozen=True, slots=True)
class Slice:
    """One part of a bar: an outcome and how many envelopes have it."""

    outcome: str
    count: int


@dataclass(frozen=True, slots=True)
class ChartBar:
    """One bar of a chart: what it is of, how much, and whether it may still grow."""

    label: str
    amount: int
    growing: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """One chip over a list: the tag it filters by, its word, and how many rows carry the tag (None: not shown)."""

    tag: str
    label: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list: the kind says how its cells are drawn; width in pixels at 100 %; `stretch` takes what is left.

    One that is `spare` is shown only where there is room for it beside all others.
    """

    id: str
    title: str
    kind: CellKind = "text"
    width: int = 120
    stretch: bool = False
    spare: bool = False


@dataclass(frozen=True, slots=True)
class OutcomeCell:
    """A cell of kind "outcome"; `words` replaces the outcome's own words where given ("Count in part, 16 of 21")."""

    outcome: str
    kept_apart: bool = False
    words: str = ""


StepState = Literal["done", "now", "ahead", "back", "unknown"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a way: its words with its number, and how far it is."""

    words: str
    state: StepState


@dataclass(frozen=True, slots=True)
class StepsCell:
    """A cell that shows how far something is on its way."""

    steps: tuple[Step, ...]

    @property
    def at(self) -> Step:
        """The step that it has come to: the last one that was begun, else the first."""
        return next((step for step in reversed(self.steps) if step.state != "ahead"), self.steps[0])

    @property
    def words(self) -> str:
        """The steps in a line, for who filters, sorts or hears them."""
        return beside(*(step.words for step in self.steps), by=", ")


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell that says that something is wrong: drawn in red, with an icon before its words."""

    words: str


@dataclass(frozen=True, slots=True)
class TickCell:
    """A cell with a box before its words, which Space on the row or a click on the cell turns."""

    text: str
    on: bool

    @property
    def words(self) -> str:
        """The words and whether the box is checked, for who hears them."""
        return _("{words}, checked", words=self.text) if self.on else _("{words}, not checked", words=self.text)


Cell = str | int | OutcomeCell | StepsCell | Wrong | TickCell


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: the id that is reported when it is opened, a cell for each column, tags for the chips.

    `order` holds sort keys by column where the words do not sort as they should (dates as ISO text, say).
    """

    id: str
    cells: tuple[Cell, ...]
    tags: frozenset[str] = frozenset()
    order: Sequence[str | int] = field(default=())


class Rows(Protocol):
    """Rows by number: a tuple of them, or FetchedRows for lists too long to hold."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: int, /) -> Row: ...


class FetchedRows:
    """`count` rows of which each is fetched when it is drawn; the last 2,000 are kept. Sorting and filtering such a
    list is the presenter's work: the list reports what is asked (Query)."""

    def __init__(self, count: int, fetch: Callable[[int], Row], keep: int = 2000) -> None:
        self._count, self._fetch, self._keep = count, fetch, keep
        self._kept: OrderedDict[int, Row] = OrderedDict()

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int, /) -> Row:
        """The row of that number. Raises IndexError beyond the end."""
        if not 0 <= index < self._count:
            raise IndexError(index)
        if index not in self._kept:
            self._kept[index] = self._fetch(index)
            if len(self._kept) > self._keep:
                self._kept.popitem(last=False)
        return self._kept[index]


class GrowingRows:
    """Rows of which nobody knows how many there are: a list asks for `more` as it is scrolled to the end of those it has.

    `more` gives the next page, one shorter than `page` being the last; the first is fetched at once.
    """

    def __init__(self, more: Callable[[], Sequence[Row]], page: int) -> None:
        self._fetch, self._page = more, page
        self._held: list[Row] = []
        self.more = True
        self.grow()

    def __len__(self) -> int:
        return len(self._held)

    def __getitem__(self, index: int, /) -> Row:
        """The row of that number. Raises IndexError beyond those fetched."""
        return self._held[index]

    def grow(self) -> None:
        """Fetches the next page."""
        page = self._fetch() if self.more else ()
        self._held.extend(page)
        self.more = len(page) >= self._page


@dataclass(frozen=True, slots=True)
class Query:
    """What a list is asked to show: words in the filter box, tags of the chips, column to sort by, direction."""

    text: str = ""
    tags: tuple[str, ...] = ()
    sort: str = ""
    descending: bool = False


ENVELOPES = plural("{count} envelope", "{count} envelopes")


@dataclass(frozen=True, slots=True)
class ListWords:
    """The words of a list: what says so many rows, what they are called, and what stands there while it is empty."""

    rows: Plural = ENVELOPES
    many: str = _("envelopes")
    empty: str = _("Nothing here yet")
    empty_words: str = ""
    empty_action: str = ""
    hint: str = _("Filter")
    icon: str = "inbox"

    def count(self, total: int, shown: int, *, more: bool = False) -> str:
        """ "965 envelopes, 38 shown"; with `more` to be fetched below, "200 shown so far"."""
        rows = self.rows(total)
        if shown == total:
            return rows
        if more:
            return _("{rows}, {shown} shown so far", rows=rows, shown=shown)
        return _("{rows}, {shown} shown", rows=rows, shown=shown)


@dataclass(frozen=True, slots=True)
class PicturePlace:
    """Where a field of the papers is on a picture: its page, from 1, and left, top, width and height in per cent of it."""

    field: str
    page: int
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A scan: what it is known by, how its bytes are read once it is to be seen, and then the places of its fields.

    `read` and `places` are called on another thread. One that the program has `made` itself is SVG; no other may be.
    """

    key: str
    read: Callable[[], bytes] = field(compare=False, repr=False)
    places: Callable[[], Sequence[PicturePlace]] = field(default=tuple, compare=False, repr=False)
    made: bool = False
