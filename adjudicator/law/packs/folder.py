"""A pack as its folder has it, before a motion of the board has set any position, and what is wrong between its files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from adjudicator.law.days.calendar import DAYS, Day, days_of
from adjudicator.law.days.kinds import phrases_of
from adjudicator.law.days.phrases import read_rule
from adjudicator.law.facts.derive import READ_POSITIONS, UNREPORTED_MOVER
from adjudicator.law.packs.parameters import Stated
from adjudicator.law.packs.tables import Base, citations_of
from adjudicator.law.rules.pack import Pack, Paragraph, Parameter, make_pack
from adjudicator.law.rules.position import Position, Setting
from adjudicator.law.rules.rule import Provision
from adjudicator.records.election import Contest, Election
from adjudicator.records.toml_table import Table
from adjudicator.words import _, some_of

SHOWN = 3
"""Names shown where many are missing."""

NEEDED_DAYS = ("last_day", "registration_closes", "state_date")
"""The parameters without which no case can be made (`office.behind.calendar`)."""

_HOW_DAYS_ARE_WRITTEN = _(
    'Write it as in "3 days after, or the next business day, until 17:00"; docs/packs.md has every form.'
)

WORDS_OF: Mapping[str, tuple[str, ...]] = {UNREPORTED_MOVER: ("former", "new")}
"""The parameters whose value is one of some words, the first where a pack does not have them."""

_A_TUESDAY = Election("", date(2024, 11, 5), "", "", "", "", {}, {}, {})
_FEDERAL = replace(_A_TUESDAY, contests={"P": Contest("P", 1, "", "federal_statewide")})
_ELECTIONS = (_FEDERAL, _A_TUESDAY, replace(_A_TUESDAY, primary=True), replace(_A_TUESDAY, primary=True, runoff=True))
"""An election of each kind (`days.kinds`)."""


@dataclass(frozen=True, slots=True)
class PackFolder:
    """Rules in the law's order, what the pack states of itself, and the texts it reads.

    `begins_with` is the pack whose rules it has but for the `own` ones; empty where its rules are code. The name of an
    `example` says that it is one, wherever it is shown and in every case that is made with it.
    """

    id: str
    stated: Stated
    rules: tuple[Provision, ...]
    paragraphs: Mapping[str, Paragraph]
    begins_with: str = ""
    own: frozenset[str] = frozenset()
    example: bool = False

    @property
    def name(self) -> str:
        """The name that people see."""
        return _("{pack} (an example)", pack=self.stated.name) if self.example else self.stated.name

    @property
    def base(self) -> Base:
        """The pack as another one may begin with it."""
        return Base(self.rules, self.stated.choices)

    @property
    def carried_over(self) -> tuple[Provision, ...]:
        """The rules that are those of the pack it begins with."""
        return tuple(rule for rule in self.rules if self.begins_with and rule.id not in self.own)

    @property
    def positions(self) -> tuple[Position, ...]:
        """The positions on which a rule or a derived fact turns; the others of a shared file are no part of the pack."""
        rested_on = {position for rule in self.rules for position in (*rule.turns_on, *rule.rests_on)}
        return tuple(each for each in self.stated.positions if each.id in rested_on or each.id in READ_POSITIONS)

    def under(self, settings: Mapping[str, Setting]) -> Pack:
        """The pack with some positions set by motions of the board.

        Raises KeyError for an unknown position, and ValueError for a value that is none of its choices.
        """
        for name in settings.keys() - {each.id for each in self.positions}:
            raise KeyError(name)
        positions = [each.set_by(settings[each.id]) if each.id in settings else each for each in self.positions]
        choices = {each.id: each.value for each in positions}
        rules = [each.under(choices) for each in self.rules]
        effective = [each for each in rules if each.rows]  # a position may leave a rule nothing to say
        heading, turned_on = (self.id, self.name), (self.stated.parameters, positions)
        law = make_pack(heading, effective, turned_on, self.paragraphs, self.stated.words, self.stated.doubts)
        return replace(law, said=self.stated.said)


def check_folder(folder: PackFolder, base: Base, parameters: Table, rules: Table) -> None:
    """Collect it, in the table of the file where it is to be put right. The files have no error of their own."""
    _positions_are_there(folder, rules)
    _positions_decide(folder, base, parameters)
    if not rules.errors:
        _paragraphs_are_there(folder, rules)


def _positions_are_there(folder: PackFolder, rules: Table) -> None:
    wanted = dict.fromkeys(each for rule in folder.carried_over for each in (*rule.turns_on, *rule.rests_on))
    missing = [position for position in wanted if position not in folder.stated.choices]
    if missing:
        rules.refuse(
            _(
                "rules carried over from {pack} turn on positions that this pack does not have: {positions}",
                pack=folder.begins_with,
                positions=some_of(missing, SHOWN),
            ),
            _(
                'Write shared = "..." in parameters.toml, or a [[position]] with the id, or name the rule in leaves_out.'
            ),
        )


def _positions_decide(folder: PackFolder, base: Base, parameters: Table) -> None:
    """A position of the pack's own decides something, and has no choice that the rules it begins with do not know."""
    taken = {each.id for each in folder.positions}
    carried = {position for rule in folder.carried_over for position in rule.turns_on} | READ_POSITIONS.keys()
    for table in parameters.tables("position"):
        name = table.text("id")
        if name in folder.stated.choices and name not in taken:
            table.refuse(
                _("no rule turns on it, so it decides nothing"),
                _("Take it out, or let a rule turn on it (turns_on); a rule left out takes its position with it."),
            )
        elif name in carried and name in base.choices:
            what = _("a choice that the rules of {pack} know", pack=folder.begins_with)
            table.choose(folder.stated.choices[name], base.choices[name], what)


