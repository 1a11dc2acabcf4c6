"""Rules that are written as tables in a pack's folder, so that a pack can be added without a programmer.

A file `rules.toml` says with which pack it begins, which of its rules it leaves out, and adds rules of its own: a rule of
a known id stands in place of that one, any other comes after the rule named in `after`, or last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

from adjudicator.law.rule import SCOPES, Effect, Effects, Provision, Row, limit
from adjudicator.records.facts import FACTS

_SENTENCES = ("no", "unknown")
_EFFECTS = ("not_counted", "hold", "mark", "limit")


def rewritten(pack: str, base: Sequence[Provision], written: Mapping[str, Any]) -> tuple[Provision, ...]:
    """A pack's provisions: the base's, as the file has them changed.

    Raises ValueError that names pack, rule and what is allowed, for anything the file says that has no meaning.
    """
    known = {each.id for each in base}
    unknown = [name for name in written.get("leaves_out", []) if name not in known]
    if unknown:
        raise ValueError(f'pack {pack}: leaves_out names "{unknown[0]}". Rules there are: {", ".join(sorted(known))}.')
    provisions = [each for each in base if each.id not in written.get("leaves_out", [])]
    for entry in written.get("rule", []):
        _place(provisions, provision_of(pack, entry), entry, pack)
    return tuple(provisions)


def provision_of(pack: str, entry: Mapping[str, Any]) -> Provision:
    """One written rule. Raises ValueError for an unknown fact, value, effect, scope, or a sentence that is missing."""
    name = str(entry.get("id", ""))
    place = f'pack {pack}, rule "{name}"'
    facts = tuple(entry.get("looks_at", ()))
    _allow(place, "looks_at", facts, FACTS)
    rows: dict[Row, Effects] = {}
    for when in entry.get("when", []):
        effects = _effects(place, when)
        for row in _rows(place, facts, when.get("facts", {})):
            rows[row] = rows.get(row, ()) + effects
    if not name or not rows:
        raise ValueError(f"{place}: a rule needs an id, the facts it looks_at, and at least one [[rule.when]].")
    because = dict(entry.get("because", {}))
    kinds = [effect.kind for effects in rows.values() for effect in effects if effect.kind != "mark"] or ["mark"]
    missing = [kind for kind in (*dict.fromkeys(kinds), *_SENTENCES) if not because.get(kind)]
    if missing:
        raise ValueError(f'{place}: the sentence "because.{missing[0]}" is missing.')
    return Provision(name, lambda *values: rows.get(values, ()), facts, because=because)


def _place(provisions: list[Provision], new: Provision, entry: Mapping[str, Any], pack: str) -> None:
    ids = [each.id for each in provisions]
    if new.id in ids:
        provisions[ids.index(new.id)] = new
    elif "after" not in entry:
        provisions.append(new)
    else:
        _allow(f'pack {pack}, rule "{new.id}"', "after", (entry["after"],), ids)
        provisions.insert(ids.index(entry["after"]) + 1, new)


def _rows(place: str, facts: Sequence[str], given: Mapping[str, Any]) -> list[Row]:
    """Every combination of values that a row of the file means; a fact it does not name may have any value."""
    _allow(place, "facts", tuple(given), facts)
    choices: list[tuple[str, ...]] = []
    for fact in facts:
        values = given.get(fact, FACTS[fact])
        chosen = (values,) if isinstance(values, str) else tuple(values)
        _allow(place, fact, chosen, FACTS[fact])
        choices.append(chosen)
    return list(product(*choices))


def _effects(place: str, when: Mapping[str, Any]) -> Effects:
    then, code, law = str(when.get("then", "")), str(when.get("code", "")), str(when.get("law", ""))
    _allow(place, "then", (then,), _EFFECTS)
    if not code or not law:
        raise ValueError(f"{place}: every [[rule.when]] needs a code and the law it rests on.")
    if then != "limit":
        return (Effect(then, code, law),)  # pyright: ignore[reportArgumentType] - one of _EFFECTS, checked above
    scope = str(when.get("contests", ""))
    _allow(place, "contests", (scope,), SCOPES)
    return limit(code, scope, law)


def _allow(place: str, key: str, given: Sequence[str], allowed: Any) -> None:
    wrong = next((each for each in given if each not in allowed), None)
    if wrong is not None:
        raise ValueError(f'{place}: {key} has "{wrong}". Allowed: {", ".join(allowed)}.')
