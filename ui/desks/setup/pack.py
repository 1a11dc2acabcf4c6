"""The pack in force, laid open for reading: rules with facts and citations, positions, numbers and dates, facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adjudicator.law.rules.pack import Pack
from adjudicator.law.telling.render import describe
from adjudicator.law.telling.span_words import span_words
from adjudicator.law.telling.words import effect_words, fact_words, value_words
from adjudicator.words import _, beside, capital, n_, plural, told
from ui.desks.setup.positions import (
    doubt_row,
    doubt_sections,
    position_row,
    position_sections,
    resting_section,
)
from ui.desks.setup.screen import ReadOnlyList
from ui.desks.setup.titles import title_of
from ui.parts import Column, Filter, ListWords, Row
from ui.shared.differs import DIFFERS, differs_card, differs_row, quoted
from ui.shared.law_card import LawCard, Section

LIST = ReadOnlyList(
    "pack",
    "",
    (
        Column("title", _("Rule or position"), "strong", 190),
        Column("what", _("What it says"), width=190, stretch=True),
        Column("law", _("Law or source"), "muted", 165),
    ),
    ListWords(
        plural("{count} part", "{count} parts"),
        _("parts"),
        _("The pack is empty"),
        hint=_("Filter rules"),
        icon="gavel",
    ),
)
CHIPS = (
    Filter("rule", _("Rules")),
    Filter("position", _("Where the law is silent or unclear")),
    Filter("parameter", _("Numbers and dates")),
    Filter("fact", _("Facts")),
)
KINDS: Mapping[str, str] = {
    "rule": _("Rule"),
    "position": _("A position taken where the law is silent or unclear"),
    "doubt": _("A doubt that no choice here settles"),
    "parameter": _("A number or date the rules use"),
    "fact": _("A fact that rules look at"),
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
        kind, __, name = opened.partition(":")
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
            return (*position_sections(position, recorded), Section(_("Rules that rest on it"), resting))
        return self._fact_sections(name, self._facts[name]) if kind == "fact" and name in self._facts else ()

    def _rule_row(self, rule: Mapping[str, Any]) -> Row:
        facts = beside(*(fact_words(fact) for fact in rule["facts"]), by=", ")
        cells = (title_of(rule["rule"]), _("Looks at: {facts}", facts=facts), "; ".join(rule["citations"]))
        return Row(f"rule:{rule['rule']}", cells, frozenset({"rule"}))

    def _rule_sections(self, rule: Mapping[str, Any]) -> tuple[Section, ...]:
        because: Mapping[str, str] = rule["because"]
        doubts = (self.pack.position(name) for name in rule["doubts"])
        return (
            Section(_("Looks at"), tuple(fact_words(fact) for fact in rule["facts"])),
            Section(_("What follows"), tuple(dict.fromkeys(row_words(row) for row in rule["rows"]))),
            Section(_("In a sentence"), tuple(dict.fromkeys(because.values()))),
            *map(resting_section, doubts),
            *(quoted(self.pack.paragraphs[citation]) for citation in rule["citations"]),
        )

    def _fact_row(self, fact: str, values: list[str]) -> Row:
        number = len(self._looking_at(fact))
        looking = n_("Looked at by {count} rule", "Looked at by {count} rules", number)
        rules = looking if number else _("No rule of this pack looks at it")
        cells = (fact_words(fact), beside(*(value_words(fact, value) for value in values), by="; "), rules)
        return Row(f"fact:{fact}", cells, frozenset({"fact"}))

    def _fact_sections(self, fact: str, values: list[str]) -> tuple[Section, ...]:
        answers = tuple(capital(value_words(fact, value)) for value in values)
        return (Section(_("Its answers"), answers), Section(_("Rules that look at it"), self._looking_at(fact)))

    def _looking_at(self, fact: str) -> tuple[str, ...]:
        return tuple(title_of(each["rule"]) for each in self._table if fact in each["facts"])


def _number_row(entry: Mapping[str, str]) -> Row:
    cells = (title_of(entry["id"]), told(entry["says"]), told(entry["source"]))
    return Row(f"parameter:{entry['id']}", cells, frozenset({"parameter"}))


def _number_sections(entry: Mapping[str, str]) -> tuple[Section, ...]:
    dates = capital(span_words(entry["since"], entry["until"]))
    return (
        Section(_("What it says"), (told(entry["says"]),)),
        Section(_("Value"), (entry["value"].replace("_", " "),)),
        Section(_("Source"), (told(entry["source"]),)),
        Section(_("In force"), (dates,) if dates else ()),
    )


def row_words(row: Mapping[str, Any]) -> str:
    """One row of a rule's table: "Oath: not signed; Period to determine: open. Held: the oath is not signed"."""
    facts = beside(*(_("{fact}: {answer}", fact=fact_words(fact), answer=value_words(fact, value))
                     for fact, value in row["facts"].items()), by="; ")  # fmt: skip
    follows = beside(*(effect_words(effect) for effect in row["effects"]), by="; ")
    if follows.endswith("?"):
        return _("{facts}. {follows}", facts=facts, follows=follows)
    return _("{facts}. {follows}.", facts=facts, follows=follows)
