"""A pack laid open: its rules with facts, effects and citations, its parameters, and the doubts of law."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from textwrap import fill
from typing import Any

from adjudicator.law.pack import Pack, Parameter
from adjudicator.law.position import Doubt, Position
from adjudicator.law.rule import FEDERAL_CONTEST, NOTHING_LEFT, TOO_LATE_CONTEST, Effects, Rule
from adjudicator.law.words import fact_words, value_words
from adjudicator.records.facts import FACTS

_WHEN: Mapping[str, str] = {
    "": "",
    FEDERAL_CONTEST: ", where the election has a federal contest",
    TOO_LATE_CONTEST: ", where there are such contests on the ballot",
    NOTHING_LEFT: ", where the limits leave no contest",
}


def summary(pack: Pack) -> dict[str, Any]:
    """What a pack is called, what it does in one sentence, and its digest."""
    return {"rules": pack.id, "name": pack.name, "says": pack.says, "digest": pack.digest}


def render_summary(pack: Pack, default: str) -> str:
    """The same as plain text; `default` is the pack that a new case takes unless another is chosen."""
    usual = " (default)" if pack.id == default else ""
    says = fill(pack.says, 100, initial_indent="  ", subsequent_indent="  ")
    return f"{pack.id}{usual}: {pack.name}\n{says}\n  {pack.digest}"


def describe(pack: Pack) -> dict[str, Any]:
    """The pack as an object for `adjudicator rules PACK --json`, rules in the law's own order."""
    return {
        **summary(pack),
        "since": pack.since,
        "until": pack.until,
        "facts": {fact: list(values) for fact, values in FACTS.items()},
        "table": [_described(rule) for rule in pack.rules],
        "parameters": [asdict(parameter) for parameter in pack.parameters],
        "doubts": [_doubt(position) for position in pack.positions],
        "unsettled": [asdict(doubt) for doubt in pack.doubts],
        "differs": pack.differs,
        "paragraphs": {each.citation: {**asdict(each), "sha256": each.sha256} for each in pack.paragraphs.values()},
    }


def _doubt(position: Position) -> dict[str, Any]:
    return {**asdict(position), "default": position.default, "says": position.says}


def _described(rule: Rule) -> dict[str, Any]:
    return {
        "rule": rule.id,
        "facts": list(rule.facts),
        "citations": list(rule.citations),
        "doubts": list(rule.positions),
        "because": dict(rule.because),
        "rows": [
            {
                "facts": dict(zip(rule.facts, row, strict=True)),
                "effects": [{name: value for name, value in asdict(effect).items() if value} for effect in effects],
            }
            for row, effects in rule.rows.items()
        ],
    }


def render(pack: Pack) -> str:
    """The pack as plain text for a person, lines of at most 100 characters."""
    head = [pack.name, f"{pack.id}, {pack.digest}", *dates_words(pack), ""]
    if pack.differs:
        head += ["WHERE IT DIFFERS FROM THE STATUTE", "", fill(pack.differs, 100), ""]
    head.append("RULES, in the law's own order")
    rules = [line for rule in pack.rules for line in ("", *_rendered(rule))]
    parameters = ["", "PARAMETERS", *_listed(pack.parameters)]
    doubts = ["", "WHERE THE LAW IS SILENT OR UNCLEAR", *(line for each in pack.positions for line in _position(each))]
    doubts += _unsettled(pack.doubts)
    return "\n".join(head + rules + parameters + doubts) + "\n"


def dates_words(pack: Pack) -> list[str]:
    """Between what a pack is the law, as a line; none where it does not say."""
    since, until = f"since {pack.since}" if pack.since else "", f"until {pack.until}" if pack.until else ""
    return [f"The law {' '.join(part for part in (since, until) if part)}."] if since or until else []


def _rendered(rule: Rule) -> list[str]:
    facts = ", ".join(fact_words(fact) for fact in rule.facts)
    lines = [rule.id, f"  looks at: {facts}", f"  law: {'; '.join(rule.citations)}"]
    if rule.positions:
        lines.append(f"  position: {', '.join(rule.positions)}")
    return lines + list(dict.fromkeys(_row(rule, row, effects) for row, effects in rule.rows.items()))


def _row(rule: Rule, row: tuple[str, ...], effects: Effects) -> str:
    where = "; ".join(
        f"{fact_words(fact)}: {value_words(fact, value)}" for fact, value in zip(rule.facts, row, strict=True)
    )
    what = ", ".join(f"{effect.kind.replace('_', ' ')} ({effect.code}{_WHEN[effect.when]})" for effect in effects)
    return fill(f"{where} -> {what}", 100, initial_indent="  - ", subsequent_indent="    ")


def _listed(parameters: Iterable[Parameter]) -> list[str]:
    lines: list[str] = []
    for each in parameters:
        lines += ["", f"{each.id} = {each.value}", _indented(each.says), _indented(f"Source: {each.source}.")]
    return lines


def _position(position: Position) -> list[str]:
    """A position with its doubt, the choice in force marked, and the motion that took it."""
    motion = position.motion
    by = f"Motion {motion.number} of {motion.date}: {motion.text}" if motion else "No motion of the board: the default."
    choices = [
        _indented(f"{'*' if choice.value == position.value else '-'} {choice.value}: {choice.says}")
        for choice in position.choices
    ]
    doubt = [_indented(position.asks), _indented(position.doubt), _indented(f"Source: {position.source}.")]
    return ["", f"{position.id} = {position.value}", *doubt, *choices, _indented(by)]


def _unsettled(doubts: Iterable[Doubt]) -> list[str]:
    """The doubts on which there is no position, each with what is done all the same."""
    lines: list[str] = []
    for each in doubts:
        lines += ["", each.id, *map(_indented, (each.asks, each.doubt, f"Source: {each.source}.", each.says))]
    return ["", "DOUBTS THAT NO CHOICE HERE SETTLES", *lines] if lines else []


def _indented(words: str) -> str:
    return fill(words, 100, initial_indent="  ", subsequent_indent="  ")
