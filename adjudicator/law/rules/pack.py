"""A pack of rules with its parameters, its positions and the text it rests on; its digest; its tables for a case file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import time
from functools import lru_cache
from hashlib import sha256
from itertools import product
from types import MappingProxyType
from typing import Any

from adjudicator.law.rules.position import Doubt, Position, Setting, position_from_tables
from adjudicator.law.rules.rule import Effect, Effects, Row, Rule
from adjudicator.records.facts import FACTS

FORMAT = 3
"""The form of a pack's tables. Those of 2 are of programs that had the best of a place's court orders decide, whatever
their hours, and were not asked whether a determination was made in time.
"""

FORMATS = (2, FORMAT)
"""The forms that this version reads: a case goes on to be judged by the tables that it carries."""

SUBSTANCE = ("rules", "parameters", "positions", "paragraphs")
"""What the digest is over: tables, parameters, positions and cited text."""

SPAN = ("since", "until", "begun_by", "ended_by")
"""Between which days a pack is the law, and what began and ended that."""

BESIDE = ("differs", "says", "chosen_because", *SPAN)
"""What is said of a pack beside its substance."""

_EFFECT = tuple(each.name for each in fields(Effect))

NO_WORDS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number or word that the rules use, with its source and the days between which it holds, as a pack has them."""

    id: str
    value: str
    says: str
    source: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A cited paragraph's text. `verbatim` is false for a paraphrase; `release` names the edition it was taken from."""

    citation: str
    text: str
    release: str
    verbatim: bool = True

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
        return sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Pack:
    """Rules in force together, in the law's own order, with what they turn on where the law is silent.

    `differs` says in words where the pack departs from the statute; empty where it does not. `since` and `until` are the
    first and the last day on which this is the law (ISO 8601; an empty `until`: it still is), `begun_by` and `ended_by` say
    what began and ended it; a pack that an older case carries has free text there. `says` is one sentence on what it does
    with a ballot of another precinct or county. `doubts` are those on which it takes no position; `format` is one of FORMATS.
    `said` are its own words in place of Georgia's (`casework.telling.pack_words`). `chosen_because` is why a case was made
    with it, which is public; empty where nobody had to say. None of these is in the digest.
    """

    id: str
    name: str
    rules: tuple[Rule, ...]
    parameters: tuple[Parameter, ...]
    positions: tuple[Position, ...]
    paragraphs: Mapping[str, Paragraph]
    digest: str
    differs: str = ""
    since: str = ""
    until: str = ""
    says: str = ""
    doubts: tuple[Doubt, ...] = ()
    format: int = FORMAT
    begun_by: str = ""
    ended_by: str = ""
    chosen_because: str = ""
    said: Mapping[str, str] = field(default_factory=dict[str, str])

    def parameter(self, name: str) -> Parameter:
        """A parameter by its id; KeyError where the pack has none of that name."""
        return {each.id: each for each in self.parameters}[name]

    def position(self, name: str) -> Position:
        """A position by its id; KeyError where the pack has none of that name."""
        return {each.id: each for each in self.positions}[name]

    @property
    def choices(self) -> Mapping[str, str]:
        """What is taken where the law is silent: position -> the value of the choice in force."""
        return {each.id: each.value for each in self.positions}

    @property
    def settings(self) -> Mapping[str, Setting]:
        """The positions that a motion of the board has set."""
        return {each.id: Setting(each.value, each.motion) for each in self.positions if each.motion}

    def hour(self, name: str) -> time:
        """A parameter that is an hour of the day, local time ("17:00")."""
        return time.fromisoformat(self.parameter(name).value)

    def tables(self) -> str:
        """The pack as canonical JSON text, so that a case file can carry it."""
        return _canonical({"format": self.format, "id": self.id, "name": self.name, **_substance(self), **_words(self)})


