"""A pack laid open as JSON: its rules with facts, effects and citations, its parameters, and the doubts of law."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from adjudicator.law.rules.pack import Pack
from adjudicator.law.rules.position import Position
from adjudicator.law.rules.rule import Rule
from adjudicator.records.facts import FACTS


def summary(pack: Pack) -> dict[str, Any]:
    """What a pack is called, what it does in one sentence, and its digest."""
    return {"rules": pack.id, "name": pack.name, "says": pack.says, "digest": pack.digest}


def describe(pack: Pack) -> dict[str, Any]:
    """The pack as an object for `adjudicator rules PACK --json`, rules in the law's own order."""
    return {
        **summary(pack),
        "since": pack.since,
        "until": pack.until,
        "facts": {fact: list(values) for fact, values in FACTS.items()},
        "table": [_described(rule) for rule in pack.rules],
        "parameters": [asdict(parameter) for parameter in pack.parameters],
        "doubts": [_doubt(position) for position in pack.positions],
        "unsettled": [asdict(doubt) for doubt in pack.doubts],
        "differs": pack.differs,
        "paragraphs": {each.citation: {**asdict(each), "sha256": each.sha256} for each in pack.paragraphs.values()},
    }


def _doubt(position: Position) -> dict[str, Any]:
    return {**asdict(position), "default": position.default, "says": position.says}


def _described(rule: Rule) -> dict[str, Any]:
    return {
        "rule": rule.id,
        "facts": list(rule.facts),
        "citations": list(rule.citations),
        "doubts": list(rule.positions),
        "because": dict(rule.because),
        "rows": [
            {
                "facts": dict(zip(rule.facts, row, strict=True)),
                "effects": [{name: value for name, value in asdict(effect).items() if value} for effect in effects],
            }
            for row, effects in rule.rows.items()
        ],
    }
