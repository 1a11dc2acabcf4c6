"""The tables of docs/manual.md that are made from the code, so that page and screens use the same words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from pages_days import practice_days

from adjudicator.casework.record.rights import RIGHTS
from adjudicator.casework.sheet.lines.papers import STYLE
from adjudicator.casework.sheet.lines.table import LINES
from adjudicator.casework.sheet.research import RESEARCH
from adjudicator.casework.sheet.source_words import ARRIVALS
from adjudicator.law.telling.words import hold_words
from adjudicator.log.file.errors import SQLITE_WORDS, SYSTEM_WORDS
from adjudicator.records.people import ROLES
from adjudicator.records.received import FILE_KINDS
from adjudicator.words.dates import short_day
from ui.desks.holds.words import SHORT, way_of
from ui.desks.review.lines.table import DESK_LINES
from ui.desks.review.views.review import KEYS
from ui.shared.envelope_words import label_of
from ui.shared.frame_words import ROLE_WORDS
from ui.shared.questions import RESEARCH_RESULTS, Question

BLOCK = re.compile(r"<!-- made: (\w+) -->\n.*?<!-- end -->", re.DOTALL)

OWN_ANSWERS: Mapping[str, str] = {
    "match": "`1` to `7` are the electors who come near, best first. ",
    "home": "`1` to `7` are the portions of the precinct that the roll has. ",
    "new_address": "`1` to `4` are the portions of electors who live near, that of the most first. ",
}
"""Answers that no table has, because they are made for each envelope."""


Blocks = Mapping[str, Callable[[], Iterator[str]]]


def with_blocks(text: str, blocks: Blocks) -> str:
    """The page with every block made afresh. Raises KeyError for a block of a name that nothing makes."""
    return BLOCK.sub(lambda found: "\n".join([f"<!-- made: {found[1]} -->", *blocks[found[1]](), "<!-- end -->"]), text)


def _keys() -> Iterator[str]:
    yield "| key | does |"
    yield "|---|---|"
    yield "| `1` to `9`, `0` | Answer the open line |"
    for sequences, words in KEYS.values():
        first = sequences if isinstance(sequences, str) else sequences[0]
        if words:
            yield f"| `{first}` | {words} |"


def _questions() -> Iterator[str]:
    for fact, line in DESK_LINES.items():
        if fact != STYLE.fact:
            yield from _question(line.question, OWN_ANSWERS.get(fact, ""))
            for case, question in line.question.cases.items():
                yield from _question(question, OWN_ANSWERS.get(case, ""))


def _question(question: Question, own: str) -> Iterator[str]:
    answers = " · ".join(f"`{option.key}` {_filled(option.words)}" for option in question.options)
    yield f"**{_filled(question.prompt)}**\\"
    yield f"{own}{answers}\\"
    yield f"*{_filled(question.help)}*"
    yield ""


def _filled(text: str) -> str:
    days = {day.id: short_day(day.on) for day in practice_days() if day.on}
    also = {"flag": "(The flag, in words)", "party": "(party)", "place": "(place)"}
    also |= {"county": "(county)", "registered": "(day)", "closings": "(contests, each with its day)"}
    return text.format_map({**days, "closes": days["registration_closes"], **also})


def _arrivals() -> Iterator[str]:
    yield f"{'; '.join(ARRIVALS.values())}."


def _research() -> Iterator[str]:
    yield "; ".join(words[:1].lower() + words[1:] for words in RESEARCH.values()) + ". For each:"
    yield " · ".join(f"`{option.key}` {option.words}" for option in RESEARCH_RESULTS) + "."


def _holds() -> Iterator[str]:
    yield "| chip | waits because | what is entered |"
    yield "|---|---|---|"
    for hold, chip in SHORT.items():
        way = way_of(hold)
        entered = " ".join(part for part in (way.prompt, way.moment) if part)
        yield f"| {chip} | {hold_words(hold)} | {entered} |"


def _whys() -> Iterator[str]:
    yield "| line | short reasons, besides your own words |"
    yield "|---|---|"
    for line in LINES.values():
        if line.reasons:
            yield f"| {label_of(line.fact)} | {'; '.join(dict.fromkeys(reason.words for reason in line.reasons))} |"


def _world() -> Iterator[str]:
    yield "| what is said | what to do |"
    yield "|---|---|"
    for _, what, remedy in dict.fromkeys((*SQLITE_WORDS.values(), *SYSTEM_WORDS.values())):
        yield f"| {_file(what)} | {_file(remedy)} |"


def _rights() -> Iterator[str]:
    yield f"| may | {' | '.join(ROLE_WORDS[role] for role in ROLES)} |"
    yield f"|---|{':-:|' * len(ROLES)}"
    for right in RIGHTS.values():
        ticks = " | ".join("yes" if role in right.roles else "" for role in ROLES)
        yield f"| {right.words} | {ticks} |"


def _file(words: str) -> str:
    return words.replace("{file}", "*file*")


VOTER_LIST = (
    "| State voter list | GARViS (commas, from 2023) or ENET (`\\|`, to 2022); a roll is built from it and saved beside the "
    "case | the layout's columns, in any order |"
)


def _files() -> Iterator[str]:
    """The kinds of files received; the state's voter list is none of them, because a roll is built from it first."""
    yield "| file | is | needs |"
    yield "|---|---|---|"
    yield from (f"| {kind.title} | {kind.what} | {kind.needs} |" for kind in FILE_KINDS.values())
    yield VOTER_LIST


BLOCKS: Mapping[str, Callable[[], Iterator[str]]] = {
    "keys": _keys,
    "questions": _questions,
    "arrivals": _arrivals,
    "research": _research,
    "holds": _holds,
    "whys": _whys,
    "world": _world,
    "rights": _rights,
    "files": _files,
}
