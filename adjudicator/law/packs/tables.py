"""Rules that are written as tables in a pack's folder, so that a pack can be added without a programmer.

`rules.toml` says with which pack it begins, which of its rules it leaves out, which paragraph is cited in place of which,
and adds rules of its own: one of a known id stands in place of that rule, any other after the one that `after` names, or
last. What is wrong is collected, every mistake of the file at once; `docs/packs.md` explains each key.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import product

from adjudicator.law.packs.parameters import id_of
from adjudicator.law.packs.table_cases import Questions, RowVocabulary, When, check_whens, kinds_of, read_whens
from adjudicator.law.rules.rule import Effects, Provision
from adjudicator.records.facts import FACTS
from adjudicator.records.toml_table import Table, meant
from adjudicator.words import _, beside

_FILE_KEYS = ("begins_with", "leaves_out", "in_place_of", "rule")
_RULE_KEYS = ("id", "after", "looks_at", "turns_on", "because", "when")
_SENTENCES = ("not_counted", "hold", "limit", "mark", "no", "unknown", "ruled")


@dataclass(frozen=True, slots=True)
class Base:
    """The rules that a pack begins with, and the choices that their positions have: position -> values."""

    rules: tuple[Provision, ...]
    choices: Questions


@dataclass(frozen=True, slots=True)
class PackVocabulary:
    """What the pack's own rules can name: its positions with their choices, and the paragraphs that its texts have.

    Where it is not `whole`, because the file that states them has mistakes, a rule may name others, too.
    """

    choices: Questions
    paragraphs: Collection[str]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class PackRules:
    """A pack's rules in the law's order. `own` are the ids of those that its file has; the others are carried over."""

    rules: tuple[Provision, ...]
    own: frozenset[str]


def rewritten(file: Table, base: Base, ground: PackVocabulary) -> PackRules:
    """The rules of the pack that a file begins with, changed as the file has it."""
    file.only(_FILE_KEYS)
    ids = [each.id for each in base.rules]
    left_out = file.choose(file.texts("leaves_out"), ids, _("a rule of {pack}", pack=file.text("begins_with")))
    rules = _cited_anew(file, [each for each in base.rules if each.id not in left_out], base.choices)
    own = set[str]()
    for table in file.tables("rule"):
        name = id_of(table, "wrong_county")
        if name in own:
            table.refuse(
                _("a rule above has this id too"), _("Join the two: an id has one [[rule]], with a row for each case.")
            )
        elif name in left_out:
            table.refuse(
                _("leaves_out names it"), _("Take it out of leaves_out: a rule takes the place of one with its id.")
            )
        own.add(name)
        rule = _rule(table, name, ground)
        if rule:
            _place(rules, rule, table)
    return PackRules(tuple(rules), frozenset(own))


def citations_of(rule: Provision, choices: Questions) -> tuple[str, ...]:
    """Every paragraph that a rule cites, whichever choices of its positions are taken."""
    taken = product(*(choices[position] for position in rule.turns_on))
    found = (rule.under(dict(zip(rule.turns_on, values, strict=True))).citations for values in taken)
    return tuple(dict.fromkeys(citation for each in found for citation in each))


def _rule(table: Table, name: str, ground: PackVocabulary) -> Provision | None:
    """One rule, None where something is wrong with it: every mistake is told, and none that only follows from another."""
    before = table.errors
    table.only(_RULE_KEYS)
    facts, meant_facts = _named_in(table, "looks_at", FACTS, _("a fact"))
    choices = ground.choices if ground.whole else {}
    positions, meant_positions = _named_in(table, "turns_on", choices, _("a position of this pack"), whole=ground.whole)
    unread = not facts and table.errors > before  # then a row may name any fact there is
    whens = table.tables("when")
    if table.errors == before and not facts:
        table.refuse(_("it looks at no fact"), beside(_('Add looks_at = ["..."].'), meant("", FACTS)))
    if table.errors == before and not whens:
        table.refuse(
            _("it never says what follows"), _("Add at least one [[rule.when]] with facts, then, code and law.")
        )
    asked = RowVocabulary(
        {fact: FACTS[fact] for fact in (FACTS if unread else (*facts, *meant_facts.known))},
        {each: ground.choices[each] for each in (*positions, *meant_positions.known)},
        meant_facts.wrong | meant_positions.wrong,
        ground.paragraphs if ground.whole else None,
    )
    rows = [row for when in whens for row in read_whens(when, asked)]
    sound = table.errors == before
    wanted = check_whens(table, {**asked.facts, **asked.positions}, rows) if sound else kinds_of(rows)
    because = _because(table, wanted)
    if table.errors > before:
        return None
    return Provision(name, _function(facts, rows), facts, positions, because=because)


@dataclass(frozen=True, slots=True)
class _Meant:
    """Of names that are wrong: those that were meant by them, and those wrong ones that a row may repeat."""

    known: tuple[str, ...]
    wrong: frozenset[str]


def _named_in(
    table: Table, key: str, allowed: Mapping[str, Sequence[str]], what: str, *, whole: bool = True
) -> tuple[tuple[str, ...], _Meant]:
    """The names of a list, and what is meant by those that are wrong: a row that names one is no mistake of its own."""
    given = table.texts(key)
    wrong = [each for each in given if each not in allowed]
    known = table.choose(given if whole else (each for each in given if each in allowed), allowed, what)
    near = [name for each in wrong for name in get_close_matches(each, allowed, 1) if name not in known]
    return known, _Meant(tuple(dict.fromkeys(near)), frozenset(wrong))


def _because(table: Table, wanted: Sequence[str]) -> Mapping[str, str]:
    """The rule's sentences; `wanted` are those that some case shows."""
    told = table.part(table.words("because"), "[rule.because]")
    told.only(_SENTENCES)
    for kind in wanted:
        told.needed(kind, _("one plain sentence, as a voter would understand it"))
    return {kind: told.text(kind) for kind in told.keys if kind in _SENTENCES}


