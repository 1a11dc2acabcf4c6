"""The tables of docs/definition.md that are made from the reader of election definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from adjudicator.intake import definition
from adjudicator.intake.definition_parts import DISTRICT_LEVELS
from adjudicator.records.election import CONTEST_LEVELS, FEDERAL_LEVELS, PARTY_NAMES, STATEWIDE_LEVELS


def _keys() -> Iterator[str]:
    yield from (line for line in (definition.__doc__ or "").splitlines() if line.startswith("|"))


def _levels() -> Iterator[str]:
    local = CONTEST_LEVELS - STATEWIDE_LEVELS - FEDERAL_LEVELS
    yield "| of | levels |"
    yield "|---|---|"
    yield f"| contests, state-wide | {_listed(sorted(STATEWIDE_LEVELS))} |"
    yield f"| contests, federal | {_listed(sorted(FEDERAL_LEVELS))} |"
    yield f"| contests, local; any other is taken for a local one | {_listed(sorted(local))} |"
    yield f"| districts of a portion, beside its other keys | {_listed(DISTRICT_LEVELS)} |"


def _parties() -> Iterator[str]:
    words = dict.fromkeys(PARTY_NAMES.values())
    said = (f"{_listed(code for code, word in PARTY_NAMES.items() if word == each)} {each}" for each in words)
    yield f"{'; '.join(said)}."


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


BLOCKS: Mapping[str, Callable[[], Iterator[str]]] = {"keys": _keys, "levels": _levels, "parties": _parties}
