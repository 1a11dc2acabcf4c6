"""JSON read strictly: objects whose values are taken out by key, each with the path that names it in a message."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, cast

from adjudicator.intake.problem_list import ProblemList, shortened
from adjudicator.intake.sources import MOST_OF_DEFINITION, NotUtf8Error, decoded
from adjudicator.intake.words import day_of, hour_of
from adjudicator.records.keyed import Keyed
from adjudicator.records.names import too_long, unseen
from adjudicator.records.trouble import Problem
from adjudicator.words import _

TEXT_AT_MOST = 1_000
"""Characters in one text of a definition: the question of a measure may stand as its title."""
IN_QUOTES = _("Write it in quotation marks.")
NO_OBJECT = (_("is not an object"), _("Write an object in curly brackets."))
FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Between which every date of an election lies; days are counted back and forth from it."""


@dataclass(frozen=True, slots=True)
class Item(Keyed):
    """One JSON object. `path` names it ("precincts[004]"), empty for the whole document."""

    path: str
    keys: Mapping[str, Any]
    problems: ProblemList

    def at(self, key: str) -> str:
        """How a key of this object is called in messages."""
        return f"{self.path}.{key}" if self.path else key

    def wrong(self, key: str, what: str, remedy: str, value: object = "") -> None:
        """Collect an error at one key of this object."""
        self.problems.add(Problem(self.problems.file, what, remedy, 0, self.at(key), shortened(value)))

    def warn(self, key: str, what: str, remedy: str, value: str = "") -> None:
        """Collect a warning at one key of this object."""
        self.problems.add(Problem(self.problems.file, what, remedy, 0, self.at(key), value, warning=True))

    def text(self, key: str) -> str:
        """Return a text exactly as received; empty where it is missing, null or only space."""
        value = self.typed(key, str, _("is not a text"), IN_QUOTES)
        return value if value.strip() and self._whole(key, value) else ""

    def needed(self, key: str) -> str:
        """Return a text that must be there."""
        value = self.text(key)
        if self.is_blank(key):
            self.wrong(key, _("is missing or empty"), _('Add "{key}" to the definition.', key=key))
        return value

    def whole(self, key: str, default: int) -> int:
        """Return a whole number of at least 0."""
        what, remedy = _("is not a whole number of 0 or more"), _("Write a number without quotation marks.")
        return self.typed(key, int, what, remedy, fits=lambda value: value >= 0, empty=default)

    def part(self, key: str) -> float:
        """Return a part of one, between 0 and 1; 1 where it is missing."""
        value = self.keys.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
            return float(value)
        if value is not None:
            self.wrong(key, _("is not a number from 0 to 1"), _("Write the part of the precinct's electors."), value)
        return 1.0

    def flag(self, key: str) -> bool:
        """Return a yes or no, written true and false or 1 and 0; no where it is missing."""
        value = self.keys.get(key)
        if isinstance(value, int) and value in (0, 1):
            return bool(value)
        if value is not None:
            self.wrong(key, _("is neither true nor false"), _("Write true or false."), value)
        return False

    def day(self, key: str) -> date | None:
        """Return a day, or None where it is missing."""
        text = self.text(key)
        day = day_of(text)
        if text and day is None:
            self.wrong(key, _("is not a date"), _('Write it as in "2020-11-03".'), text)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            what = _("is not a date between {first} and {last}", first=str(FIRST_YEAR), last=str(LAST_YEAR))
            self.wrong(key, what, _("Correct the year."), text)
            return None
        return day

    def needed_day(self, key: str) -> date:
        """Return a day that must be there; `date.min` where it is not, with the error collected."""
        if self.is_blank(key):
            self.wrong(key, _("is missing or empty"), _('Add "{key}" to the definition, as in "2020-11-03".', key=key))
        return self.day(key) or date.min

    def hour(self, key: str) -> time | None:
        """Return an hour of the day, or None where it is missing."""
        text = self.text(key)
        hour = hour_of(text)
        if text and hour is None:
            self.wrong(key, _("is not an hour of the day"), _('Write it as in "19:00".'), text)
        return hour

    def is_empty(self, key: str) -> bool:
        """Whether a list or object is missing or holds nothing."""
        return self.keys.get(key) in (None, [], {})

    def list_of(self, key: str) -> list[object]:
        """Return a list; empty where it is missing."""
        return self.typed(key, list, _("is not a list"), _("Write a list in square brackets."))

    def object_of(self, key: str) -> Item:
        """Return an object; empty where it is missing."""
        value: dict[str, object] = self.typed(key, dict, *NO_OBJECT)
        keys = {name: each for name, each in value.items() if self._whole(key, name)}
        return Item(self.at(key), keys, self.problems)

    def objects(self, key: str, named_by: str) -> Iterator[Item]:
        """Yield the objects of a list; each is called in messages by one of its own keys, or by its place."""
        for index, value in enumerate(self.list_of(key)):
            if not isinstance(value, dict):
                self.wrong(f"{key}[{index}]", *NO_OBJECT, value)
                continue
            keys = cast("dict[str, object]", value)
            yield Item(f"{self.at(key)}[{shortened(keys.get(named_by) or index)}]", keys, self.problems)

    def texts(self, key: str) -> Iterator[str]:
        """Yield the texts of a list."""
        for index, value in enumerate(self.list_of(key)):
            if isinstance(value, str) and value.strip() and self._whole(key, value):
                yield value
            elif not isinstance(value, str) or not value.strip():
                self.wrong(f"{key}[{index}]", _("is not a text"), IN_QUOTES, value)

    def _whole(self, key: str, value: str) -> bool:
        """Whether a text is of bounded length and every character of it can be seen, and written again.

        JSON can escape half of a pair, which UTF-8 cannot write.
        """
        if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
            self.wrong(key, _("holds half of a character"), _("Write the text again."), ascii(value))
            return False
        problem = "" if self.problems.kept else too_long(value, TEXT_AT_MOST) or unseen(value)
        if problem:
            self.wrong(key, problem, _("Write the text again, in one line of plain letters."), value)
        return not problem


