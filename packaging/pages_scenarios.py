"""The page docs/scenarios.md: the tables in tests/scenarios in plain words, for people who know the law and not the code."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from scenario_words import AS_BY_STATUTE, LAWS, Told, by_law, facts_of, laws_head, moment, outcome_of, row

from adjudicator.law.rules.position import Position
from adjudicator.law.telling.words import fact_words, value_words
from adjudicator.resources import PACK_IDS, pack, path
from ui.desks.setup.positions import title_of

ROOT = Path(__file__).resolve().parents[1]
TABLES = ROOT / "tests" / "scenarios"
DEFINITIONS = (path("practice"), ROOT / "docs" / "definitions", TABLES)

FRONT = """\
# What follows, situation by situation

<!-- Made by packaging/pages.py from tests/scenarios. Change a table there and run it again; do not edit this page. -->

This page is for county counsel and for everybody who knows the law and does not read programs. It says what the program
makes of situations that come up with provisional ballots, under each law that it knows. Nothing on it is only claimed:
every line is tried on the program itself each time anything in it changes, and a line that the program does not follow
would stop the change. What the program does not do yet is said beside the line. The rules themselves are laid open in
[the rules](law.md).

- The laws: {laws}. *As by the statute* means: as under the first of them.
- Sources are sections of O.C.G.A. Title 21, chapter 2, unless another law is named.
- *Count in part: 16 of 21 contests* means that 16 of the 21 contests on the ballot that was cast are counted.
- Unless a situation says otherwise: Gwinnett County's general election of Tuesday, November 3, 2020, with a federal
  candidate on the ballot; the voter is a citizen of full age, registered in time, lives at the listed address, voted at
  10:00 a.m. at the polling place of the own precinct, showed a photo ID, signed the oath and cast no other vote.

To add a situation, or to change what one should lead to, edit `tests/scenarios/situations.toml`: its head explains how.
This is not legal advice. County counsel confirms what is expected here before use.
"""

SINGLE = """\
## Facts already established

The same questions asked the other way about: here the facts are given one by one, as a worker would have answered, and the
table says what the rules make of them.
"""

SILENT = """\
## Where the law is silent

What the board of registrars may decide, and what each choice leads to. The first choice is taken until the board records a
motion that takes another (in the program: Setup, tab *Rules*).
"""

UNSETTLED = """\
## Where the law is silent and the board has no choice in the program

No fact of the program turns on these, so no motion is asked for: what it makes of such an envelope, and what to do.
"""

CITED = """\
## Paragraphs that a rule cites

For each paragraph that a rule cites one case to which the rule applies, one to which it does not, and one of which it cannot
be told yet. No fact of a case could be left out.
"""

DATED = """\
## Days and hours

