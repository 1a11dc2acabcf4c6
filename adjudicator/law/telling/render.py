"""A pack laid open: as plain text for a person, in lines of at most 100 characters, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from textwrap import fill
from typing import Any

from adjudicator.law.rules.pack import Pack, Paragraph, Parameter
from adjudicator.law.rules.position import Doubt, Position
from adjudicator.law.rules.rule import Effects, Rule
from adjudicator.law.telling.span_words import span_of
from adjudicator.law.telling.words import effect_words, fact_words, value_words
from adjudicator.records.facts import FACTS, OF_PACKS
from adjudicator.words import Language, Words, _, beside, said, told
from adjudicator.words.sentence import made

WIDTH = 100


def render_summary(pack: Pack, default: str) -> str:
    """A pack in a list of packs; `default` is the one that a new case takes unless another is chosen."""
    name = _("{pack} (default)", pack=pack.id) if pack.id == default else pack.id
    heading, dates = beside(name, told(pack.name), by=": "), (_under(each) for each in dates_words(pack))
    return beside(heading, _under(told(pack.says)), *dates, f"  {pack.digest}", by="\n")


def render(pack: Pack) -> str:
    """A whole pack: what it is, facts and answers, rules in the law's own order, parameters, positions, paragraphs."""
    head = [told(pack.name), f"{pack.id}, {pack.digest}", *dates_words(pack), "", _wrapped(told(pack.says))]
    if pack.differs:
        head += ["", _("WHERE IT DIFFERS FROM THE STATUTE"), "", _wrapped(told(pack.differs))]
    parts = (
        (_("FACTS, each with its answers as they are written and as they are shown"), _facts(pack)),
        (_("RULES, in the law's own order"), _each(_rule(rule) for rule in pack.rules)),
        (_("PARAMETERS"), _each(_parameter(each) for each in pack.parameters)),
        (
            _("POSITIONS, where the law is silent or unclear; * is the choice in force"),
            _each(map(_position, pack.positions)),
        ),
        (_("DOUBTS that no choice here settles"), _each(map(_doubt, pack.doubts))),
        (_("PARAGRAPHS that the rules cite"), _each(map(_paragraph, pack.paragraphs.values()))),
    )
    filled = [(heading, list(lines)) for heading, lines in parts]
    return made(_page, (*head, *(line for heading, lines in filled if lines for line in ("", heading, *lines))))


def _each(entries: Iterable[Iterable[str]]) -> Iterator[str]:
    for entry in entries:
        yield ""
        yield from entry


def dates_words(pack: Pack) -> Iterator[str]:
    """Between what a pack is the law, as a line; none where it does not say."""
    if span := span_of(pack):
        yield _("The law {span}.", span=span)


def facts_asked(pack: Pack) -> dict[str, tuple[str, ...]]:
    """The facts that are asked under a pack, with their answers: those of every law, and what its own rules look at."""
    looked_at = {fact for rule in pack.rules for fact in rule.facts}
    return {fact: values for fact, values in FACTS.items() if fact not in OF_PACKS or fact in looked_at}


def _facts(pack: Pack) -> Iterator[str]:
    for fact, values in facts_asked(pack).items():
        yield ""
        yield beside(fact, fact_words(fact), by=": ")
        yield from (beside(f"  - {value}", value_words(fact, value), by=": ") for value in values)


def _rule(rule: Rule) -> Iterator[str]:
    yield rule.id
    yield beside("  ", _("looks at: {facts}", facts=", ".join(rule.facts)), by="")
    yield _under(_("law: {citations}", citations="; ".join(rule.citations)))
    if rule.positions:
        yield _under(_("position: {positions}", positions=", ".join(rule.positions)))
    yield from dict.fromkeys(_row(rule, row, effects) for row, effects in rule.rows.items())


def _row(rule: Rule, row: tuple[str, ...], effects: Effects) -> str:
    answers = zip(rule.facts, row, strict=True)
    where = beside(*(beside(fact_words(fact), value_words(fact, value), by=": ") for fact, value in answers), by="; ")
    what = beside(*(beside(effect_words(asdict(effect)), f"({effect.code})") for effect in effects), by="; ")
    return _wrapped(beside(where, what, by=" -> "), "  - ", "    ")


def _parameter(each: Parameter) -> Iterator[str]:
    yield f"{each.id} = {each.value}"
    yield _under(told(each.says))
    yield _under(_source(each.source))


def _position(position: Position) -> Iterator[str]:
    """A position with its doubt, the choice in force marked, and the motion that took it."""
    motion = position.motion
    yield f"{position.id} = {position.value}"
    for words in (told(position.asks), told(position.doubt), _source(position.source)):
        yield _under(words)
    for choice in position.choices:
        sign = "*" if choice.value == position.value else "-"
        yield _wrapped(beside(f"{sign} {choice.value}", told(choice.says), by=": "), "  ", "    ")
    by = (
        _("Motion {number} of {date}: {text}", number=motion.number, date=motion.date, text=motion.text)
        if motion
        else _("No motion of the board: the default.")
    )
    yield _under(by)


def _doubt(doubt: Doubt) -> Iterator[str]:
    """A doubt on which there is no position, with what is done all the same."""
    yield doubt.id
    for words in (told(doubt.asks), told(doubt.doubt), _source(doubt.source), told(doubt.says)):
        yield _under(words)


def _paragraph(each: Paragraph) -> Iterator[str]:
    yield each.citation
    edition = each.release
    yield _under(
        _("{edition}, verbatim", edition=edition) if each.verbatim else _("{edition}, a paraphrase", edition=edition)
    )
    yield f"  sha256 {each.sha256}"


def _source(source: str) -> Words:
    return _("Source: {source}.", source=told(source))


def _under(words: str) -> Words:
    return _wrapped(words, "  ", "  ")


def _wrapped(words: str, first: str = "", rest: str = "") -> Words:
    """Words in lines of at most the width, in whichever language they are said."""
    return made(_in_lines, words, first, rest)


def _in_lines(language: Language, words: str, first: str, rest: str) -> str:
    whole = said(words, language)
    return fill(whole, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def _page(language: Language, lines: tuple[str, ...]) -> str:
    return "".join(f"{said(line, language)}\n" for line in lines)


def summary(pack: Pack) -> dict[str, Any]:
    """What a pack is called, what it does in one sentence, and its digest."""
    return {"rules": pack.id, "name": pack.name, "says": pack.says, "digest": pack.digest}


def describe(pack: Pack) -> dict[str, Any]:
    """The pack as an object for `adjudicator rules PACK --json`, rules in the law's own order."""
    return {
        **summary(pack),
        "since": pack.since,
        "until": pack.until,
        "begun_by": pack.begun_by,
        "ended_by": pack.ended_by,
        "facts": {fact: list(values) for fact, values in facts_asked(pack).items()},
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
        "because": {kind: str(sentence) for kind, sentence in rule.because.items()},
        "rows": [
            {
                "facts": dict(zip(rule.facts, row, strict=True)),
                "effects": [{name: value for name, value in asdict(effect).items() if value} for effect in effects],
            }
            for row, effects in rule.rows.items()
        ],
    }
