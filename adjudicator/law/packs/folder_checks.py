"""What is wrong between the files of a pack whose rules are written: what one names, another must have."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from adjudicator.law.days.calendar import DAYS, days_of
from adjudicator.law.facts.derive import READ_POSITIONS
from adjudicator.law.packs.folder import PackFolder
from adjudicator.law.packs.tables import Base, citations_of
from adjudicator.law.packs.toml_table import Table
from adjudicator.law.rules.pack import Pack
from adjudicator.records.election import Election

SHOWN = 3
"""Names shown where many are missing."""

NEEDED_DAYS = ("last_day", "registration_closes", "state_date")
"""The parameters without which no case can be made (`office.calendar`)."""

_A_TUESDAY = Election("", date(2024, 11, 5), "", "", "", "", {}, {}, {})


def check_folder(folder: PackFolder, base: Base, parameters: Table, rules: Table) -> None:
    """Collect it, in the table of the file where it is to be put right. The files have no error of their own."""
    _positions_are_there(folder, rules)
    _positions_decide(folder, base, parameters)
    if not rules.errors:
        _paragraphs_are_there(folder, rules)
    _parameters_are_used(folder, parameters)
    if not rules.errors and not parameters.errors:
        _days_are_there(folder.under({}), parameters)


def _positions_are_there(folder: PackFolder, rules: Table) -> None:
    wanted = dict.fromkeys(each for rule in folder.carried_over for each in (*rule.turns_on, *rule.rests_on))
    missing = [position for position in wanted if position not in folder.stated.choices]
    if missing:
        rules.refuse(
            f"rules carried over from {folder.begins_with} turn on positions that this pack does not have: "
            f"{_some(missing)}",
            'Write shared = "..." in parameters.toml, or a [[position]] with the id, or name the rule in leaves_out.',
        )


def _positions_decide(folder: PackFolder, base: Base, parameters: Table) -> None:
    """A position of the pack's own decides something, and has no choice that the rules it begins with do not know."""
    taken = {each.id for each in folder.positions}
    carried = {position for rule in folder.carried_over for position in rule.turns_on} | READ_POSITIONS.keys()
    for table in parameters.tables("position"):
        name = table.text("id")
        if name in folder.stated.choices and name not in taken:
            table.refuse(
                "no rule turns on it, so it decides nothing",
                "Take it out, or let a rule turn on it (turns_on); a rule left out takes its position with it.",
            )
        elif name in carried and name in base.choices:
            what = f"a choice that the rules of {folder.begins_with} know"
            table.choose(folder.stated.choices[name], base.choices[name], what)


def _paragraphs_are_there(folder: PackFolder, rules: Table) -> None:
    choices = folder.stated.choices
    cited = dict.fromkeys(each for rule in folder.carried_over for each in citations_of(rule, choices))
    missing = [citation for citation in cited if citation not in folder.paragraphs]
    if missing:
        rules.refuse(
            f"rules carried over from {folder.begins_with} cite what no text of this pack has: {_some(missing)}",
            f"Add the texts of {folder.begins_with} to texts in parameters.toml, or name your paragraph under"
            " [in_place_of].",
        )


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"{', '.join(names[:SHOWN])}{more}"


def _parameters_are_used(folder: PackFolder, parameters: Table) -> None:
    """A parameter of the pack's own is a day that the program knows, or an hour at which such a day ends."""
    hours = {each.value.partition(", until ")[2] for each in folder.stated.parameters}
    for table in parameters.tables("parameter"):
        table.choose(
            [table.text("id")], (*DAYS, *sorted(hours - {""} - DAYS.keys())), "a parameter that the program uses"
        )


def _days_are_there(pack: Pack, parameters: Table) -> None:
    try:
        days = {day.id: day for day in days_of(pack, _A_TUESDAY, lambda _: "")}
    except ValueError as error:
        remedy = 'Write it as in "3 days after, or the next business day, until 17:00"; docs/packs.md has every form.'
        parameters.refuse(str(error), remedy)
        return
    for name in NEEDED_DAYS:
        if name not in days or days[name].on is None:
            parameters.refuse(f"the parameter {name} is missing or no day", "Add it: no case can be made without it.")
    if "last_day" in days and days["last_day"].on and days["last_day"].hour is None:
        parameters.refuse("the parameter last_day has no hour", 'Let it end with ", until 17:00" or another hour.')