def _paragraphs_are_there(folder: PackFolder, rules: Table) -> None:
    choices = folder.stated.choices
    cited = dict.fromkeys(each for rule in folder.carried_over for each in citations_of(rule, choices))
    missing = [citation for citation in cited if citation not in folder.paragraphs]
    if missing:
        rules.refuse(
            _(
                "rules carried over from {pack} cite what no text of this pack has: {positions}",
                pack=folder.begins_with,
                positions=some_of(missing, SHOWN),
            ),
            _(
                "Add the texts of {pack} to texts in parameters.toml, or name your paragraph under [in_place_of].",
                pack=folder.begins_with,
            ),
        )


def check_parameters(stated: Stated, parameters: Table, *, shared: bool) -> None:
    """Collect what is wrong with a pack's days, hours and words, whatever else is wrong with its files.

    `shared` is false where the file that it shares is not there, so that days may be missing for that alone.
    """
    _parameters_are_used(stated, parameters)
    readable = tuple(_read_day(each, parameters) for each in stated.parameters)
    _days_are_there(Pack("", "", (), readable, (), {}, ""), parameters, () if shared else NEEDED_DAYS)


def _read_day(parameter: Parameter, parameters: Table) -> Parameter:
    """A parameter, with a value that can be read in place of one that cannot: what hangs on it is not wrong as well."""
    try:
        for phrase in phrases_of(parameter.value) if parameter.id in DAYS and parameter.value else ():
            read_rule(parameter, phrase)
    except ValueError as error:
        parameters.refuse(str(error), _HOW_DAYS_ARE_WRITTEN)
    else:
        if parameter.value:
            return parameter
    return replace(parameter, value="3 days after, until 17:00" if parameter.id in DAYS else "17:00")


def _parameters_are_used(stated: Stated, parameters: Table) -> None:
    """A parameter of the pack's own is a day that the program knows, an hour at which such a day ends, or a word."""
    phrases = (phrase for each in stated.parameters for phrase in phrases_of(each.value))
    hours = {phrase.partition(", until ")[2] for phrase in phrases}
    known = (*DAYS, *sorted(hours - {""} - DAYS.keys()), *WORDS_OF)
    for table in parameters.tables("parameter"):
        name = table.text("id")
        table.choose([name] if name else [], known, _("a parameter that the program uses"))
        if name in WORDS_OF:
            value = table.text("value")
            table.choose([value] if value else [], WORDS_OF[name], _("a value of {name}", name=name))
            if table.words("by_kind"):
                table.refuse(
                    _("by_kind has no meaning here"), _("Take it out: only a day differs by the kind of election.")
                )


def _days_are_there(pack: Pack, parameters: Table, excused: Iterable[str]) -> None:
    told = set(excused)
    for election in _ELECTIONS:
        try:
            days = {day.id: day for day in days_of(pack, election, lambda __: "")}
        except ValueError as error:
            if str(error) not in told:
                parameters.refuse(str(error), _HOW_DAYS_ARE_WRITTEN)
            told.add(str(error))
        else:
            _needed_are_there(days, parameters, told)


def _needed_are_there(days: Mapping[str, Day], parameters: Table, told: set[str]) -> None:
    """The days without which no case can be made; what was told of another kind of election is not told again."""
    for name in NEEDED_DAYS:
        if (name not in days or days[name].on is None) and name not in told:
            parameters.refuse(
                _("the parameter {name} is missing or no day", name=name), _("Add it: no case can be made without it.")
            )
            told.add(name)
    if "last_day" in days and days["last_day"].on and days["last_day"].hour is None and "no hour" not in told:
        parameters.refuse(
            _("the parameter last_day has no hour"), _('Let it end with ", until 17:00" or another hour.')
        )
        told.add("no hour")
