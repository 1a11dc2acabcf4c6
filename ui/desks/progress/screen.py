"""What the page of progress and the wall show, ready to draw."""

from __future__ import annotations

from dataclasses import dataclass

from adjudicator.words import _, plural
from ui.parts import ChartBar, Column, ListWords, Row

HOUR, OWN, ALL = (
    Column("hour", _("Hour"), width=170, stretch=True),
    Column("own", _("You"), "number", 90),
    Column("all", _("Everybody"), "number", 110),
)
HOUR_WORDS = ListWords(rows=plural("{count} hour", "{count} hours"), many=_("hours"))

PERSON_COLUMNS = (
    Column("person", _("Person"), width=200, stretch=True),
    Column("today", _("Today"), "number", 80),
    Column("hour", _("This hour"), "number", 100),
    Column("median", _("Median for one, min:s"), "number", 168),
    Column("rate", _("An hour of work"), "number", 130),
    Column("worked", _("Worked, h:min"), "number", 124),
)
PERSON_WORDS = ListWords(
    rows=plural("{count} person", "{count} people"),
    many=_("people"),
    empty=_("Nobody has decided anything lately"),
    empty_words=_("Who works on envelopes is listed here, with what they have decided and how fast."),
    icon="users",
)


@dataclass(frozen=True, slots=True)
class SaidFigure:
    """A number or a few words, what it is, and its unit where that stands apart."""

    words: str
    label: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ProgressPart:
    """How far some people are: a few numbers, and the forecast; `late` where that lies behind the last day."""

    said: tuple[SaidFigure, ...]
    forecast: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class ProgressScreen:
    """The page: one's own part where the person decides envelopes, everybody's, the hours (the newest first, as
    bars the oldest), and people for a supervisor.
    `reckoned` says how.

    `people` is None where the person may not see how fast others are.
    """

    all: ProgressPart
    hour_columns: tuple[Column, ...]
    hours: tuple[Row, ...]
    bars: tuple[ChartBar, ...]
    bars_of: str
    reckoned: str
    own: ProgressPart | None = None
    people: tuple[Row, ...] | None = None


@dataclass(frozen=True, slots=True)
class WallScreen:
    """What stands on the wall: nothing of a voter, and nobody's name."""

    title: str
    as_of: str
    said: tuple[SaidFigure, ...]
    waiting: tuple[SaidFigure, ...]
    bars: tuple[ChartBar, ...]
    bars_of: str
    forecast: str
    late: bool = False
