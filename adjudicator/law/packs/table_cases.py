"""One `[[rule.when]]` of a written rule: the cases it means, and what then follows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from adjudicator.law.engine.codes import REASON_ORDER
from adjudicator.law.packs.toml_table import Table
from adjudicator.law.rules.rule import SCOPES, Effect, Effects, limit
from adjudicator.law.telling.words import CONTEST_CODES, HOLDS, MARKS

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
    then = table.needed("then", f"one of {', '.join(CODES)}")
    if not table.choose([then] if then else [], tuple(CODES), "an effect"):
        return When(table, values, "", "", ())
    code = table.needed("code", f"one of {', '.join(CODES[then])}")
    table.choose([code] if code else [], CODES[then], f"a code for {then}")
    law = table.needed("law", "the paragraph it rests on, as the heading in the file of paragraphs has it")
    _has_text(table, law, paragraphs)
    return When(table, values, then, code, _effects(table, then, code, law))


def _named(table: Table, key: str, questions: Questions, where: str) -> dict[str, tuple[str, ...]]:
    answers = table.answers(key)
    known = table.choose(answers, tuple(questions), f"in the rule's {where}")
    return {each: table.choose(answers[each], questions[each], f"an answer to {each}") for each in known}


def _has_text(table: Table, law: str, paragraphs: Collection[str]) -> None:
    if law and law not in paragraphs:
        near = get_close_matches(law, paragraphs, 1)
        asked = f'Did you mean "{near[0]}"? Otherwise write' if near else "Write"
        table.refuse(
            f'no text of this pack has the paragraph "{law}"',
            f'{asked} a heading "## {law}" with its words below it in a file that texts in parameters.toml names.',
        )


def _effects(table: Table, then: str, code: str, law: str) -> Effects:
    if then in ("not_counted", "hold", "mark"):
        if table.text("contests"):
            table.refuse("contests has no meaning here", 'Take it out, or write then = "limit".')
        return (Effect(then, code, law),)
    scope = table.needed("contests", f"which contests are left; one of {', '.join(SCOPES)}")
    table.choose([scope] if scope else [], SCOPES, "a set of contests")
    return limit(code, scope, law)
