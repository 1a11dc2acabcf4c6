"""What a pack's `parameters.toml` states: its name and dates, the texts it reads, its parameters, positions and doubts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from adjudicator.law.days.kinds import KINDS, with_kinds
from adjudicator.law.rules.pack import NO_WORDS, SPAN, Parameter
from adjudicator.law.rules.position import Doubt, Position, PositionChoice
from adjudicator.law.rules.span import day_in
from adjudicator.records.toml_table import Table
from adjudicator.words import _

NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
"""How ids of rules, parameters, positions and choices are written."""

_SHARED_KEYS = ("parameter", "position", "doubt")
_OWN_KEYS = ("name", "says", *SPAN, "texts", "shared", "leaves_out", "differs", "words", *_SHARED_KEYS)
_PARAMETER_KEYS = ("id", "value", "by_kind", "says", "source", "since", "until")
_POSITION_KEYS = ("id", "asks", "doubt", "source", "choices", "since", "until")

_DOUBT_KEYS = ("id", "asks", "doubt", "source", "says")

_Entry = TypeVar("_Entry", Parameter, Position, Doubt)
_Dates = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Stated:
    """What a pack states of itself. `own` are the ids of the parameters, positions and doubts that its own file has.

    `words` is what stands beside its substance (`pack.BESIDE`), `said` its own words in place of Georgia's.
    """

    name: str
    words: Mapping[str, str]
    texts: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    positions: tuple[Position, ...]
    doubts: tuple[Doubt, ...]
    own: frozenset[str]
    said: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def choices(self) -> Mapping[str, tuple[str, ...]]:
        """The positions, each with the values of its choices."""
        return {each.id: tuple(choice.value for choice in each.choices) for each in self.positions}


def stated(own: Table, shared: Table | None) -> Stated:
    """Read a pack's own file over the one that it shares with others: an entry of the same id takes the other's place.

    What an entry has no dates for has the pack's. `leaves_out` names entries of the shared file that are no part of it.
    """
    own.only(_OWN_KEYS)
    if shared:
        shared.only(_SHARED_KEYS)
    own.needed("since", _("from when it is the law"))
    dates = _dates(own)
    parameters = _entries(own, shared, "parameter", lambda table: _parameter(table, dates))
    positions = _entries(own, shared, "position", lambda table: _position(table, dates))
    doubts = _entries(own, shared, "doubt", _doubt)
    mine = {each.text("id") for kind in _SHARED_KEYS for each in own.tables(kind)}
    others = [each for each in (*parameters, *positions, *doubts) if each not in mine]
    says = own.needed("says", _("in one sentence, what it does with a ballot of another precinct and another county"))
    left_out = own.choose(own.texts("leaves_out"), others, _("a parameter, position or doubt of the shared file"))
    return Stated(
        own.needed("name", _("the name that people see")),
        {**{name: own.text(name) for name in SPAN}, "says": says, "differs": own.text("differs")},
        own.texts("texts"),
        tuple(each for name, each in parameters.items() if name not in left_out),
        tuple(each for name, each in positions.items() if name not in left_out),
        tuple(each for name, each in doubts.items() if name not in left_out),
        frozenset(mine),
        own.words("words"),
    )


def _entries(own: Table, shared: Table | None, kind: str, read: Callable[[Table], _Entry]) -> dict[str, _Entry]:
    files = [each.tables(kind) for each in (shared, own) if each]
    for tables in files:
        _once(tables)
    return {entry.id: entry for tables in files for entry in map(read, tables) if entry.id}


def _once(tables: Sequence[Table]) -> None:
    seen = set[str]()
    for table in tables:
        name = table.text("id")
        if name in seen:
            table.refuse(_("an entry above has this id too"), _("Join the two, or give one of them an id of its own."))
        seen.add(name)


def id_of(table: Table, example: str = "office_hour") -> str:
    """The id of an entry, as ids are written."""
    name = table.needed("id", _("a short name without spaces, such as {example}", example=example))
    if name and not NAME.fullmatch(name):
        table.refuse(
            _("the id is not written as ids are"), _("Use small letters, digits and _, beginning with a letter.")
        )
    return name


def _dates(table: Table, beside: _Dates = NO_WORDS) -> _Dates:
    """The first and the last day of a table, those `beside` it where it has none; what is no date is collected."""
    texts = {name: table.text(name) for name in ("since", "until")}
    days = {name: day_in(text) for name, text in texts.items()}
    for name, text in texts.items():
        if text and days[name] is None:
            what = _('{key} is no date: "{text}"', key=name, text=text)
            table.refuse(what, _('Write the year, the month and the day: {key} = "2022-06-01".', key=name))
    dates = {name: text or beside.get(name, "") for name, text in texts.items()}
    first, last = day_in(dates["since"]), day_in(dates["until"])
    if first and last and last < first:
        what = _("its last day ({until}) is before its first ({since})", since=dates["since"], until=dates["until"])
        table.refuse(what, _("Correct since or until. Both days are included."))
    return dates


def _parameter(table: Table, dates: _Dates) -> Parameter:
    table.only(_PARAMETER_KEYS)
    dates = _dates(table, dates)
    return Parameter(
        id_of(table),
        with_kinds(table.needed("value", _("the number, hour or day")), _by_kind(table)),
        table.needed("says", _("in a sentence, what it means")),
        table.needed("source", _("the paragraph it is from, or whose practice it is")),
        dates["since"],
        dates["until"],
    )


def _by_kind(table: Table) -> Mapping[str, str]:
    """The days of some kinds of elections, in the file's order."""
    given = table.words("by_kind")
    return {kind: given[kind] for kind in table.choose(given, tuple(KINDS), _("a kind of election"))}


def _position(table: Table, dates: _Dates) -> Position:
    table.only(_POSITION_KEYS)
    choices, dates = _choices(table), _dates(table, dates)
    return Position(
        id_of(table),
        choices[0].value if choices else "",
        table.needed("asks", _("the doubt as a question")),
        table.needed("doubt", _("why it is one")),
        table.needed("source", _("what the default rests on")),
        choices,
        dates["since"],
        dates["until"],
    )


def _doubt(table: Table) -> Doubt:
    table.only(_DOUBT_KEYS)
    return Doubt(
        id_of(table),
        table.needed("asks", _("the doubt as a question")),
        table.needed("doubt", _("why it is one")),
        table.needed("source", _("which paragraphs bear on it")),
        table.needed("says", _("what the program makes of it, and what a person should do")),
    )


def _choices(table: Table) -> tuple[PositionChoice, ...]:
    choices = tuple(PositionChoice(value, says) for value, says in table.words("choices").items())
    for choice in choices:
        if not NAME.fullmatch(choice.value) or not choice.says.strip():
            what = _('the choice "{choice}" is not written as choices are', choice=choice.value)
            table.refuse(what, _('Write it as in not_counted = "It is not counted."'))
    if len(choices) < 2:
        remedy = _("Write [position.choices] and below it a line for each, the default first.")
        table.refuse(_("it has not two choices"), remedy)
    return choices
