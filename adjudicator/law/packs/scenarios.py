"""A pack's scenarios: what an expert expects of the rules, in a table that one who knows the law can write and read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from adjudicator.law.engine.query import answer_query, check_query
from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.telling.words import OUTCOMES
from adjudicator.records.election import Election
from adjudicator.records.toml_table import Table, meant
from adjudicator.words import _, beside

UNKNOWN = "unknown"
"""What a scenario writes for a fact that nobody has established."""

_BALLOT = ("facts", "cast_style", "home_style", "registered_too_late_for", "cast_too_late_for")
_KEYS = ("id", "says", "source", *_BALLOT, "expect")
_LISTS = ("reasons", "holds", "marks", "needs")
_EXPECT = ("outcome", "counted", "open", *_LISTS)
_ANSWERED = tuple(outcome for outcome in OUTCOMES if outcome != "undecided")


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario: the query that it means (determination.md section 5), and what is expected of the answer."""

    table: Table
    query: Mapping[str, Any]
    expect: Mapping[str, object]


def scenarios_of(file: Table, election: Election) -> tuple[Scenario, ...]:
    """Read the scenarios; what one does not say is as under `[ordinary]`. What is wrong is collected."""
    file.only(("election", "ordinary", "scenario"))
    ordinary = file.part(_table_of(file.keys.get("ordinary")), "[ordinary]")
    ordinary.only(_BALLOT)
    tables = file.tables("scenario")
    for twice in sorted({name for name in _ids(tables) if list(_ids(tables)).count(name) > 1}):
        file.refuse(_('two scenarios have the id "{name}"', name=twice), _("Give each an id of its own."))
    return tuple(_scenario(table, ordinary, election) for table in tables)


def difference(scenario: Scenario, recommender: Recommender) -> str:
    """How the rules' answer differs from what is expected; empty where it does not."""
    answer = cast("dict[str, Any]", answer_query(scenario.query, recommender, brief=True))
    counts = [contest["counts"] for contest in answer["contests"]]
    lists = {name: sorted(answer[name]) for name in _LISTS}
    said: dict[str, object] = {**answer, **lists, "counted": counts.count(True), "open": counts.count(None)}
    told = [
        _(
            "{name} is {answer} by the rules, and {expected} was expected",
            name=name,
            answer=_shown(said[name]),
            expected=_shown(wanted),
        )
        for name, wanted in scenario.expect.items()
        if said[name] != wanted
    ]
    return beside(*told, by="; ")


def _scenario(table: Table, ordinary: Table, election: Election) -> Scenario:
    table.only(_KEYS)
    table.needed("id", _("a short name"))
    table.needed("says", _("in one sentence, what happened"))
    given = {each: table.keys[each] for each in _BALLOT if each in table.keys}
    facts = {**_table_of(ordinary.keys.get("facts")), **_table_of(given.get("facts"))}
    known = {fact: value for fact, value in facts.items() if value != UNKNOWN}
    query = {**{each: ordinary.keys[each] for each in _BALLOT if each in ordinary.keys}, **given, "facts": known}
    for error in check_query(query, election, "the case"):
        allowed = _("Allowed: {values}.", values=", ".join(error.allowed)) if error.allowed else _("Add it.")
        table.refuse(_("{place}: {what}", place=error.place, what=error.what), allowed)
    return Scenario(table, query, _expected(table.part(_table_of(table.keys.get("expect")), "expect")))


def _expected(expect: Table) -> dict[str, object]:
    expect.only(_EXPECT)
    outcome = expect.needed("outcome", _("one of {values}", values=", ".join(_ANSWERED)))
    if outcome and outcome not in _ANSWERED:
        expect.refuse(_('"{outcome}" is no outcome', outcome=outcome), meant(outcome, _ANSWERED))
    if outcome == "count_partial" and "counted" not in expect.keys:
        expect.refuse(_("counted is missing"), _("Add how many contests of the ballot count: counted = 16."))
    numbers = {name: expect.keys[name] for name in ("counted", "open") if name in expect.keys}
    for name, value in numbers.items():
        if not isinstance(value, int):
            expect.refuse(
                _("{name} is no number", name=name), _("Write it without quotation marks: {name} = 16.", name=name)
            )
    return {"outcome": outcome, **numbers, **{name: sorted(expect.texts(name)) for name in _LISTS}}


def _ids(tables: list[Table]) -> Iterator[str]:
    return (name for table in tables if (name := table.text("id")))


def _table_of(value: object) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, dict) else {}


def _shown(value: object) -> str:
    return ", ".join(cast("list[str]", value)) or _("none") if isinstance(value, list) else str(value)
