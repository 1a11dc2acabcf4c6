"""TOML written by hand, taken apart: values are taken out by key, and what is wrong is collected with its place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import partial
from typing import Any

from adjudicator.records.keyed import Keyed
from adjudicator.records.trouble import Problem
from adjudicator.words import _, beside


@dataclass(frozen=True, slots=True)
class Table(Keyed):
    """One table of a file. `place` names it ('rule "wrong_county"'), empty for the file itself.

    `problems` is shared by all tables of a file; `misspelt` are the keys that were meant by others.
    """

    file: str
    keys: Mapping[str, Any]
    place: str = ""
    problems: list[Problem] = field(default_factory=list[Problem])
    misspelt: set[str] = field(default_factory=set[str])

    @property
    def errors(self) -> int:
        """How many errors the file has so far, warnings not counted."""
        return sum(1 for problem in self.problems if not problem.warning)

    def refuse(self, what: str, remedy: str) -> None:
        """Collect an error in this table."""
        self.problems.append(Problem(self.file, what, remedy, place=self.place))

    def warn(self, what: str, remedy: str) -> None:
        """Collect a warning."""
        self.problems.append(Problem(self.file, what, remedy, place=self.place, warning=True))

    def only(self, allowed: Collection[str]) -> None:
        """Refuse every key that is none of these."""
        for key in self.keys:
            if key not in allowed:
                self.refuse(_('"{key}" is no key here', key=key), meant(key, allowed))
                self.misspelt.update(get_close_matches(key, allowed, 1))

    def choose(self, given: Iterable[str], allowed: Collection[str], what: str) -> tuple[str, ...]:
        """The values that are allowed; `what` says in a message what the others are not ("an answer to home")."""
        values = tuple(given)
        for value in values:
            if value not in allowed:
                self.refuse(_('"{value}" is not {what}', value=value, what=what), meant(value, allowed))
        return tuple(value for value in values if value in allowed)

    def wrong(self, key: str, what: str, remedy: str, value: object) -> None:
        """Collect an error, which names the key by itself."""
        del key, value
        self.refuse(what, remedy)

    def text(self, key: str) -> str:
        """A text that may be missing; empty then."""
        how = _('Write it in quotation marks: {key} = "{value}".', key=key, value=str(self.keys.get(key)))
        return self.typed(key, str, _("{key} is not a text", key=key), how).strip()

    def needed(self, key: str, why: str) -> str:
        """A text that must be there; `why` says what it is for."""
        value = self.text(key)
        self._not_blank(key, why)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, each once; empty where it is missing."""
        how = _('Write it in square brackets: {key} = ["...", "..."].', key=key)
        value: list[str] = self.typed(key, list, _("{key} is not a list of texts", key=key), how, fits=_are_texts)
        for twice in sorted({each for each in value if value.count(each) > 1}):
            self.refuse(_('{key} names "{name}" twice', key=key, name=twice), _("Take one of the two out."))
        return tuple(dict.fromkeys(value))

    def one_or_more(self, key: str) -> tuple[str, ...]:
        """A text or a list of texts, given as a list; empty where it is missing."""
        if isinstance(self.keys.get(key), list):
            return self.texts(key)
        value = self.text(key)
        return (value,) if value else ()

    def needed_one_or_more(self, key: str, why: str) -> tuple[str, ...]:
        """A text or a list of texts that must be there; `why` says what it is for."""
        values = self.one_or_more(key)
        self._not_blank(key, why)
        return values

    def _not_blank(self, key: str, why: str) -> None:
        if (self.is_blank(key) or self.keys[key] == []) and key not in self.misspelt:
            self.refuse(_("{key} is missing or empty", key=key), _('Add {key} = "...": {why}.', key=key, why=why))

    def words(self, key: str) -> dict[str, str]:
        """A small table of texts; empty where it is missing."""
        how = _('Below its heading stand lines as in name = "words" and nothing else; other keys stand above it.')
        what = _("not everything in {key} is a text", key=key)
        return self.typed(key, dict, what, how, fits=lambda value: _are_texts(value.values()))

    def answers(self, key: str) -> dict[str, tuple[str, ...]]:
        """A small table of texts or lists of texts, each given as a list; empty where it is missing."""
        how = _(
            'Write it as in {key} = {{ registration = "registered", home = ["other_style", "other_precinct"] }}.',
            key=key,
        )
        found: dict[str, Any] = self.typed(
            key, dict, _("{key} is not a table of answers", key=key), how, fits=_are_answers
        )
        return {name: (each,) if isinstance(each, str) else tuple(each) for name, each in found.items()}

    def tables(self, key: str) -> list[Table]:
        """The tables that are written with two brackets; each is named by its id, or else by its number."""
        heading = f"[[{self.place.partition(' ')[0]}.{key}]]" if self.place else f"[[{key}]]"
        how = _("Begin each with {heading}, with two brackets on either side.", heading=heading)
        found: list[dict[str, Any]] = self.typed(
            key, list, _("{key} is not a list of tables", key=key), how, fits=partial(_all_are, dict)
        )
        return [
            self.part(each, f"{key} {_named(each)}" if _named(each) else f"{heading} {at}")
            for at, each in enumerate(found, 1)
        ]

    def part(self, keys: Mapping[str, Any], name: str) -> Table:
        """A table within this one."""
        return Table(self.file, keys, f"{self.place}, {name}" if self.place else name, self.problems)


