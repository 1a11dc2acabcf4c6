"""What English makes of words put together: numbers with their nouns, lists, first letters, counties in capitals."""

from __future__ import annotations

from collections.abc import Collection, Iterable


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 entry", "1,200 envelopes"."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def joined(parts: Iterable[str]) -> str:
    """Parts as a list in a sentence: "a, b and c"."""
    found = [part for part in parts if part]
    return " and ".join(part for part in (", ".join(found[:-1]), *found[-1:]) if part)


def some_of(names: Collection[str], most: int = 5) -> str:
    """The first names, and how many more there are: "a, b and 3 more"."""
    first, more = ", ".join(list(names)[:most]), len(names) - most
    return f"{first} and {more} more" if more > 0 else first


def capital(words: str) -> str:
    """Words with a large first letter, as they begin a sentence."""
    return f"{words[:1].upper()}{words[1:]}"


def small(words: str) -> str:
    """Words with a small first letter, as they stand within a sentence."""
    return f"{words[:1].lower()}{words[1:]}"


def county_words(county: str) -> str:
    """A county as the state's list writes it in capitals, as people write it: "DeKalb"."""
    plain = " ".join(capital(word.lower()) for word in county.split()) if county.isupper() else county
    if plain.startswith("Mc"):
        return plain[:2] + plain[2:].capitalize()
    return "DeKalb" if plain == "Dekalb" else plain
