"""A language's table of sentences, and how one is filled: what is not known is left out, and it still reads well."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from string import Formatter

from adjudicator.words.dates import hour
from adjudicator.words.sentence import one_stop

Sentence = tuple[str, ...]
"""One sentence in several forms, the one that says most first; {places} in braces are filled."""

Fields = Mapping[str, str]
"""What is known, by the name of its place. A place whose name is not in it cannot be filled."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said in one language. `sentences` maps a key to the sentences said for it; of each, the first form whose
    places can all be filled is said, and a sentence without such a form is left out.

    `days` begin with Monday, `months` with January; `last_and` stands before the last of a list.
    """

    language: str
    sentences: Mapping[str, tuple[Sentence, ...]]
    days: tuple[str, ...]
    months: tuple[str, ...]
    last_and: str

    def has(self, key: str) -> bool:
        """Whether anything is said for a key."""
        return key in self.sentences

    def say(self, key: str, fields: Fields) -> str:
        """The sentences of a key, filled, one after the other; empty where nothing is said for it."""
        said = (_filled(sentence, fields) for sentence in self.sentences.get(key, ()))
        return " ".join(text for text in said if text)

    def first_of(self, keys: Iterable[str], fields: Fields) -> str:
        """What is said for the first of several keys that has anything to say; empty where none has."""
        return next((self.say(key, fields) for key in keys if self.has(key)), "")

    def listed(self, parts: Iterable[str]) -> str:
        """Parts as a list in a sentence: "a, b and c"."""
        *first, last = [part for part in parts if part] or [""]
        return f"{', '.join(first)} {self.last_and} {last}" if first else last

    def short_date(self, day: date) -> str:
        """Month and day: "Nov 3"."""
        return f"{self.months[day.month - 1]} {day.day}"

    def full_date(self, day: date) -> str:
        """With the year: "Oct 5, 2020"."""
        return f"{self.short_date(day)}, {day.year}"

    def week_day(self, day: date) -> str:
        """With the day of the week: "Fri Nov 6"."""
        return f"{self.days[day.weekday()]} {self.short_date(day)}"

    def moment(self, at: datetime) -> str:
        """With the hour: "Fri Nov 6, 5:00 p.m."."""
        return f"{self.week_day(at)}, {hour(at)}"


def _filled(sentence: Sentence, fields: Fields) -> str:
    form = next((form for form in sentence if places_in(form) <= fields.keys()), "")
    return one_stop(form.format_map(fields))


def places_in(form: str) -> set[str]:
    """The names of the places that a sentence wants filled."""
    return {name for _, name, _, _ in Formatter().parse(form) if name}
