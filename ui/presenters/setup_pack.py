"""The pack in force, laid open for reading: rules with facts and citations, parameters, and positions taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adjudicator.law.describe import describe
from adjudicator.law.pack import Pack
from adjudicator.law.rule import (
    FEDERAL_CONTEST,
    NOTHING_LEFT,
    TOO_LATE_CONTEST,
)
from adjudicator.law.words import fact_words, hold_words, mark_words, reason_words, scope_words, value_words
from ui.presenters.parts import Column, Filter, ListWords, Row
from ui.presenters.setup_screen import LawCard, Listed, PackScreen, Section

LIST = Listed(
    "pack",
    "What the program recommends follows from this and nothing else. It is fixed with the case and cannot be changed here.",
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
)
KINDS: Mapping[str, str] = {
    "rule": "Rule",
    "position": "A position taken where the law is silent or unclear",
    "parameter": "A number or date the rules use",
}

WHEN: Mapping[str, str] = {
    "": "",
    FEDERAL_CONTEST: ", where the election has a federal contest",
    TOO_LATE_CONTEST: ", where such contests are on the ballot",
    NOTHING_LEFT: ", where no contest is left",
}


class PackReader:
    """Makes the pack's screen; what is in it never changes while a case is open."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._told: Mapping[str, Any] = describe(pack)
        rules = [(f"rule:{each['rule']}", self._rule_row(each)) for each in self._told["table"]]
        doubts = [self._entry_row("position", each) for each in self._told["doubts"]]
        numbers = [self._entry_row("parameter", each) for each in self._told["parameters"]]
        self._rows = (*(row for _, row in rules), *doubts, *numbers)

    def screen(self, opened: str) -> PackScreen:
        """The pack with one part laid open, by the id of its row; empty for none."""
        digest = self._pack.digest.removeprefix("sha256:")
        under = f"{self._pack.id}, SHA-256 {digest[:8]} {digest[8:16]} and so on; every determination names it"
        list_ = Listed(LIST.name, LIST.says, LIST.columns, LIST.words, self._rows)
        return PackScreen(self._pack.name, under, list_, CHIPS, self._card(opened) if opened else None)

    def _rule_row(self, rule: Mapping[str, Any]) -> Row:
        facts = ", ".join(fact_words(fact) for fact in rule["facts"])
        cells = (title_of(rule["rule"]), f"Looks at: {facts}", "; ".join(rule["citations"]))
        return Row(f"rule:{rule['rule']}", cells, frozenset({"rule"}))

    def _entry_row(self, kind: str, entry: Mapping[str, str]) -> Row:
        return Row(f"{kind}:{entry['id']}", (title_of(entry["id"]), entry["says"], entry["source"]), frozenset({kind}))

    def _card(self, opened: str) -> LawCard | None:
        kind, _, name = opened.partition(":")
        if kind == "rule":
            rule = next((each for each in self._told["table"] if each["rule"] == name), None)
            return LawCard(opened, title_of(name), KINDS[kind], self._rule_sections(rule)) if rule else None
        entries = self._told["doubts" if kind == "position" else "parameters"]
        entry = next((each for each in entries if each["id"] == name), None)
        return LawCard(opened, title_of(name), KINDS[kind], _entry_sections(entry)) if entry else None

    def _rule_sections(self, rule: Mapping[str, Any]) -> tuple[Section, ...]:
        because: Mapping[str, str] = rule["because"]
        sections = [
            Section("Looks at", tuple(fact_words(fact) for fact in rule["facts"])),
            Section("What follows", tuple(dict.fromkeys(row_words(row) for row in rule["rows"]))),
            Section("In a sentence", tuple(dict.fromkeys(because.values()))),
        ]
        sections += [
            Section("Where the law is silent or unclear", (doubt["asks"], doubt["says"], f"Source: {doubt['source']}"))
            for doubt in self._told["doubts"]
            if doubt["id"] in rule["doubts"]
        ]
        return (*sections, *(self._paragraph(citation) for citation in rule["citations"]))

    def _paragraph(self, citation: str) -> Section:
        paragraph = self._told["paragraphs"][citation]
        note = "" if paragraph["verbatim"] else " (a paraphrase)"
        lines = (*paragraph["text"].split("\n\n"), paragraph["release"])
        return Section(f"{citation}{note}", tuple(line for line in lines if line), quoted=True)


def _entry_sections(entry: Mapping[str, str]) -> tuple[Section, ...]:
    dates = " to ".join(part for part in (entry["since"], entry["until"]) if part)
    sections = (
        Section("What it says", (entry["says"],)),
        Section("Value", (entry["value"].replace("_", " "),)),
        Section("Source", (entry["source"],)),
        Section("In force", (dates,) if dates else ()),
    )
    return tuple(section for section in sections if section.lines)


def row_words(row: Mapping[str, Any]) -> str:
    """One row of a rule's table: "Oath: not signed; Period to determine: open. Held: the oath is not signed"."""
    facts = "; ".join(f"{fact_words(fact)}: {value_words(fact, value)}" for fact, value in row["facts"].items())
    follows = "; ".join(effect_words(effect) for effect in row["effects"])
    return f"{facts}. {follows}" if follows.endswith("?") else f"{facts}. {follows}."


def effect_words(effect: Mapping[str, str]) -> str:
    """What follows, in words."""
    code, when = effect["code"], WHEN[effect.get("when", "")]
    if effect["kind"] == "limit":
        return f"Count in part: only {scope_words(effect['scope'])}{when}"
    words = {
        "not_counted": ("Not counted: ", reason_words),
        "hold": ("Held: ", hold_words),
        "mark": ("Marked: ", mark_words),
    }
    start, say = words[effect["kind"]]
    return f"{start}{say(code)}{when}"


def title_of(name: str) -> str:
    """A rule's or position's id as a title: "Oath unsigned"."""
    words = name.replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}"