def read_table(file: str, content: bytes) -> Table:
    """Read a file's bytes; where they are no TOML, a table without keys that has the problem with its line."""
    table = Table(file, {})
    try:
        return Table(file, tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n")))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what, remedy = _("a character is not in UTF-8"), _("Save the file as UTF-8 in your editor.")
        table.problems.append(Problem(file, what, remedy, place=_("line {line}", line=str(line))))
    except tomllib.TOMLDecodeError as error:
        table.problems.append(_syntax(file, str(error)))
    except RecursionError:
        remedy = _("A list may stand in a list, and no deeper: take the other brackets out.")
        table.problems.append(Problem(file, _("is nested too deeply"), remedy))
    return table


def meant(given: str, allowed: Collection[str]) -> str:
    """What to write instead: the nearest allowed word first, then all of them."""
    if not allowed:
        return _("Nothing can stand here: take it out.")
    near = get_close_matches(given, allowed, 1)
    asked = _('Did you mean "{near}"?', near=near[0]) if near else ""
    return beside(asked, _("Allowed: {values}.", values=", ".join(allowed)))


_AT = re.compile(r"(.*) \(at (.*)\)", re.DOTALL)
_TWICE = _("Take one of the two out; or write two brackets each time where it is a list of tables, as [[rule]] is.")
_PLAIN: Mapping[str, tuple[str, str]] = {
    "Illegal character": (_("a quotation mark is not closed"), _("Close it on the same line.")),
    "Invalid value": (_("a value has no quotation marks"), _('Write texts in straight ones: "like this".')),
    "Expected '='": (_("no = follows the key"), _('Write key = "value"; a key is one word, with _ for spaces.')),
    "Cannot overwrite": (_("a key or heading stands twice"), _TWICE),
    "Cannot declare": (_("a heading stands twice"), _TWICE),
    "Unclosed array": (
        _("a list is not closed, or lacks a comma"),
        _('Write ["one", "two"]; look at the line above as well.'),
    ),
    "Unclosed inline table": (
        _("a { is not closed, or a comma is missing"),
        _('Write { one = "a", two = "b" } on one line.'),
    ),
    "Expected newline": (
        _("the line goes on after its value"),
        _('One key a line; write quotation marks within a text as \\".'),
    ),
    "Expected ']": (
        _("a heading lacks a bracket"),
        _("Write [name] or [[name]], with as many brackets on either side."),
    ),
    "Unterminated string": (_('a text begun with """ is not closed'), _('Close it with """.')),
}
"""How the reader's message begins -> what is wrong, and what to do, for a person who has never seen TOML."""


def _syntax(file: str, message: str) -> Problem:
    said = _AT.fullmatch(message)
    what, at = said.groups() if said else (message, "")
    plain = next((words for begins, words in _PLAIN.items() if what.startswith(begins)), None)
    wrong, remedy = plain or (_("this is no TOML: {what}", what=what), _("Compare the line with one that is right."))
    return Problem(file, wrong, remedy, place=_("the end") if at == "end of document" else at)


def _all_are(kind: type, values: Iterable[object]) -> bool:
    return all(isinstance(value, kind) for value in values)


_are_texts = partial(_all_are, str)


def _are_answers(given: Mapping[str, Any]) -> bool:
    return all(
        isinstance(each, str) or (isinstance(each, list) and each and _are_texts(each)) for each in given.values()
    )


def _named(keys: Mapping[str, Any]) -> str:
    name = keys.get("id")
    return f'"{name}"' if isinstance(name, str) and name else ""