Before it, on it and after it: what the fact that turns on it then is, and what follows.
"""


def scenarios_page() -> str:
    """The whole page as Markdown."""
    laws = "; ".join(f"*{pack(name).name}*" for name in LAWS)
    parts = (FRONT.format(laws=laws), *_situations(), *_silent(), *_dates(), *_single(), *_citations())
    return "\n".join(parts).rstrip() + "\n"


@cache
def _table(name: str, kind: str) -> list[Told]:
    return tomllib.loads((TABLES / f"{name}.toml").read_text(encoding="utf-8"))[kind]


@cache
def _titles(election: str) -> Mapping[str, str]:
    """Contest -> its title in an election."""
    file = next(folder / f"{election}.json" for folder in DEFINITIONS if (folder / f"{election}.json").exists())
    contests = json.loads(file.read_text(encoding="utf-8"))["contests"]
    return {each["contest_id"]: each["title"] for each in contests}


def _titles_of(situation: Told) -> Mapping[str, str]:
    return _titles(situation.get("election", "gwinnett-2020"))


def _number(situation: Told) -> str:
    return f"{situation['number']}{situation.get('letter', '')}"


def _situations() -> Iterator[str]:
    yield "## Situations"
    for situation in _table("situations", "situation"):
        if "part" in situation:
            yield f"\n### {situation['part']}\n"
            yield from laws_head("no.", "situation", after=("law",))
        yield row(_number(situation), _told(situation), *_expected(situation), situation["source"])
    yield ""


def _told(situation: Told) -> str:
    """The situation, what the program makes of papers, roll and clock by itself, and what the expectation rests on."""
    notes = [situation["says"]]
    if "makes" in situation:
        notes.append(f"*The program works out: {facts_of(situation['makes'])}.*")
    if "position" in situation:
        title = title_of(situation["position"])
        anchor = title.lower().replace("'", "").replace(" ", "-")
        notes.append(f"*The law is silent here: [{title}](#{anchor}).*")
    if "doubt" in situation:
        link = f"[{title_of(situation['doubt'])}](#{situation['doubt'].replace('_', '-')})"
        notes.append(f"*The law is silent here, and the program has no choice for the board: {link}.*")
    return "<br>".join(notes) + _not_yet(situation, "<br>")


def _expected(situation: Told) -> tuple[str, ...]:
    if "not_for_the_rules" in situation:
        return (f"No matter of these rules. {situation['not_for_the_rules']}", *(AS_BY_STATUTE for _ in LAWS[1:]))
    return by_law(situation["expect"], _titles_of(situation))


def _silent() -> Iterator[str]:
    yield SILENT
    positions = {each.id: each for name in reversed(PACK_IDS) for each in pack(name).positions}
    for position in sorted(positions.values(), key=lambda each: each.id):
        laws = [name for name in LAWS if position.id in pack(name).choices]
        only = "" if len(laws) == len(LAWS) else f" Arises under: {', '.join(pack(name).name for name in laws)}."
        yield f"### {title_of(position.id)}\n"
        yield f"{position.asks} {position.doubt} ({position.source}.){only}\n"
        yield from _choices(position, laws)
        yield ""
    yield from _unsettled()


def _unsettled() -> Iterator[str]:
    yield UNSETTLED
    doubts = {each.id: each for name in reversed(PACK_IDS) for each in pack(name).doubts}
    for doubt in doubts.values():
        numbers = (_number(each) for each in _table("situations", "situation") if each.get("doubt") == doubt.id)
        yield f"### {title_of(doubt.id)}\n"
        yield f"{doubt.asks} {doubt.doubt} ({doubt.source}.)\n"
        yield f"- {doubt.says} Situation {', '.join(numbers)}.\n"


def _choices(position: Position, laws: list[str]) -> Iterator[str]:
    situations = [each for each in _table("situations", "situation") if each.get("position") == position.id]
    for place, choice in enumerate(position.choices):
        taken = " *(taken unless the board moves)*" if place == 0 else ""
        yield f"- **{choice.says}**{taken}"
        for situation in situations:
            told = situation["expect"] if place == 0 else situation.get("otherwise", {}).get(choice.value, {})
            if told:
                yield f"  - Situation {_number(situation)}: {_followed(told, laws, _titles_of(situation))}"


def _followed(told: Told, laws: list[str], contests: Mapping[str, str]) -> str:
    """What follows, law by law where it is not the same under all that know the position."""
    said = {
        name: outcome_of(told[name if name in told else "every"], contests) for name in laws if _is_told(told, name)
    }
    if len(set(said.values())) == 1:
        only = "" if len(said) == len(laws) else f" ({', '.join(pack(name).name for name in said)})"
        return next(iter(said.values())) + only
    return " ".join(f"{pack(name).name}: {words}" for name, words in said.items())


def _is_told(told: Told, name: str) -> bool:
    return name in told or "every" in told


def _dates() -> Iterator[str]:
    yield DATED
    for each in _table("dates", "date"):
        yield f"### {each['name']}\n"
        yield f"{each['says']} Law: {each['source']}. The day: {moment(each['falls_on'])}.{_not_yet(each, ' ')}\n"
        yield from laws_head("when", fact_words(each["fact"]))
        for case in each["case"]:
            yield row(moment(case["at"]), _then(each["fact"], case), *by_law(case["then"]))
        yield ""


def _then(fact: str, case: Told) -> str:
    """What the fact is at a moment, and by which answer of the screen where a person answers."""
    value = value_words(fact, case["is"]) if case["is"] else "not worked out: a person is asked"
    answered = f'<br>*answered: "{case["answer"]}"*' if "answer" in case else ""
    return value + answered + _not_yet(case, "<br>")


def _not_yet(told: Told, before: str) -> str:
    return f"{before}**The program does not do this yet.** {told['pending']}" if "pending" in told else ""


def _single() -> Iterator[str]:
    yield SINGLE
    yield from laws_head("scenario", after=("law",))
    for scenario in _table("georgia", "scenario"):
        yield row(scenario["says"], *by_law(_with_numbers(scenario["expect"])), scenario["source"])
    yield ""


def _with_numbers(expect: Told) -> Told:
    """Expectations that count contests, in the words of those that say of how many."""
    return {name: {**told, "counted": str(told.get("counted", 0))} for name, told in expect.items()}


def _citations() -> Iterator[str]:
    yield CITED
    yield row("paragraph", "rule", "applies", "does not apply", "cannot be told yet")
    yield row(*("---" for _ in range(5)))
    for each in _table("citations", "citation"):
        laws = f" ({'; '.join(pack(name).name for name in each['laws'])})" if "laws" in each else ""
        yield row(each["cites"], title_of(each["rule"]) + laws, *_three_cases(each))
    yield ""


def _three_cases(each: Told) -> tuple[str, ...]:
    applies, does_not = (
        {fact: value for fact, value in each[name].items() if fact != "says"} for name in ("applies", "does_not")
    )
    unknown = each["cannot_be_told"]["unknown"]
    rest = {fact: value for fact, value in applies.items() if fact != unknown}
    told = (facts_of(applies), facts_of(does_not), facts_of(rest, [unknown]))
    says = (each[name]["says"] for name in ("applies", "does_not", "cannot_be_told"))
    return tuple(f"{sentence} *{facts}.*" for sentence, facts in zip(says, told, strict=True))
