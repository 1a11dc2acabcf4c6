"""Packs on the command line: their names as an option, and `rules --check`, which says all that is wrong with one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import fill
from typing import Any

import click

from adjudicator import resources
from adjudicator.cli.shared.access import election_in
from adjudicator.cli.shared.exits import BAD_INPUT, REFUSED
from adjudicator.cli.shared.output import EndError, answer_json, answer_lines, bad_input, say, show_problems, spoken
from adjudicator.intake.definition import read_definition
from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.packs.folder import PackFolder
from adjudicator.law.packs.scenarios import Scenario, difference, scenarios_of
from adjudicator.law.rules.pack import Pack
from adjudicator.law.telling.example_words import example_words
from adjudicator.law.telling.span_words import outside_told
from adjudicator.office.behind.law.laws import law_for
from adjudicator.records.election import Election
from adjudicator.records.toml_table import Table
from adjudicator.records.trouble import Problem
from adjudicator.words import _, beside, n_


class PackName(click.ParamType[str]):
    """The name of a pack whose files have no mistake."""

    name = "pack"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Refuse a name that no pack has, and a pack with mistakes, with every one of them."""
        place = resources.pack_folder(value)
        if place is None:
            _refuse_astray(value)
            known = beside(*resources.pack_ids(), by=", ")
            words = _('there is no pack "{pack}". Packs: {known}.', pack=value, known=known)
            self.fail(spoken(words), param, ctx)
        if show_problems(resources.read_folder(place)[1]):
            raise EndError(BAD_INPUT)
        return value


