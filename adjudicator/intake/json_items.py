"""JSON read strictly: objects whose values are taken out by key, each with the path that names it in a message."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import cast

from adjudicator.intake.problem_list import ProblemList, shortened
from adjudicator.intake.sources import NotUtf8Error, decoded
from adjudicator.intake.words import day_of, hour_of
from adjudicator.records.names import too_long, unseen
from adjudicator.records.trouble import Problem

TEXT_AT_MOST = 1_000
"""Characters in one text of a definition: the question of a measure may stand as its title."""


@dataclass(frozen=True, slots=True)
class Item:
    """One JSON object. `path` names it ("precincts[004]"), empty for the whole document.

    A key that is missing or null reads as empty. What is wrong is collected, and an empty value returned in its place.
    """

    path: str
    keys: Mapping[str, object]
    problems: ProblemList

    def refuse(self, key: str, what: str, remedy: str, value: object = "") -> None:
        """Collect an error at one key of this object."""
        column = f"{self.path}.{key}" if self.path else key
        self.problems.add(Problem(self.problems.file, what, remedy, 0, column, shortened(value)))

    def warn(self, key: str, what: str, remedy: str) -> None:
        """Collect a warning at one key of this object."""
        column = f"{self.path}.{key}" if self.path else key
        self.problems.add(Problem(self.problems.file, what, remedy, column=column, warning=True))

    def text(self, key: str) -> str:
        """Return a text exactly as received; empty where it is missing, null or only space."""
        value = self.keys.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.refuse(key, "is not a text", "Write it in quotation marks.", value)
            return ""
        return "" if not value.strip() or not self._whole(key, value) else value

    def needed(self, key: str) -> str:
        """Return a text that must be there."""
        value = self.text(key)
        if self._is_blank(key):
            self.refuse(key, "is missing or empty", f'Add "{key}" to the definition.')
        return value

    def whole(self, key: str, default: int) -> int:
        """Return a whole number of at least 0."""
        value = self.keys.get(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self.refuse(key, "is not a whole number of 0 or more", "Write a number without quotation marks.", value)
            return default
        return value

    def part(self, key: str) -> float:
        """Return a part of one, between 0 and 1; 1 where it is missing."""
        value = self.keys.get(key)
        if value is None:
            return 1.0
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            self.refuse(key, "is not a number from 0 to 1", "Write the part of the precinct's electors.", value)
            return 1.0
        return float(value)

    def flag(self, key: str) -> bool:
        """Return a yes or no, written true and false or 1 and 0; no where it is missing."""
        value = self.keys.get(key)
        if value is None:
            return False
        if not isinstance(value, bool | int) or value not in (0, 1):
            self.refuse(key, "is neither true nor false", "Write true or false.", value)
            return False
        return bool(value)

    def day(self, key: str) -> date | None:
        """Return a day, or None where it is missing."""
        text = self.text(key)
        day = day_of(text)
        if text and day is None:
            self.refuse(key, "is not a date", 'Write it as in "2020-11-03".', text)
        return day

    def needed_day(self, key: str) -> date:
        """Return a day that must be there; `date.min` where it is not, with the error collected."""
        if self._is_blank(key):
            self.refuse(key, "is missing or empty", f'Add "{key}" to the definition, as in "2020-11-03".')
        return self.day(key) or date.min

    def hour(self, key: str) -> time | None:
        """Return an hour of the day, or None where it is missing."""
        text = self.text(key)
        hour = hour_of(text)
        if text and hour is None:
            self.refuse(key, "is not an hour of the day", 'Write it as in "19:00".', text)
        return hour

    def is_empty(self, key: str) -> bool:
        """Whether a list or object is missing or holds nothing."""
        return self.keys.get(key) in (None, [], {})

    def list_of(self, key: str) -> list[object]:
        """Return a list; empty where it is missing."""
        value = self.keys.get(key)
        if value is not None and not isinstance(value, list):
            self.refuse(key, "is not a list", "Write a list in square brackets.", shortened(value))
            return []
        return cast("list[object]", value or [])

    def object_of(self, key: str) -> Item:
        """Return an object; empty where it is missing."""
        value = self.keys.get(key)
        if value is not None and not isinstance(value, dict):
            self.refuse(key, "is not an object", "Write an object in curly brackets.", shortened(value))
            value = None
        keys = {name: each for name, each in cast("dict[str, object]", value or {}).items() if self._whole(key, name)}
        return Item(f"{self.path}.{key}" if self.path else key, keys, self.problems)

    def objects(self, key: str, named_by: str) -> Iterator[Item]:
        """Yield the objects of a list; each is called in messages by one of its own keys, or by its place."""
        for index, value in enumerate(self.list_of(key)):
            path = f"{self.path}.{key}" if self.path else key
            if not isinstance(value, dict):
                self.refuse(f"{key}[{index}]", "is not an object", "Write an object in curly brackets.", value)
                continue
            keys = cast("dict[str, object]", value)
            yield Item(f"{path}[{shortened(keys.get(named_by) or index)}]", keys, self.problems)

    def texts(self, key: str) -> Iterator[str]:
        """Yield the texts of a list."""
        for index, value in enumerate(self.list_of(key)):
            if isinstance(value, str) and value.strip() and self._whole(key, value):
                yield value
            elif not isinstance(value, str) or not value.strip():
                self.refuse(f"{key}[{index}]", "is not a text", "Write it in quotation marks.", value)

    def _whole(self, key: str, value: str) -> bool:
        """Whether a text is of bounded length and every character of it can be seen, and written again.

        JSON can escape half of a pair, which UTF-8 cannot write.
        """
        if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
            self.refuse(key, "holds half of a character", "Write the text again.", ascii(value))
            return False
        problem = "" if self.problems.kept else too_long(value, TEXT_AT_MOST) or unseen(value)
        if problem:
            self.refuse(key, problem, "Write the text again, in one line of plain letters.", value)
        return not problem

    def _is_blank(self, key: str) -> bool:
        value = self.keys.get(key)
        return value is None or (isinstance(value, str) and not value.strip())


def load_object(data: bytes, problems: ProblemList) -> Item | None:
    """Return the object that the bytes hold, or None with the problem collected.

    Not UTF-8 names the byte, broken JSON the line and column, a key that stands twice in one object its name
    (RFC 8259 section 4 leaves open which of the two would count).
    """
    repeated: list[str] = []
    value = _value(data, problems, repeated)
    for key in repeated:
        what = "stands twice in one object"
        problems.add(
            Problem(problems.file, what, "Remove or rename one of the two.", 0, shortened(key), shortened(key))
        )
    if isinstance(value, dict):
        return Item("", cast("dict[str, object]", value), problems)
    if not problems.has_errors:
        problems.add(Problem(problems.file, "does not hold a JSON object", "Choose an election definition."))
    return None


def _value(data: bytes, problems: ProblemList, repeated: list[str]) -> object:
    def without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            repeated.extend(name for name in found if names.count(name) > 1)
        return found

    try:
        text = decoded(data)
        return cast("object", json.loads(text, object_pairs_hook=without_repeats))
    except NotUtf8Error as error:
        problems.add(error.problem(problems.file, data.count(b"\n", 0, error.offset) + 1))
    except json.JSONDecodeError as error:
        what = f"is not valid JSON at line {error.lineno}, column {error.colno}: {error.msg}"
        problems.add(Problem(problems.file, what, "Correct that place, or ask for the file again.", error.lineno))
    except (RecursionError, ValueError):
        what = "is not a definition: it is nested too deeply or holds a number that is far too long"
        problems.add(Problem(problems.file, what, "Ask for the file again."))
    return None
