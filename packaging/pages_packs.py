"""The tables of docs/packs.md that are made from the code: examples, facts and answers, codes, contests, rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from adjudicator.law.packs.table_cases import CODES
from adjudicator.law.rules.rule import SCOPES
from adjudicator.law.telling.words import (
    contest_code_words,
    fact_words,
    hold_words,
    mark_words,
    reason_words,
    scope_words,
    value_words,
)
from adjudicator.records.facts import FACTS
from adjudicator.resources import EXAMPLES, example_ids, pack, path, read_folder

BEGIN_WITH = "georgia-2020"
"""The pack that the page's example begins with."""

_WORDS: Mapping[str, Callable[[str], str]] = {
    "not_counted": reason_words,
    "hold": hold_words,
    "limit": contest_code_words,
    "mark": mark_words,
}


def examples() -> Iterator[str]:
    """The examples that come with the product, each with the rules that it writes itself."""
    yield "| example | name | what it does | rules of its own |"
    yield "|---|---|---|---|"
    for name in example_ids():
        folder, problems = read_folder(path("law", EXAMPLES, name))
        if folder is None:
            raise ValueError(str(problems[0]))
        own = ", ".join(f"`{rule.id}`" for rule in pack(name).rules if rule.id in folder.own)
        yield f"| `{name}` | {folder.stated.name} | {folder.stated.words['says']} | {own} |"


def facts() -> Iterator[str]:
    """Every fact with its answers, each as it is written and as it is shown."""
    yield "| fact | shown as | answers |"
    yield "|---|---|---|"
    for fact, values in FACTS.items():
        answers = "; ".join(f"`{value}` {value_words(fact, value)}" for value in values)
        yield f"| `{fact}` | {fact_words(fact)} | {answers} |"


def codes() -> Iterator[str]:
    """The codes of every effect."""
    yield "| `then` | `code` |"
    yield "|---|---|"
    for then, each in CODES.items():
        yield f"| `{then}` | {'; '.join(f'`{code}` {_WORDS[then](code)}' for code in each)} |"


def contests() -> Iterator[str]:
    """The sets of contests that a limit can leave."""
    yield "| `contests` | what is left |"
    yield "|---|---|"
    for scope in SCOPES:
        yield f"| `{scope}` | {scope_words(scope)} |"


def rules() -> Iterator[str]:
    """The rules of the pack that the example begins with."""
    yield "| rule | what it says where it applies | law | positions |"
    yield "|---|---|---|---|"
    for rule in pack(BEGIN_WITH).rules:
        says = next(words for kind, words in rule.because.items() if kind not in ("no", "unknown", "ruled"))
        positions = ", ".join(f"`{position}`" for position in rule.positions)
        yield f"| `{rule.id}` | {says} | {'; '.join(rule.citations)} | {positions} |"


BLOCKS: Mapping[str, Callable[[], Iterator[str]]] = {
    "examples": examples,
    "facts": facts,
    "codes": codes,
    "contests": contests,
    "rules": rules,
}