def _function(facts: Sequence[str], rows: Sequence[When]) -> Callable[..., Effects]:
    def effects(*values: str, **taken: str) -> Effects:
        asked = {**dict(zip(facts, values, strict=True)), **taken}
        return tuple(effect for row in rows if row.fits(asked) for effect in row.effects)

    return effects


def _place(rules: list[Provision], rule: Provision, table: Table) -> None:
    ids = [each.id for each in rules]
    after = table.text("after")
    if rule.id in ids:
        rules[ids.index(rule.id)] = rule
        if after:
            table.refuse(
                _("after has no meaning"), _("Take it out: a rule in place of another keeps that one's place.")
            )
    elif after in ids:
        rules.insert(ids.index(after) + 1, rule)
    else:
        table.choose([after] if after else [], ids, _("a rule that stands before this one"))
        rules.append(rule)


def _cited_anew(file: Table, rules: Sequence[Provision], choices: Questions) -> list[Provision]:
    """The rules carried over, citing this pack's paragraphs where the file names one in place of another."""
    instead = file.words("in_place_of")
    cited = {rule.id: citations_of(rule, choices) for rule in rules}
    known = sorted({citation for each in cited.values() for citation in each})
    file.part({}, "[in_place_of]").choose(instead, known, _("a paragraph that a rule carried over cites"))
    return [_citing(rule, instead) if instead.keys() & set(cited[rule.id]) else rule for rule in rules]


def _citing(rule: Provision, instead: Mapping[str, str]) -> Provision:
    def effects(*values: str, **taken: str) -> Effects:
        given = rule.function(*values, **taken)
        return tuple(
            replace(
                effect,
                citation=instead.get(effect.citation, effect.citation),
                ground=instead.get(effect.ground, effect.ground),
            )
            for effect in given
        )

    return replace(rule, function=effects)
