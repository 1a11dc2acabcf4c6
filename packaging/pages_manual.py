"""The tables of docs/manual.md that are made from the code, so that page and screens use the same words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from pages_commands import commands, exits, json_answers
from pages_days import practice_days
from pages_keys import SHEETS_OF, desks_of, everywhere, keys_of, sheets

from adjudicator.casework.record.rights import RIGHTS
from adjudicator.casework.sheet.lines.papers import COMPARED, STYLE
from adjudicator.casework.sheet.lines.table import LINES
from adjudicator.casework.sheet.lines.voter import AT_NEW_ADDRESS, INACTIVE_AT_NEW, UNREPORTED
from adjudicator.casework.sheet.research import RESEARCH
from adjudicator.casework.sheet.source_words import ARRIVALS
from adjudicator.law.telling.short_words import SHORT
from adjudicator.law.telling.words import hold_words
from adjudicator.log.file.errors import SQLITE_WORDS, SYSTEM_WORDS
from adjudicator.records.facts import OF_PACKS
from adjudicator.records.people import ROLES, practice_people
from adjudicator.records.reasons import REASON_CODES
from adjudicator.records.received import FILE_KINDS
from adjudicator.words.dates import short_day
from ui.desks.holds.words import NO_ANSWER, way_of
from ui.desks.review.lines.table import DESK_LINES
from ui.desks.setup.screen import TABS
from ui.frame import DESKS
from ui.kit.keys import Key
from ui.shared.envelope_words import label_of
from ui.shared.people_words import ROLE_WORDS
from ui.shared.questions import RESEARCH_RESULTS, Question

BLOCK = re.compile(r"<!-- made: (\w+) -->\n.*?<!-- end -->", re.DOTALL)

OWN_ANSWERS: Mapping[str, str] = {
    "match": "`1` to `7` are the electors who come near, best first. ",
    "home": "`1` to `7` are the portions of the precinct that the roll has. ",
    "new_address": "`1` to `4` are the portions of electors who live near, that of the most first. ",
}
"""Answers that no table has, because they are made for each envelope."""

ELSEWHERE = frozenset(
    {AT_NEW_ADDRESS, INACTIVE_AT_NEW, UNREPORTED, COMPARED, "signature_mismatch", "registration_data_missing"}
)
"""Cases of questions, and holds, that no pack of the product has: the manual is for Georgia's."""


CARDS: Mapping[str, tuple[str, ...]] = {
    "clerk": ("Receive", "Receive: files", "Receive: by hand", "Holds"),
    "reviewer": ("Review", "Holds", "Batches"),
    "supervisor": ("Overview", "Batches", "This batch", "Release", "Record", "Setup"),
    "administrator": ("Overview", "Setup", "Record"),
    "observer": ("Overview", "Record"),
}
"""Role -> the sheets of keys that its card has: those of the screens where its work is done."""

NOT_ON_CARDS = frozenset({"back_up"})
"""Keys of everywhere that no card needs: what they do happens by itself."""

ROLES_FOR: Mapping[str, str] = {
    "clerk": "receiving envelopes and files, and what arrives for a hold",
    "reviewer": "the law: questions, determinations, batches",
    "supervisor": "approvals, court orders, the rules, releases",
    "secretary": "the board's meetings: dockets, votes and rulings, certification; motions on the law",
    "custodian": "the boxes and their seals, the tables, and the scanner",
    "observer": "watching, with voters' names hidden",
    "administrator": "accounts; decides nothing about envelopes, sees no voters' names",
}
"""Role -> what it is for, in the manual's words; a test says where a role has none."""


Blocks = Mapping[str, Callable[[], Iterator[str]]]


def with_blocks(text: str, blocks: Blocks) -> str:
    """The page with every block made afresh. Raises KeyError for a block of a name that nothing makes."""
    return BLOCK.sub(lambda found: "\n".join([f"<!-- made: {found[1]} -->", *blocks[found[1]](), "<!-- end -->"]), text)


