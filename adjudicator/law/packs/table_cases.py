"""The rows of a written rule, each a `[[rule.when]]`: the cases it means, what then follows, and what can be wrong with all
of them together: two answers to one case, waiting without end.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import combinations
from math import prod

from adjudicator.law.engine.codes import REASON_ORDER
from adjudicator.law.rules.rule import BY_MOTION, SCOPES, Effect, Effects, levels_scope, limit
from adjudicator.law.telling.words import CONTEST_CODES, HOLDS, MARKS
from adjudicator.records.election import CONTEST_LEVELS
from adjudicator.records.toml_table import Table
from adjudicator.words import _

_KEYS = ("facts", "choices", "then", "code", "contests", "law")

CODES: Mapping[str, Sequence[str]] = {
    "not_counted": REASON_ORDER,
    "hold": tuple(HOLDS),
    "limit": tuple(CONTEST_CODES),
    "mark": tuple(MARKS),
}
"""What can follow, and the codes it can have: those that screens, letters and reports have words for."""

Questions = Mapping[str, Sequence[str]]
"""The facts that a rule looks at and the positions that it turns on, each with all its values."""


TOGETHER = ("hold", "limit")
"""The two effects that one row may have together: the ballot waits, and only some contests can still count."""

MOST_CASES = 20_000
"""Cases that one rule may tell apart; every paragraph of Georgia's law needs fewer than 2,000."""

_ENDS: Mapping[str, tuple[str, str]] = {
    "deadline": ("passed", _("once the period is closed nothing keeps this ballot from counting")),
    "ruling": ("do_not_count", _('the board\'s ruling "do not count" would change nothing')),
}
"""The facts that end a hold -> the value for which another row must say what follows, and what is wrong without."""


_AFTER: Mapping[str, Collection[str]] = {
    "deadline": ("not_counted", "hold", "limit"),
    "ruling": ("not_counted", "hold"),
}
"""The facts that end a hold -> what may then follow: once the period is closed a ballot may still count in part."""


@dataclass(frozen=True, slots=True)
class When:
    """The cases in which every question has one of these values. `then` is empty where the file is wrong there.

    `also` says that it is the second effect of a row whose first stands before it.
    """

    table: Table
    values: Mapping[str, frozenset[str]]
    then: str
    code: str
    effects: Effects
    also: bool = False

    def fits(self, asked: Mapping[str, str]) -> bool:
        """Whether a case, one value for each question, is among those meant."""
        return all(asked[question] in values for question, values in self.values.items())

    def meets(self, other: When, apart_from: str = "") -> bool:
        """Whether some case is meant by both, whatever its value of the question `apart_from`."""
        return all(values & other.values[each] for each, values in self.values.items() if each != apart_from)

    def within(self, other: When) -> bool:
        """Whether every case meant is meant by the other too."""
        return all(values <= other.values[question] for question, values in self.values.items())


@dataclass(frozen=True, slots=True)
class RowVocabulary:
    """What the rows of a rule may name. Names that are `wrong` where the rule lists them are not told again in a row.

    `paragraphs` are those that the pack's texts have, None where that is not known.
    """

    facts: Questions
    positions: Questions
    wrong: frozenset[str]
    paragraphs: Collection[str] | None


def read_whens(table: Table, asked: RowVocabulary) -> tuple[When, ...]:
    """Read a row, as one `When` for each of its effects; a question that it does not name may have any value."""
    table.only(_KEYS)
    named = {
        **_named(table, "facts", asked.facts, "looks_at", asked.wrong),
        **_named(table, "choices", asked.positions, "turns_on", asked.wrong),
    }
    values = {each: frozenset(named.get(each, every)) for each, every in {**asked.facts, **asked.positions}.items()}
    thens = _thens(table)
    codes = _codes(table, thens)
    law = table.needed("law", _("the paragraph it rests on, as the heading in the file of paragraphs has it"))
    if asked.paragraphs is not None:
        _has_text(table, law, asked.paragraphs)
    scope = _scope(table, thens)
    return tuple(
        When(table, values, then, code, _effects(then, code, law, scope), also=at > 0)
        for at, (then, code) in enumerate(zip(thens, codes, strict=True))
    ) or (When(table, values, "", "", ()),)


def _thens(table: Table) -> tuple[str, ...]:
    """What follows: one effect, or two that can stand together; none where the file is wrong there."""
    given = table.needed_one_or_more("then", _("one of {values}", values=", ".join(CODES)))
    known = table.choose(given, tuple(CODES), _("an effect"))
    if len(given) > 1 and len(known) == len(given) and tuple(sorted(given)) != TOGETHER:
        table.refuse(_("these effects cannot stand in one row"), _('Two can: then = ["hold", "limit"].'))
        return ()
    return known if len(known) == len(given) else ()


def _codes(table: Table, thens: Sequence[str]) -> tuple[str, ...]:
    """A code for each effect; one alone is that of both."""
    if not thens:
        return ()
    given = table.needed_one_or_more("code", _("one of {values}", values=", ".join(CODES[thens[0]])))
    codes = given * len(thens) if len(given) == 1 else given
    if given and len(codes) != len(thens):
        table.refuse(_("there is not one code for each effect"), _("Name as many in code as in then, in its order."))
    for then, code in zip(thens, codes, strict=False):
        table.choose([code], CODES[then], _("a code for {then}", then=then))
    return codes if len(codes) == len(thens) else ("",) * len(thens)


