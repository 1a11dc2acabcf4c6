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
from adjudicator.law.packs.toml_table import Table
from adjudicator.law.rules.rule import BY_MOTION, SCOPES, Effect, Effects, limit
from adjudicator.law.telling.words import CONTEST_CODES, HOLDS, MARKS
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


MOST_CASES = 20_000
"""Cases that one rule may tell apart; every paragraph of Georgia's law needs fewer than 2,000."""

_ENDS: Mapping[str, tuple[str, str]] = {
    "deadline": ("passed", _("once the period is closed nothing keeps this ballot from counting")),
    "ruling": ("do_not_count", _('the board\'s ruling "do not count" would change nothing')),
}
"""The facts that end a hold -> the value for which another row must say what follows, and what is wrong without."""


@dataclass(frozen=True, slots=True)
class When:
    """The cases in which every question has one of these values. `then` is empty where the file is wrong there."""

    table: Table
    values: Mapping[str, frozenset[str]]
    then: str
    code: str
    effects: Effects

    def fits(self, asked: Mapping[str, str]) -> bool:
        """Whether a case, one value for each question, is among those meant."""
        return all(asked[question] in values for question, values in self.values.items())

    def meets(self, other: When, apart_from: str = "") -> bool:
        """Whether some case is meant by both, whatever its value of the question `apart_from`."""
        return all(values & other.values[each] for each, values in self.values.items() if each != apart_from)

    def within(self, other: When) -> bool:
        """Whether every case meant is meant by the other too."""
        return all(values <= other.values[question] for question, values in self.values.items())


def read_when(table: Table, facts: Questions, positions: Questions, paragraphs: Collection[str]) -> When:
    """Read one; a question that it does not name may have any value. `paragraphs` are those that the pack's texts have."""
    table.only(_KEYS)
    named = {**_named(table, "facts", facts, "looks_at"), **_named(table, "choices", positions, "turns_on")}
    values = {each: frozenset(named.get(each, every)) for each, every in {**facts, **positions}.items()}
    then = table.needed("then", _("one of {values}", values=", ".join(CODES)))
    if not table.choose([then] if then else [], tuple(CODES), _("an effect")):
        return When(table, values, "", "", ())
    code = table.needed("code", _("one of {values}", values=", ".join(CODES[then])))
    table.choose([code] if code else [], CODES[then], _("a code for {then}", then=then))
    law = table.needed("law", _("the paragraph it rests on, as the heading in the file of paragraphs has it"))
    _has_text(table, law, paragraphs)
    return When(table, values, then, code, _effects(table, then, code, law))


def _named(table: Table, key: str, questions: Questions, where: str) -> dict[str, tuple[str, ...]]:
    answers = table.answers(key)
    known = table.choose(answers, tuple(questions), _("in the rule's {where}", where=where))
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


def _effects(table: Table, then: str, code: str, law: str) -> Effects:
    if then in ("not_counted", "hold", "mark"):
        if table.text("contests"):
            table.refuse(_("contests has no meaning here"), _('Take it out, or write then = "limit".'))
        return (Effect(then, code, law),)
    scope = table.needed("contests", _("which contests are left; one of {values}", values=", ".join(SCOPES)))
    table.choose([scope] if scope else [], SCOPES, _("a set of contests"))
    return limit(code, scope, law)


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
    if not one.meets(other) or not _excludes(one, other):
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
        after = (each for each in whens if each.then in ("not_counted", "hold") and value in each.values[fact])
        if not any(each.meets(when, fact) for each in after):
            when.table.warn(without, _('Add a row for the same facts with {fact} = "{value}".', fact=fact, value=value))


def _kinds(questions: Questions, whens: Sequence[When]) -> Iterator[str]:
    strong = [when for when in whens if when.then not in ("", "mark")]
    yield from dict.fromkeys(when.then for when in strong)
    if any(when.then == "mark" and not any(when.within(other) for other in strong) for when in whens):
        yield "mark"
    yield from ("no", "unknown")
    if "ruling" in questions or any(when.code == BY_MOTION for when in whens):
        yield "ruled"


def _last(place: str) -> str:
    """The last part of a place: "[[rule.when]] 2"."""
    return place.rpartition(", ")[2]
