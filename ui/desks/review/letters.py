"""Two spellings letter by letter: what stands in one and not in the other. Pure.

Beside an elector the letters that differ stand in brackets, which need no color; who hears them is told which they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, zip_longest

from rapidfuzz.distance import Levenshtein

from adjudicator.records.elector import AnotherName, Spelled
from adjudicator.words import _, joined, n_, told
from ui.parts import ComparedName

LABELS = {"surname": _("Last name"), "given": _("First name")}

FIELDS = {
    "number": _("registration number"),
    "surname": _("last name"),
    "given": _("first name"),
    "middle": _("middle name"),
    "suffix": _("suffix"),
    "year": _("birth year"),
    "address": _("address"),
    "town": _("town"),
}
"""Field of the look-up -> its name in a sentence that is heard."""

LACKING = "_"
"""Stands in the brackets where a letter of the other side is missing."""

Pair = tuple[str, str]
Part = tuple[str, str, str]
"""What stands before something, the thing itself, and what stands after it."""


def compared_name(name: AnotherName) -> ComparedName:
    """A name as written under the name as listed, letters that agree one above the other."""
    apart = n_("{count} letter differs", "{count} letters differ", name.letters)
    told = _("{label}: {written} on the papers, {listed} on the roll; {apart}",
             label=LABELS[name.field], written=name.written, listed=name.listed, apart=apart)  # fmt: skip
    return ComparedName(LABELS[name.field], apart, tuple(pairs_of(name.written, name.listed)), told)


def pairs_of(one: str, other: str) -> Iterator[Pair]:
    """The letters of both names side by side; empty where the other has none. Case does not tell letters apart.

    Two letters that are exchanged stand under each other.
    """
    steps = Levenshtein.opcodes(one.upper(), other.upper())
    if len(one) == len(other):
        in_place = tuple(zip(one, other, strict=True))
        if sum(map(_differs, in_place)) <= sum(step.tag != "equal" for step in steps):
            yield from in_place
            return
    for step in steps:
        yield from zip_longest(one[step.src_start : step.src_end], other[step.dest_start : step.dest_end], fillvalue="")


def marked_words(spelled: Spelled) -> str:
    """What differs, with the letters that differ in brackets: "last name: one letter differs (Sm[y]th / Sm[i]th)"."""
    __, (before, written, after), (head, listed, tail) = _part(spelled)
    one, other = marked(written, listed)
    return told(spelled.words, written=f"{before}{one}{after}", listed=f"{head}{other}{tail}")


def heard_words(spelled: Spelled) -> str:
    """The same for the ear: "last name: Smyth on the papers, Smith on the roll: letter 3"."""
    field, (__, written, ___), (____, listed, _____) = _part(spelled)
    if not is_near(written, listed):
        return told(spelled.words, written=spelled.written, listed=spelled.listed)
    places = _places(written, listed)
    return n_(
        "{field}: {written} on the papers, {listed} on the roll: letter {places}",
        "{field}: {written} on the papers, {listed} on the roll: letters {places}",
        len(places),
        field=field,
        written=written,
        listed=listed,
        places=joined(map(str, places)),
    )


def _part(spelled: Spelled) -> tuple[str, Part, Part]:
    """What of a field differs, on both sides with what stands before and after it: of an address its number, or its street.

    A street that is only shortened on one side is the same one.
    """
    written, listed = spelled.written, spelled.listed
    if spelled.field == "address" and spelled.grade in ("house", "street"):
        (one, street), (other, road) = (_house(each) for each in (written, listed))
        if spelled.grade == "house":
            return _("house number"), ("", one, street), ("", other, road)
        return _("street"), (one, street, ""), (other, road, "")
    return FIELDS[spelled.field], ("", written, ""), ("", listed, "")


def _house(address: str) -> tuple[str, str]:
    """The house number, and the rest with its blank."""
    number = address.partition(" ")[0]
    return number, address[len(number) :]


def is_near(one: str, other: str) -> bool:
    """Whether two spellings share so many letters that those which differ stand out: two are told of any, or under half."""
    pairs = tuple(pairs_of(one, other))
    apart = sum(map(_differs, pairs))
    return bool(one and other and apart) and (apart < len(pairs) / 2 or (apart <= 2 < len(pairs)))


def marked(one: str, other: str) -> tuple[str, str]:
    """Both spellings with what differs in brackets; as they are where they are wholly other ones, or the same."""
    if not is_near(one, other):
        return one, other
    runs = [(differs, tuple(run)) for differs, run in groupby(pairs_of(one, other), _differs)]
    first, second = ("".join(_run(differs, [pair[side] for pair in run]) for differs, run in runs) for side in (0, 1))
    return first, second


def _run(differs: bool, letters: list[str]) -> str:
    text = "".join(letters)
    return f"[{text or LACKING}]" if differs else text


def _places(one: str, other: str) -> tuple[int, ...]:
    """Which letters differ, counted from 1 along both names laid one above the other."""
    return tuple(at for at, pair in enumerate(pairs_of(one, other), 1) if _differs(pair))


def _differs(pair: Pair) -> bool:
    return pair[0].upper() != pair[1].upper()