def make_pack(
    heading: tuple[str, str],
    rules: Sequence[Rule],
    turned_on: tuple[Sequence[Parameter], Sequence[Position]],
    paragraphs: Mapping[str, Paragraph],
    words: Mapping[str, str] = NO_WORDS,
    doubts: Sequence[Doubt] = (),
) -> Pack:
    """Put a pack together and work out its digest.

    `heading` is id and name in words; `turned_on` are the parameters and the positions; only the paragraphs that a
    rule cites are kept; `words` may have what stands BESIDE; `doubts` are those without a position. Raises KeyError where
    a citation has no paragraph.
    """
    cited = sorted({citation for rule in rules for citation in rule.citations})
    texts = {citation: paragraphs[citation] for citation in cited}
    parameters = tuple(sorted(turned_on[0], key=lambda each: each.id))
    positions = tuple(sorted(turned_on[1], key=lambda each: each.id))
    pack = Pack(*heading, tuple(rules), parameters, positions, texts, "")
    return replace(pack, digest=_digest(_substance(pack)), doubts=tuple(doubts), **_beside(words))


@lru_cache(maxsize=8)
def pack_of(tables: str) -> Pack:
    """Rebuild a pack from the text that `Pack.tables` gave. Raises ValueError where another version's format wrote it.

    The digest is worked out from the text as it stands, so it stays what it was when the case file took the text. The
    latest packs are kept: every opening, check and release of a case asks for them again.
    """
    read: dict[str, Any] = json.loads(tables)
    if read["format"] not in FORMATS:
        raise ValueError(f"the pack's tables have format {read['format']}; this version reads {FORMAT}")
    entries = {entry["id"]: entry for entry in read["rules"]}
    return Pack(
        read["id"],
        read["name"],
        tuple(_rule(entries[name], tuple(facts), read["because"][name]) for name, facts in read["order"]),
        tuple(Parameter(**each) for each in read["parameters"]),
        tuple(position_from_tables(each) for each in read["positions"]),
        {citation: Paragraph(**each) for citation, each in read["paragraphs"].items()},
        _digest({part: read[part] for part in SUBSTANCE}),
        **_beside(read),
        doubts=tuple(Doubt(**each) for each in read.get("doubts", ())),
        format=read["format"],
        said=read.get("said", {}),
    )


def _beside(words: Mapping[str, Any]) -> dict[str, str]:
    """What stands beside a pack in words; empty where it is not said."""
    return {name: words.get(name, "") for name in BESIDE}


def _digest(substance: Mapping[str, object]) -> str:
    return f"sha256:{sha256(_canonical(substance).encode()).hexdigest()}"


def _substance(pack: Pack) -> dict[str, object]:
    """The parts of SUBSTANCE, in an order that the code's own does not change."""
    return {
        "rules": [_table(rule) for rule in sorted(pack.rules, key=lambda rule: rule.id)],
        "parameters": [asdict(each) for each in sorted(pack.parameters, key=lambda each: each.id)],
        "positions": [asdict(each) for each in sorted(pack.positions, key=lambda each: each.id)],
        "paragraphs": {citation: asdict(text) for citation, text in pack.paragraphs.items()},
    }


def _words(pack: Pack) -> dict[str, object]:
    return {
        "order": [[rule.id, list(rule.facts)] for rule in pack.rules],
        "because": {rule.id: dict(rule.because) for rule in pack.rules},
        "doubts": [asdict(each) for each in pack.doubts],
        **({"said": dict(pack.said)} if pack.said else {}),
        **{name: getattr(pack, name) for name in BESIDE},
    }


def _table(rule: Rule) -> dict[str, object]:
    facts = sorted(rule.facts)
    rows = [
        ({fact: row[rule.facts.index(fact)] for fact in facts}, [_cell(effect) for effect in effects])
        for row, effects in rule.rows.items()
    ]
    return {
        "id": rule.id,
        "positions": sorted(rule.positions),
        "facts": {fact: list(FACTS[fact]) for fact in facts},
        "rows": sorted(rows, key=_canonical),
    }


def _cell(effect: Effect) -> dict[str, str]:
    # texts all of them: `asdict`, which copies whatever a value may have inside, takes ten times as long
    return {name: value for name in _EFFECT if (value := getattr(effect, name))}


def _rule(entry: Mapping[str, Any], facts: Row, because: Mapping[str, str]) -> Rule:
    cells: dict[Row, Effects] = {
        tuple(values[fact] for fact in facts): tuple(Effect(**effect) for effect in effects)
        for values, effects in entry["rows"]
    }
    in_order = product(*(entry["facts"][fact] for fact in facts))
    rows = {row: cells[row] for row in in_order if row in cells}
    return Rule(entry["id"], facts, rows, tuple(entry["positions"]), because)


# made once: `json.dumps` makes one at each call that asks for another form than its own
_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