PACK = PackName()
PACK_HELP = _("The pack of rules.  [default: the one that is the law on the day of the election]")
BOARD_VOTES_HELP = _("When the board votes on what is approved.  [default: before, under Georgia's packs]")
REASON_HELP = _(
    "Why this pack: needed where it is not the law on that day, and for a case with an example. It is public: name no voter."
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: `law` is the pack, None where its files have mistakes; `differs` are scenarios that disagree."""

    name: str
    folder: PackFolder | None
    law: Pack | None
    problems: tuple[Problem, ...]
    scenarios: int
    differs: tuple[Problem, ...]


def check_pack(name: str, *, as_json: bool) -> None:
    """Say everything that is wrong with a pack, and where its scenarios and its rules disagree.

    `name` is that of a pack, or a path to its folder. Ends with 2 where a file has mistakes, 1 where scenarios disagree.
    """
    place = resources.folder_named(name)
    if place is None:
        _refuse_astray(name)
        known = beside(*resources.pack_ids(), by=", ")
        bad_input(_('There is no pack "{pack}" and no folder of that name. Packs: {known}.', pack=name, known=known))
    found = _checked(place)
    errors = show_problems((*found.problems, *found.differs))
    if as_json:
        answer_json(_json(found))
    elif found.folder and found.law:
        answer_lines(_words(found, found.folder, found.law))
    if found.law is None:
        one = n_("{count} mistake to correct.", "{count} mistakes to correct.", errors)
        say(beside(one, _("The pack cannot be used yet.")))
        raise EndError(BAD_INPUT)
    if found.differs:
        raise EndError(REFUSED)


def law_for_case(definition: Path, rules: str | None, reason: str, *, live: bool = True) -> Pack:
    """The pack for a case on a definition's election, the one that fits where none is named; that it is not the law on that
    day, or an example, is said.

    Ends with 2 where the definition has errors, and with 1, in words, where none fits, or nobody said why the one that is
    named is used although it is not the law on that day or, in a `live` case, an example.
    """
    election = election_in(definition)
    law = law_for(election.date, definition.name, rules or "", reason, live=live)
    if isinstance(law, Pack):
        say_outside(law, election.date)
        return law
    for problem in law:
        say(_("{what}. {remedy}", what=problem.what, remedy=problem.remedy))
    say(_("The packs with their dates: adjudicator rules. A pack is named with --rules, a reason given with --reason."))
    raise EndError(REFUSED)


def say_outside(pack: Pack, day: date) -> None:
    """Say on standard error that a pack is an example, and that it is not the law on the day of an election."""
    if resources.is_example(pack.id):
        say(_("WARNING: {sentence}.", sentence=example_words(pack)))
    if outside := outside_told(pack, day):
        say(beside(_("WARNING:"), outside))


def _refuse_astray(name: str) -> None:
    """End the command where there is such a pack, but not where it could be used."""
    problem = resources.why_not(name)
    if problem is not None:
        show_problems((problem,))
        raise EndError(BAD_INPUT)


def _checked(place: Path) -> Checked:
    folder, problems = resources.read_folder(place)
    file, election, wrong = _scenario_file(place)
    scenarios = scenarios_of(file, election) if file and election else ()
    problems = (*problems, *wrong, *(file.problems if file else ()))
    law = folder.under({}) if folder and all(problem.warning for problem in problems) else None
    if folder is None or law is None:
        return Checked(place.name, None, None, problems, len(scenarios), ())
    differs = _differences(Recommender(law, election), scenarios) if election else ()
    return Checked(place.name, folder, law, problems, len(scenarios), tuple(differs))


def _scenario_file(place: Path) -> tuple[Table | None, Election | None, tuple[Problem, ...]]:
    """The file of a pack's scenarios, where it has one, and the election on whose ballots they are told."""
    if not (place / resources.SCENARIOS).is_file():
        return None, None, ()
    file = resources.read_file(place, resources.SCENARIOS)
    if file.problems:
        return file, None, ()
    there = {each.name: each for each in (*resources.path("practice").glob("*.json"), *place.glob("*.json"))}
    name = file.needed("election", _("the election's definition on whose ballots the scenarios are told"))
    if not name or not file.choose([name], sorted(there), _("an election's definition")):
        return file, None, ()
    election, problems = read_definition(there[name].read_bytes(), name)
    return file, election, () if election else problems


def _differences(recommender: Recommender, scenarios: Iterable[Scenario]) -> Iterator[Problem]:
    for each in scenarios:
        if what := difference(each, recommender):
            remedy = _("Correct the rule or the scenario, whichever is not the law.")
            yield Problem(each.table.file, what, remedy, place=each.table.place)


def _json(found: Checked) -> dict[str, Any]:
    folder = found.folder
    return {
        "rules": found.name,
        "ok": bool(found.law) and not found.differs,
        "digest": found.law.digest if found.law else None,
        "problems": [_problem(each) for each in found.problems],
        "scenarios": found.scenarios,
        "differences": [_problem(each) for each in found.differs],
        "own_rules": sorted(folder.own) if folder else [],
        "carried_over": [rule.id for rule in folder.carried_over] if folder else [],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.file,
        "place": problem.place or None,
        "what": problem.what,
        "remedy": problem.remedy,
        "warning": problem.warning,
    }


def _words(found: Checked, folder: PackFolder, law: Pack) -> Iterator[str]:
    """What a person reads before they use a pack: above all, what in it is another law's."""
    yield from (law.name, f"{law.id}, {law.digest}", "")
    if folder.begins_with:
        cited = {rule.id: ", ".join(rule.citations) for rule in law.rules}
        own = beside(*(rule.id for rule in law.rules if rule.id in folder.own), by=", ") or _("none")
        yield from (_("Rules of its own: {rules}.", rules=own), "")
        yield _(
            "Carried over from {pack}. Counsel reads each: is it the law here, and is it cited so?",
            pack=folder.begins_with,
        )
        yield from (f"- {rule.id} ({cited[rule.id]})" for rule in folder.carried_over if rule.id in cited)
        yield from ("", _taken(folder, law), "")
    agree = found.scenarios - len(found.differs)
    if found.scenarios:
        yield _("{agree} of {scenarios} scenarios agree with the rules.", agree=agree, scenarios=found.scenarios)
    else:
        yield _("No scenarios.")
    yield _("No mistake in its files.")


def _taken(folder: PackFolder, law: Pack) -> str:
    stated = (*law.parameters, *law.positions, *law.doubts)
    others = beside(*(each.id for each in stated if each.id not in folder.stated.own), by=", ") or _("none")
    return fill(spoken(_("Parameters, positions and doubts of the shared file: {names}.", names=others)), 100)
