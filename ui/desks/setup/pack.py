"""The pack in force, laid open for reading: rules with facts and citations, positions, numbers and dates, facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adjudicator.law.rules.pack import Pack
from adjudicator.law.telling.render import describe
from adjudicator.law.telling.words import effect_words, fact_words, value_words
from ui.desks.setup.positions import (
    begun,
    doubt_row,
    doubt_sections,
    position_row,
    position_sections,
    resting_section,
    title_of,
)
from ui.desks.setup.screen import ReadOnlyList
from ui.parts import Column, Filter, ListWords, Row
from ui.shared.differs import DIFFERS, differs_card, differs_row, quoted
from ui.shared.law_card import LawCard, Section

LIST = ReadOnlyList(
    "pack",
    "",
    (
        Column("title", "Rule or position", "strong", 190),
        Column("what", "What it says", width=190, stretch=True),
        Column("law", "Law or source", "muted", 165),
    ),
    ListWords("part", "parts", "The pack is empty", hint="Filter rules", icon="gavel"),
)
CHIPS = (
    Filter("rule", "Rules"),
    Filter("position", "Where the law is silent or unclear"),
    Filter("parameter", "Numbers and dates"),
    Filter("fact", "Facts"),
)
KINDS: Mapping[str, str] = {
    "rule": "Rule",
    "position": "A position taken where the law is silent or unclear",
    "doubt": "A doubt that no choice here settles",
    "parameter": "A number or date the rules use",
    "fact": "A fact that rules look at",
}


class PackReader:
    """Lays a pack open: its parts as rows, and each of them as a card. A pack never changes; another one comes instead."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._told: Mapping[str, Any] = describe(pack)
        self._table: tuple[Mapping[str, Any], ...] = tuple(self._told["table"])
        self._numbers: tuple[Mapping[str, str], ...] = tuple(self._told["parameters"])
        self._facts: Mapping[str, list[str]] = self._told["facts"]
        self.rows = (
            *((differs_row(pack),) if pack.differs else ()),
            *(self._rule_row(each) for each in self._table),
            *(position_row(each) for each in pack.positions),
            *(doubt_row(each) for each in pack.doubts),
            *(_number_row(each) for each in self._numbers),
            *(self._fact_row(fact, values) for fact, values in self._facts.items()),
        )

    def card(self, opened: str, recorded: str = "") -> LawCard | None:
        """One part laid open, by the id of its row; `recorded` says of a position who recorded its motion, and when."""
        if opened == DIFFERS:
            return differs_card(self.pack)
        kind, _, name = opened.partition(":")
        sections = self._sections(kind, name, recorded)
        title = fact_words(name) if kind == "fact" else title_of(name)
        return LawCard(opened, title, KINDS[kind], tuple(each for each in sections if each.lines)) if sections else None

    def _sections(self, kind: str, name: str, recorded: str) -> tuple[Section, ...]:
        rule = {each["rule"]: each for each in self._table}.get(name) if kind == "rule" else None
        number = {each["id"]: each for each in self._numbers}.get(name) if kind == "parameter" else None
        position = {each.id: each for each in self.pack.positions}.get(name) if kind == "position" else None
        doubt = {each.id: each for each in self.pack.doubts}.get(name) if kind == "doubt" else None
        if rule is not None:
            return self._rule_sections(rule)
        if doubt is not None:
            return doubt_sections(doubt)
        if number is not None:
            return _number_sections(number)
        if position is not None:
            resting = tuple(title_of(each["rule"]) for each in self._table if name in each["doubts"])
            return (*position_sections(position, recorded), Section("Rules that rest on it", resting))
        return self._fact_sections(name, self._facts[name]) if kind == "fact" and name in self._facts else ()

    def _rule_row(self, rule: Mapping[str, Any]) -> Row:
        facts = ", ".join(fact_words(fact) for fact in rule["facts"])
        cells = (title_of(rule["rule"]), f"Looks at: {facts}", "; ".join(rule["citations"]))
        return Row(f"rule:{rule['rule']}", cells, frozenset({"rule"}))

    def _rule_sections(self, rule: Mapping[str, Any]) -> tuple[Section, ...]:
        because: Mapping[str, str] = rule["because"]
        doubts = (self.pack.position(name) for name in rule["doubts"])
        return (
            Section("Looks at", tuple(fact_words(fact) for fact in rule["facts"])),
            Section("What follows", tuple(dict.fromkeys(row_words(row) for row in rule["rows"]))),
            Section("In a sentence", tuple(dict.fromkeys(because.values()))),
            *map(resting_section, doubts),
            *(quoted(self.pack.paragraphs[citation]) for citation in rule["citations"]),
        )

    def _fact_row(self, fact: str, values: list[str]) -> Row:
        number = len(self._looking_at(fact))
        rules = (
            f"Looked at by {number} rule{'' if number == 1 else 's'}" if number else "No rule of this pack looks at it"
        )
        cells = (fact_words(fact), "; ".join(value_words(fact, value) for value in values), rules)
        return Row(f"fact:{fact}", cells, frozenset({"fact"}))

    def _fact_sections(self, fact: str, values: list[str]) -> tuple[Section, ...]:
        answers = tuple(begun(value_words(fact, value)) for value in values)
        return (Section("Its answers", answers), Section("Rules that look at it", self._looking_at(fact)))

    def _looking_at(self, fact: str) -> tuple[str, ...]:
        return tuple(title_of(each["rule"]) for each in self._table if fact in each["facts"])


def _number_row(entry: Mapping[str, str]) -> Row:
    cells = (title_of(entry["id"]), entry["says"], entry["source"])
    return Row(f"parameter:{entry['id']}", cells, frozenset({"parameter"}))


def _number_sections(entry: Mapping[str, str]) -> tuple[Section, ...]:
    dates = " to ".join(part for part in (entry["since"], entry["until"]) if part)
    return (
        Section("What it says", (entry["says"],)),
        Section("Value", (entry["value"].replace("_", " "),)),
        Section("Source", (entry["source"],)),
        Section("In force", (dates,) if dates else ()),
    )


def row_words(row: Mapping[str, Any]) -> str:
    """One row of a rule's table: "Oath: not signed; Period to determine: open. Held: the oath is not signed"."""
    facts = "; ".join(f"{fact_words(fact)}: {value_words(fact, value)}" for fact, value in row["facts"].items())
    follows = "; ".join(effect_words(effect) for effect in row["effects"])
    return f"{facts}. {follows}" if follows.endswith("?") else f"{facts}. {follows}."