def _keys(desk: str) -> Iterator[str]:
    """The keys of a desk's screens: one table, with a heading of each sheet where there are several."""
    groups = tuple(keys_of(desk))
    yield "| key | does |"
    yield "|---|---|"
    for title, keys in groups:
        if len(groups) > 1:
            yield f"| **{title}** | |"
        yield from _key_rows(keys)


def _keys_everywhere() -> Iterator[str]:
    yield "| key | does |"
    yield "|---|---|"
    yield from _key_rows(everywhere())


def _key_rows(keys: Iterable[Key]) -> Iterator[str]:
    yield from (f"| `{key.shown}` | {key.words} |" for key in keys if key.words)


def _card(role: str) -> Iterator[str]:
    """The keys of a role's screens in as few lines as they take, for a card of one page."""
    for title in CARDS[role]:
        yield f"**{title}.** {_run(sheets()[title])}\\"
    yield f"**Everywhere.** {_run(key for key in everywhere() if key.id not in NOT_ON_CARDS)}"


def _run(keys: Iterable[Key]) -> str:
    return " · ".join(f"`{key.shown}` {key.words[:1].lower()}{key.words[1:]}" for key in keys if key.words)


def _roles() -> Iterator[str]:
    yield "| role | is for | desks besides Overview and Record |"
    yield "|---|---|---|"
    words = {desk.id: desk.label for desk in DESKS}
    for role in ROLES:
        own = ", ".join(words[desk] for desk in desks_of(role) if desk not in ("overview", "record"))
        yield f"| {ROLE_WORDS[role]} | {ROLES_FOR[role]} | {own or 'none'} |"


def _people() -> Iterator[str]:
    yield "| name | roles | password |"
    yield "|---|---|---|"
    for person, password in practice_people():
        roles = ", ".join(ROLE_WORDS[role].lower() for role in ROLES if role in person.roles)
        yield f"| {person.name} | {roles} | `{password}` |"


def _reasons() -> Iterator[str]:
    yield f"{'; '.join(f'{code} {words}' for code, words in REASON_CODES.items())}."


def _tabs() -> Iterator[str]:
    yield f"{' · '.join(f'*{words}*' for words in TABS.values())}"


def _questions() -> Iterator[str]:
    """Every question once: what differs in its words alone inside the program stands here but one time."""
    asked: dict[str, Question] = {}
    for fact, line in DESK_LINES.items():
        if fact != STYLE.fact and fact not in OF_PACKS:
            cases = {name: each for name, each in line.question.cases.items() if name not in ELSEWHERE}
            asked |= {fact: line.question, **cases}
    told = dict.fromkeys("\n".join(_question(each, OWN_ANSWERS.get(name, ""))) for name, each in asked.items())
    yield from told


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
    """Each hold that something is entered for; then, in a line, those that a reviewer answers or the board rules on."""
    yield "| chip | waits because | what is entered |"
    yield "|---|---|---|"
    empty: list[str] = []
    for hold, chip in SHORT.items():
        if hold in ELSEWHERE:
            continue
        way = way_of(hold)
        if way == NO_ANSWER:
            empty.append(f"*{chip}* ({hold_words(hold)})")
        else:
            entered = " ".join(part for part in (way.prompt, way.moment) if part)
            yield f"| {chip} | {hold_words(hold)} | {entered} |"
    yield ""
    yield f"Nothing is entered at Holds for these: {'; '.join(empty)}."


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


BLOCKS: Blocks = {
    "roles": _roles,
    "practice_people": _people,
    "reasons": _reasons,
    "tabs": _tabs,
    "commands": commands,
    "exits": exits,
    "json": json_answers,
    "keys_everywhere": _keys_everywhere,
    **{f"keys_{desk}": partial(_keys, desk) for desk in SHEETS_OF},
    **{f"card_{role}": partial(_card, role) for role in CARDS},
    "questions": _questions,
    "arrivals": _arrivals,
    "research": _research,
    "holds": _holds,
    "whys": _whys,
    "world": _world,
    "rights": _rights,
    "files": _files,
}