def _named(
    table: Table, key: str, questions: Questions, where: str, wrong: Collection[str]
) -> dict[str, tuple[str, ...]]:
    answers = table.answers(key)
    told = [each for each in answers if each not in wrong]
    known = table.choose(told, tuple(questions), _("in the rule's {where}", where=where))
    return {each: table.choose(answers[each], questions[each], _("an answer to {each}", each=each)) for each in known}


def _has_text(table: Table, law: str, paragraphs: Collection[str]) -> None:
    if law and law not in paragraphs:
        near = get_close_matches(law, paragraphs, 1)
        how = _(
            'Write a heading "## {law}" with its words below it in a file that texts in parameters.toml names.', law=law
        )
        if near:
            how = _(
                'Did you mean "{near}"? Otherwise write a heading "## {law}" with its words below it in a file that texts'
                " in parameters.toml names.",
                near=near[0],
                law=law,
            )
        table.refuse(_('no text of this pack has the paragraph "{law}"', law=law), how)


def _effects(then: str, code: str, law: str, scope: str) -> Effects:
    if then in ("not_counted", "hold", "mark"):
        return (Effect(then, code, law),)
    return limit(code, scope, law)


def _scope(table: Table, thens: Sequence[str]) -> str:
    """The contests that a limit leaves: a set that has a name, or those of a list of levels."""
    if "limit" not in thens:
        if thens and table.one_or_more("contests"):
            table.refuse(_("contests has no meaning here"), _('Take it out, or write then = "limit".'))
        return ""
    names = ", ".join(SCOPES)
    why = _("which contests are left; one of {values}, or a list of levels", values=names)
    given = table.needed_one_or_more("contests", why)
    if isinstance(table.keys.get("contests"), list):
        levels = table.choose(given, sorted(CONTEST_LEVELS), _("a level of contests"))
        return levels_scope(levels)
    table.choose(given, SCOPES, _("a set of contests"))
    return given[0] if given else ""


def check_whens(rule: Table, questions: Questions, whens: Sequence[When]) -> tuple[str, ...]:
    """Collect what is wrong with a rule's rows; gives the kinds of sentences that they show (`[rule.because]`)."""
    before = rule.errors
    for when in whens:
        _home(when)
    if prod(len(values) for values in questions.values()) > MOST_CASES:
        rule.refuse(_("it tells too many cases apart"), _("Look at fewer facts, or make two rules of it."))
    elif rule.errors == before:
        _all_are_named(rule, questions, whens)
    for one, other in combinations(whens, 2):
        _agree(one, other)
    for when in whens:
        if when.then == "hold":
            _ends(when, whens)
    return tuple(_kinds(questions, whens))


def _all_are_named(rule: Table, questions: Questions, whens: Sequence[When]) -> None:
    unused = [each for each, all_ in questions.items() if all(when.values[each] == frozenset(all_) for when in whens)]
    if unused:
        what = _("no row says anything of {facts}", facts=", ".join(unused))
        rule.refuse(what, _("Take it out of the rule, or name it in a [[rule.when]]."))


def _agree(one: When, other: When) -> None:
    """Of *not counted*, *hold* and *limit* one case has one; marks may stand beside it, each once."""
    if other.table is one.table or not one.meets(other) or not _excludes(one, other):
        return
    case = ", ".join(f"{each} = {min(values & other.values[each])}" for each, values in one.values.items())
    first, second = f'{one.then} "{one.code}"', f'{other.then} "{other.code}"'
    other.table.refuse(
        _(
            "for {case} it says {second}, and {place} above says {first}",
            case=case,
            second=second,
            place=_last(one.table.place),
            first=first,
        ),
        _("Change the facts of one of the two, so that each case has one answer."),
    )


def _excludes(one: When, other: When) -> bool:
    if "mark" in (one.then, other.then):
        return (one.then, one.code) == (other.then, other.code)
    return bool(one.then and other.then)


def _home(when: When) -> None:
    """Where a voter lives and belongs is settled only for one who is registered (the contract's section 1)."""
    fact = next((fact for fact in ("home", "residence") if fact in when.values), None)
    if fact and when.values.get("registration") != frozenset({"registered"}):
        what = _("{fact} matters only for a voter who is registered", fact=fact)
        when.table.refuse(what, _('Add registration to looks_at, and registration = "registered" to these facts.'))


def _ends(when: When, whens: Sequence[When]) -> None:
    ending = [fact for fact in _ENDS if fact in when.values and _ENDS[fact][0] not in when.values[fact]]
    if not ending:
        remedy = _("Let it turn on deadline, open and passed, or on the board's ruling.")
        when.table.warn(_("it waits and no row ends it"), remedy)
    for fact in ending:
        value, without = _ENDS[fact]
        after = (each for each in whens if each.then in _AFTER[fact] and value in each.values[fact])
        if not any(each.meets(when, fact) for each in after):
            when.table.warn(without, _('Add a row for the same facts with {fact} = "{value}".', fact=fact, value=value))


def _kinds(questions: Questions, whens: Sequence[When]) -> Iterator[str]:
    yield from kinds_of(whens)
    strong = [when for when in whens if when.then not in ("", "mark")]
    if any(when.then == "mark" and not any(when.within(other) for other in strong) for when in whens):
        yield "mark"
    if "ruling" in questions or any(when.code == BY_MOTION for when in whens):
        yield "ruled"


def kinds_of(whens: Sequence[When]) -> tuple[str, ...]:
    """The sentences that some row is sure to show, whatever else is wrong with the rows."""
    strong = (when.then for when in whens if when.then not in ("", "mark") and not when.also)
    return (*dict.fromkeys(strong), "no", "unknown")


def _last(place: str) -> str:
    """The last part of a place: "[[rule.when]] 2"."""
    return place.rpartition(", ")[2]