def load_object(data: bytes, problems: ProblemList, wanted: str) -> Item | None:
    """Return the object that the bytes hold, or None with the problem collected; more than 64 MB are not read.

    `wanted` is the remedy where they hold something else.
    Not UTF-8 names the byte, broken JSON the line and column, a key that stands twice in one object its name
    (RFC 8259 section 4 leaves open which of the two would count).
    """
    if len(data) > MOST_OF_DEFINITION:
        what = _(
            "is too large: it has {size} bytes, and may have at most {most}", size=len(data), most=MOST_OF_DEFINITION
        )
        problems.add(Problem(problems.file, what, _("Check that it is the right file.")))
        return None
    repeated: list[str] = []
    value = _value(data, problems, repeated)
    for key in repeated:
        what = _("stands twice in one object")
        problems.add(
            Problem(problems.file, what, _("Remove or rename one of the two."), 0, shortened(key), shortened(key))
        )
    if isinstance(value, dict):
        return Item("", cast("dict[str, object]", value), problems)
    if not problems.has_errors:
        problems.add(Problem(problems.file, _("does not hold a JSON object"), wanted))
    return None


def _value(data: bytes, problems: ProblemList, repeated: list[str]) -> object:
    def without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            repeated.extend(name for name, often in Counter(name for name, __ in pairs).items() if often > 1)
        return found

    try:
        text = decoded(data)
        return cast("object", json.loads(text, object_pairs_hook=without_repeats))
    except NotUtf8Error as error:
        problems.add(error.problem(problems.file, data.count(b"\n", 0, error.offset) + 1))
    except json.JSONDecodeError as error:
        what = _(
            "is not valid JSON at line {line}, column {column}: {error}",
            line=str(error.lineno),
            column=str(error.colno),
            error=error.msg,
        )
        problems.add(Problem(problems.file, what, _("Correct that place, or ask for the file again."), error.lineno))
    except (RecursionError, ValueError):
        what = _("is nested too deeply, or holds a number that is far too long")
        problems.add(Problem(problems.file, what, _("Ask for the file again.")))
    return None
