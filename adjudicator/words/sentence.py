"""Sentences for people: written in English where they are needed, said in another language where they are shown.

`_("Envelope {number} recorded", number="0417")` is the English sentence, a `str` like any other, that remembers how it was
made. So the core stays without a language: what it writes into a record or a file is English, whatever the screen speaks,
and a table of sentences may be a constant. Only where something is shown, `said(words, language)` says it in the language
of the moment, places within places too. What is done to it as to a plain `str` (`+`, `lower()`, an f-string) makes plain
English of it; `adjudicator.words.joining` has what joins sentences and keeps them sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from gettext import NullTranslations
from typing import Protocol, Self

Places = tuple[tuple[str, str | int], ...]


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its code as in BCP 47 ("en", "es"), its own name for itself, and its sentences."""

    code: str
    name: str
    catalog: NullTranslations


ENGLISH = Language("en", "English", NullTranslations())


class Words(str):
    """English words that know how to be said in another language."""

    __slots__ = ("_given", "_how")
    _how: Callable[..., str]
    _given: tuple[object, ...]

    def __new__(cls, how: Callable[..., str], given: tuple[object, ...]) -> Self:
        words = super().__new__(cls, how(ENGLISH, *given))
        words._how, words._given = how, given
        return words

    def __reduce__(self) -> tuple[object, ...]:
        return Words, (self._how, self._given)

    def said(self, language: Language) -> str:
        """The same in a language; in English they stand there already."""
        return str(self) if language is ENGLISH else self._how(language, *self._given)

    @property
    def sentences(self) -> Iterator[tuple[str, Places]]:
        """The sentences that they are made of, in English and with their places not filled, each with what fills them."""
        if self._how in (_filled, _counted):
            *forms, places = self._given
            yield str(forms[0]), places  # pyright: ignore[reportReturnType] - as `_` and `n_` give them
        yield from _within(self._given)


def _within(given: object) -> Iterator[tuple[str, Places]]:
    """The sentences within what words are made of."""
    if isinstance(given, Words):
        yield from given.sentences
    elif isinstance(given, tuple):
        for each in given:  # pyright: ignore[reportUnknownVariableType] - whatever was given
            yield from _within(each)  # pyright: ignore[reportUnknownArgumentType]


def made(how: Callable[..., str], *given: object) -> Words:
    """Words that `how(language, *given)` makes, in English at once and in any language later.

    `how` must be a function of a module, and what is given immutable, since words are kept, compared and sent to other
    processes.
    """
    return Words(how, given)


def said(words: str, language: Language) -> str:
    """Words in a language; a plain `str` is a name, a number or code, and stays as it is."""
    return words.said(language) if isinstance(words, Words) else words


def _(sentence: str, /, **places: str | int) -> Words:
    """A sentence for a person. `places` fill what stands in {braces}; a whole number gets its thousands separators."""
    return made(_filled, sentence, tuple(places.items()))


def told(sentence: str, /, **places: str | int) -> Words:
    """A sentence that stands in a file or a table, such as a pack's: said in another language where the catalog has it."""
    return _(sentence, **places)


def n_(one: str, many: str, count: int, /, **places: str | int) -> Words:
    """A sentence about so many things; {count} stands for the number in both forms."""
    return made(_counted, one, many, count, (("count", count), *places.items()))


def _filled(language: Language, sentence: str, places: Places) -> str:
    return _put(language.catalog.gettext(sentence), places, language) if sentence else ""


def _counted(language: Language, one: str, many: str, count: int, places: Places) -> str:
    return _put(language.catalog.ngettext(one, many, count), places, language)


def _put(sentence: str, places: Places, language: Language) -> str:
    if not places:
        return sentence
    filled = sentence.format_map(
        {name: f"{value:,}" if isinstance(value, int) else said(value, language) for name, value in places}
    )
    return one_stop(filled)


def one_stop(sentence: str) -> str:
    """A sentence with one full stop at its end, where it ends with "5:00 p.m."."""
    return sentence.replace(".m..", ".m.") if ".m.." in sentence else sentence


class Plural(Protocol):
    """Says a sentence about so many things, its other places filled."""

    def __call__(self, count: int, /, **places: str | int) -> Words: ...


def plural(one: str, many: str) -> Plural:
    """What says so many of a thing: `entries = plural("{count} entry", "{count} entries")`, then `entries(5)`; for tables."""

    def of(count: int, /, **places: str | int) -> Words:
        return n_(one, many, count, **places)

    return of
