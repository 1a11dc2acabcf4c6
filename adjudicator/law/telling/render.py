"""A pack laid open: as plain text for a person, in lines of at most 100 characters, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from textwrap import fill
from typing import Any

from adjudicator.law.rules.pack import Pack, Paragraph, Parameter
from adjudicator.law.rules.position import Doubt, Position
from adjudicator.law.rules.rule import Effects, Rule
from adjudicator.law.telling.words import effect_words, fact_words, value_words
from adjudicator.records.facts import FACTS

WIDTH = 100


def render_summary(pack: Pack, default: str) -> str:
    """A pack in a list of packs; `default` is the one that a new case takes unless another is chosen."""
    usual = " (default)" if pack.id == default else ""
    return "\n".join((f"{pack.id}{usual}: {pack.name}", *_under(pack.says), f"  {pack.digest}"))


def render(pack: Pack) -> str:
    """A whole pack: what it is, facts and answers, rules in the law's own order, parameters, positions, paragraphs."""
    head = [pack.name, f"{pack.id}, {pack.digest}", *dates_words(pack), "", fill(pack.says, WIDTH)]
    if pack.differs:
        head += ["", "WHERE IT DIFFERS FROM THE STATUTE", "", fill(pack.differs, WIDTH)]
    parts = (
        ("FACTS, each with its answers as they are written and as they are shown", _facts()),
        ("RULES, in the law's own order", _each(_rule(rule) for rule in pack.rules)),
        ("PARAMETERS", _each(_parameter(each) for each in pack.parameters)),
        (
            "POSITIONS, where the law is silent or unclear; * is the choice in force",
            _each(map(_position, pack.positions)),
        ),
        ("DOUBTS that no choice here settles", _each(map(_doubt, pack.doubts))),
        ("PARAGRAPHS that the rules cite", _each(map(_paragraph, pack.paragraphs.values()))),
    )
    filled = [(heading, list(lines)) for heading, lines in parts]
    return "\n".join([*head, *(line for heading, lines in filled if lines for line in ("", heading, *lines))]) + "\n"


def _each(entries: Iterable[Iterable[str]]) -> Iterator[str]:
    for entry in entries:
        yield ""
        yield from entry


def dates_words(pack: Pack) -> Iterator[str]:
    """Between what a pack is the law, as a line; none where it does not say."""
    since, until = f"since {pack.since}" if pack.since else "", f"until {pack.until}" if pack.until else ""
    if since or until:
        yield f"The law {' '.join(part for part in (since, until) if part)}."


def _facts() -> Iterator[str]:
    for fact, values in FACTS.items():
        yield ""
        yield f"{fact}: {fact_words(fact)}"
        yield from (f"  - {value}: {value_words(fact, value)}" for value in values)


def _rule(rule: Rule) -> Iterator[str]:
    yield rule.id
    yield f"  looks at: {', '.join(rule.facts)}"
    yield from _under(f"law: {'; '.join(rule.citations)}")
    if rule.positions:
        yield from _under(f"position: {', '.join(rule.positions)}")
    yield from dict.fromkeys(_row(rule, row, effects) for row, effects in rule.rows.items())


def _row(rule: Rule, row: tuple[str, ...], effects: Effects) -> str:
    where = "; ".join(
        f"{fact_words(fact)}: {value_words(fact, value)}" for fact, value in zip(rule.facts, row, strict=True)
    )
    what = "; ".join(f"{effect_words(asdict(effect))} ({effect.code})" for effect in effects)
    return fill(f"{where} -> {what}", WIDTH, initial_indent="  - ", subsequent_indent="    ")


def _parameter(each: Parameter) -> Iterator[str]:
    yield f"{each.id} = {each.value}"
    yield from _under(each.says)
    yield from _under(f"Source: {each.source}.")


def _position(position: Position) -> Iterator[str]:
    """A position with its doubt, the choice in force marked, and the motion that took it."""
    motion = position.motion
    yield f"{position.id} = {position.value}"
    for words in (position.asks, position.doubt, f"Source: {position.source}."):
        yield from _under(words)
    for choice in position.choices:
        sign = "*" if choice.value == position.value else "-"
        yield fill(f"{sign} {choice.value}: {choice.says}", WIDTH, initial_indent="  ", subsequent_indent="    ")
    by = f"Motion {motion.number} of {motion.date}: {motion.text}" if motion else "No motion of the board: the default."
    yield from _under(by)


def _doubt(doubt: Doubt) -> Iterator[str]:
    """A doubt on which there is no position, with what is done all the same."""
    yield doubt.id
    for words in (doubt.asks, doubt.doubt, f"Source: {doubt.source}.", doubt.says):
        yield from _under(words)


def _paragraph(each: Paragraph) -> Iterator[str]:
    yield each.citation
    yield from _under(f"{each.release}, {'verbatim' if each.verbatim else 'a paraphrase'}")
    yield f"  sha256 {each.sha256}"


def _under(words: str) -> Iterator[str]:
    yield fill(words, WIDTH, initial_indent="  ", subsequent_indent="  ")


def summary(pack: Pack) -> dict[str, Any]:
    """What a pack is called, what it does in one sentence, and its digest."""
    return {"rules": pack.id, "name": pack.name, "says": pack.says, "digest": pack.digest}


def describe(pack: Pack) -> dict[str, Any]:
    """The pack as an object for `adjudicator rules PACK --json`, rules in the law's own order."""
    return {
        **summary(pack),
        "since": pack.since,
        "until": pack.until,
        "facts": {fact: list(values) for fact, values in FACTS.items()},
        "table": [_described(rule) for rule in pack.rules],
        "parameters": [asdict(parameter) for parameter in pack.parameters],
        "doubts": [_position_of(position) for position in pack.positions],
        "unsettled": [asdict(doubt) for doubt in pack.doubts],
        "differs": pack.differs,
        "paragraphs": {each.citation: {**asdict(each), "sha256": each.sha256} for each in pack.paragraphs.values()},
    }


def _position_of(position: Position) -> dict[str, Any]:
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
