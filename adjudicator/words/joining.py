"""Sentences put together so that the whole can still be said in another language: lists, first letters, one after another."""

from __future__ import annotations

from collections.abc import Iterable

from adjudicator.words.sentence import Language, Words, _, made, said


def joined(parts: Iterable[str]) -> Words:
    """Parts as a list in a sentence: "a, b and c"; empty parts are left out."""
    return made(_list, tuple(part for part in parts if part))


def any_of(names: Iterable[str]) -> str:
    """Names of which one is enough: "R or D"."""
    *others, last = names
    return _("{codes} or {last}", codes=any_of(others), last=last) if others else last


def some_of(names: Iterable[str], most: int = 5) -> Words:
    """The first names, and how many more there are: "a, b and 3 more"."""
    every = tuple(names)
    first, more = beside(*every[:most], by=", "), len(every) - most
    return _("{first} and {more} more", first=first, more=more) if more > 0 else first


def beside(*parts: str, by: str = " ") -> Words:
    """Parts beside each other, with nothing between them but `by`; empty parts are left out."""
    return made(_beside, by, tuple(part for part in parts if part))


def capital(words: str) -> Words:
    """Words with a large first letter, as they begin a sentence."""
    return made(_capital, words)


def small(words: str) -> Words:
    """Words with a small first letter, as they stand within a sentence."""
    return made(_small, words)


def number(count: int) -> Words:
    """A whole number with its thousands separators: "1,200"."""
    return made(_number, count)


def _list(language: Language, parts: tuple[str, ...]) -> str:
    if len(parts) < 2:
        return said("".join(parts), language) if not parts else said(parts[0], language)
    first = ", ".join(said(part, language) for part in parts[:-1])
    return said(_("{first} and {last}", first=first, last=parts[-1]), language)


def _beside(language: Language, by: str, parts: tuple[str, ...]) -> str:
    return said(by, language).join(said(part, language) for part in parts)


def _capital(language: Language, words: str) -> str:
    whole = said(words, language)
    return f"{whole[:1].upper()}{whole[1:]}"


def _small(language: Language, words: str) -> str:
    whole = said(words, language)
    return f"{whole[:1].lower()}{whole[1:]}"


def _number(language: Language, count: int) -> str:  # noqa: ARG001 - the same in every language of Georgia's ballots
    return f"{count:,}"
