"""The page on the rules, docs/law.md, made from the default pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from textwrap import fill
from typing import Any

from pages_days import practice_days

from adjudicator.law.rules.citations import ANNOUNCEMENT
from adjudicator.law.telling.render import describe
from adjudicator.law.telling.span_words import span_of
from adjudicator.law.telling.words import fact_words, value_words
from adjudicator.resources import DEFAULT_PACK, PACK_IDS, pack
from adjudicator.words.dates import hour, long_day
from ui.desks.setup.pack import row_words
from ui.desks.setup.positions import title_of

STATUTE = "georgia-2020"
"""The pack that follows the statute of the same time, with which the default pack is compared."""

Told = Mapping[str, Any]

FRONT = """\
# The rules, laid open

<!-- Made by packaging/pages.py from the pack itself. Change the pack and run it again; do not edit this page. -->

What the program recommends follows from the rules on this page and from nothing else. They are those of the pack
`{id}`, *{name}*,
which is the law {span}. The same is to be read in the program (Setup, tab *Rules*; a rule
chosen there shows its paragraph's text, too) and with `adjudicator rules {id}`.

- Digest: `{digest}`.
  Every determination names it; a changed rule, parameter or cited word is another digest.
- Other packs: {others}. A case begins with the one that is the law on the day
  of its election, or, with a reason, with another one; a supervisor
  can put another in force, with a reason, and the case keeps every pack it was under.
- The paragraphs' text is in `resources/law/texts`; [the last table](#paragraphs-cited) says from which edition each is.
- What follows under each law, situation by situation: [scenarios](scenarios.md).

This is not legal advice. County counsel confirms the rules, the parameters and the positions before use.

## Where the announcement goes further than the statute

{differs}

A county should ask its counsel which of the two it is to follow, before it makes its case: the pack `{statute}` follows
the statute. Of the announcement the program has this, not the release itself:

{announcement}

{differences}

In the statute's words: "No person shall vote in any county or municipality other than the county or municipality of such
person's residence" (O.C.G.A. 21-2-218(f)), except one who moved after the fifth Monday before the election, and that
person votes where he or she is still registered (O.C.G.A. 21-2-218(e)). Counting in part is in the statute for another
precinct of the same county only (O.C.G.A. 21-2-419(c)(2)).

For another precinct of the same county the two agree, and the test is contest by contest: a contest counts where it is
on the ballot that was cast and on the voter's own ballot, whether it is state-wide or not.

## How rules come together

Each rule looks only at the facts it names. What it gives is one of four effects:

| effect | what it does |
|---|---|
| not counted | the ballot counts for nothing; one such rule is enough, and every reason that applies is recorded |
| held | the ballot waits; it goes before everything but *not counted* |
| count in part | only some contests count; where several rules say so, a contest counts that all of them let through |
| marked | the envelope carries a mark, such as *kept apart*; marks add up |

A fact that nobody has established is unknown, never "no". While an unknown fact could still change the answer, the
recommendation is *Cannot be told yet*, and the program asks. *Period to determine* is *closed* only once a supervisor
closes the period, never by the clock. *Ruling of the board* is what its motion says, envelope by envelope.
*Ballot in the envelope* stays *still sealed*: what is found at the opening is settled by a supervisor, and is no fact of the
rules, so that no rule leads from a ballot to an envelope (see the [manual](manual.md#opening-and-duplicating)).

One rule is in no pack, because it follows from a court's order and not from the law: where an order keeps a place open for
some contests alone (`order enter --contest`), the polls have closed for the others (O.C.G.A. 21-2-403), and a ballot that was
cast in the hours that the order adds counts without them. It stands beside the rules of whatever pack is in force, on those
ballots alone; `determine` is told of such contests as `cast_too_late_for`.
"""


NUMBERS = """\
A value that is a day is a phrase: the program reads it strictly and works the day out from the day of the election. *Or the
next business day* moves a day on from a Saturday, a Sunday or a legal holiday of Georgia; a day without these words stays
where it falls. *Until office hour* takes the hour of that name.
"""

CALENDAR = """\
These are the days of Tue Nov 3, 2020, in Gwinnett County. A case works its days out when it is made and when its rules
change, and keeps them: they are to be read in Setup, tab *Calendar*, and with `adjudicator calendar CASE`. `adjudicator
calendar --definition FILE --rules PACK` prints those of an election that has no case yet.
"""


def law_page() -> str:
    """The whole page as Markdown."""
    chosen = pack(DEFAULT_PACK)
    told = describe(chosen)
    front = FRONT.format(
        id=chosen.id,
        name=chosen.name,
        digest=chosen.digest,
        span=span_of(chosen),
        others="; ".join(
            f"`{name}` ({pack(name).name}; {span_of(pack(name))})" for name in PACK_IDS if name != chosen.id
        ),
        differs=fill(chosen.differs, 120, break_on_hyphens=False),
        announcement="\n>\n".join(f"> {line}" for line in chosen.paragraphs[ANNOUNCEMENT].text.split("\n\n")),
        differences=_differences(told, describe(pack(STATUTE))),
        statute=STATUTE,
    )
    law = (*_rules(told), *_numbers(told), *_calendar(), *_positions(told), *_unsettled(told), *_paragraphs(told))
    return "\n".join((front, *_facts(told), *law)).rstrip() + "\n"


def _differences(told: Told, statute: Told) -> str:
    """Which rules have other tables than in the pack that follows the statute, and what either gives."""
    other = {each["rule"]: each for each in statute["table"]}
    changed = [each for each in told["table"] if each["rows"] != other[each["rule"]]["rows"]]
    if len(told["table"]) != len(other):
        raise ValueError("the two packs have different rules, not only different tables: say so on the page")
    number = "one rule" if len(changed) == 1 else f"{len(changed)} rules"
    lines = [f"The pack differs from the statute (pack `{STATUTE}`) in {number}:", ""]
    lines += ["| rule | by the announcement | by the statute |", "|---|---|---|"]
    lines += [f"| {title_of(each['rule'])} | {_told(each)} | {_told(other[each['rule']])} |" for each in changed]
    return "\n".join(lines)


def _told(rule: Told) -> str:
    return f"{' '.join(_row_lines(rule))} ({'; '.join(rule['citations'])})"


def _row_lines(rule: Told) -> list[str]:
    return list(dict.fromkeys(row_words(row).replace("?.", "?") for row in rule["rows"]))


def _facts(told: Told) -> Iterator[str]:
    yield "## Facts and their answers\n"
    yield "| fact | answers |"
    yield "|---|---|"
    for fact, values in told["facts"].items():
        yield f"| {fact_words(fact)} | {'; '.join(value_words(fact, value) for value in values)} |"
    yield ""


def _rules(told: Told) -> Iterator[str]:
    yield "## Rules, in the law's own order\n"
    for rule in told["table"]:
        yield f"### {title_of(rule['rule'])}\n"
        yield f"{_sentence(rule['because'])} Law: {'; '.join(rule['citations'])}."
        if rule["doubts"]:
            named = ", ".join(f"*{title_of(doubt)}*" for doubt in rule["doubts"])
            yield f"The law is silent or unclear here: see {named} under [positions](#positions-taken)."
        yield ""
        yield from (f"- {line}" for line in _row_lines(rule))
        yield ""


def _sentence(because: Mapping[str, str]) -> str:
    """What the rule says where it applies, in the sentence that the screen shows."""
    return next(words for kind, words in because.items() if kind not in ("no", "unknown", "ruled"))


def _numbers(told: Told) -> Iterator[str]:
    yield "## Numbers and dates\n"
    yield NUMBERS
    yield from _table(told["parameters"])


def _calendar() -> Iterator[str]:
    yield "### The calendar of the practice election\n"
    yield CALENDAR
    yield "| day | what | law | how it was worked out |"
    yield "|---|---|---|---|"
    for day in practice_days():
        when = long_day(day.on) if day.on else "no day"
        at = f", {hour(day.hour)}" if day.hour else ""
        yield f"| {when}{at} | {day.words} | {day.law} | {day.how} |"
    yield ""


def _positions(told: Told) -> Iterator[str]:
    yield "## Positions taken\n"
    yield "Where the law is silent or unclear, the pack takes these positions. They are what counsel should read first."
    yield "The first choice is the default; a motion of the board takes another (Setup, tab *Rules*).\n"
    for each in told["doubts"]:
        yield f"### {title_of(each['id'])}\n"
        yield f"{each['asks']} {each['doubt']} Source: {each['source']}.\n"
        for choice in each["choices"]:
            yield f"- {choice['says']}{' (default)' if choice['value'] == each['default'] else ''}"
        yield ""


def _unsettled(told: Told) -> Iterator[str]:
    yield "## Doubts that no choice settles\n"
    yield "No fact of the program turns on these. Each says what the program makes of such an envelope all the same,"
    yield "and what a person should do.\n"
    for each in told["unsettled"]:
        yield f"### {title_of(each['id'])}\n"
        yield f"{each['asks']} {each['doubt']} Source: {each['source']}.\n"
        yield f"{each['says']}\n"


def _paragraphs(told: Told) -> Iterator[str]:
    yield "## Paragraphs cited\n"
    yield "| citation | edition | words |"
    yield "|---|---|---|"
    for citation, each in told["paragraphs"].items():
        yield f"| {citation} | {each['release']} | {'verbatim' if each['verbatim'] else 'a paraphrase'} |"
    yield ""


def _table(entries: Iterable[Told]) -> Iterator[str]:
    yield "| | value | what it says | source |"
    yield "|---|---|---|---|"
    for each in entries:
        cells = (title_of(each["id"]), each["value"].replace("_", " "), each["says"], each["source"])
        yield f"| {' | '.join(cell.replace('|', ' ') for cell in cells)} |"
    yield ""
