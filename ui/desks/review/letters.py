"""Two names letter by letter: what stands in one and not in the other. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from rapidfuzz.distance import Levenshtein

from adjudicator.records.elector import AnotherName
from adjudicator.words import _, n_
from ui.parts import ComparedName

LABELS = {"surname": _("Last name"), "given": _("First name")}


def compared_name(name: AnotherName) -> ComparedName:
    """A name as written under the name as listed, letters that agree one above the other."""
    apart = n_("{count} letter differs", "{count} letters differ", name.letters)
    told = _("{label}: {written} on the papers, {listed} on the roll; {apart}",
             label=LABELS[name.field], written=name.written, listed=name.listed, apart=apart)  # fmt: skip
    return ComparedName(LABELS[name.field], apart, tuple(pairs_of(name.written, name.listed)), told)


def pairs_of(one: str, other: str) -> Iterator[tuple[str, str]]:
    """The letters of both names side by side; empty where the other has none. Case does not tell letters apart."""
    steps = Levenshtein.opcodes(one.upper(), other.upper())
    for step in steps:
        yield from zip_longest(one[step.src_start : step.src_end], other[step.dest_start : step.dest_end], fillvalue="")
