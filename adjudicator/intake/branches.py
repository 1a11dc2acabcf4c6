"""Files that are trees, JSON and XML, read to one form: branches with what is said in them and the branches under them.

XML is read without a document type, so that nothing in a file can name another file or blow up when it is read; depth and
size are bounded.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import cast
from xml.parsers import expat

from adjudicator.intake.problem_list import ProblemList, shortened
from adjudicator.intake.sources import NotUtf8Error, decoded
from adjudicator.records.trouble import Problem
from adjudicator.words import _

DEEPEST = 40
"""Levels of a tree; a report of results has some ten."""

TEXT_AT_MOST = 100_000
"""Letters of one text: a measure may stand in full beside its title."""

ASK_AGAIN = _("Ask for the file again.")
ID, KIND = "@id", "@type"
"""What NIST's files in JSON call an object's own name and its kind."""

_XML_NAMES = {"ObjectId": ID, "type": KIND}
"""The same in its files in XML."""

Skips = Callable[[str, Mapping[str, str]], bool]


class Branch:
    """One element of XML, or object of JSON. `said` has its attributes and plain values, `place` where it stands."""

    __slots__ = ("name", "place", "said", "text", "under")

    def __init__(self, name: str, place: str, said: dict[str, str]) -> None:
        self.name = name
        self.place = place
        self.said = said
        self.text = ""
        self.under: list[Branch] = []

    def all(self, name: str) -> Iterator[Branch]:
        """Yield the branches of a name right under this one, in order."""
        return (each for each in self.under if each.name == name)


def skips_nothing(name: str, said: Mapping[str, str]) -> bool:  # noqa: ARG001 - what a reader may look at
    """Whether a branch is left out with all under it: none is."""
    return False


def read_xml(data: bytes, problems: ProblemList, skips: Skips = skips_nothing) -> Branch | None:
    """Return the outermost element of an XML file in UTF-8, or None with the problem collected.

    Refused are a document type (no file of results has one, and by it a file could name others), more than 40 levels, and
    what is not well formed. An element that `skips` names is left out with all under it.
    """
    growing = _Growing(skips)
    try:
        decoded(data)
        growing.parser.Parse(data, True)
    except NotUtf8Error as error:
        problems.add(error.problem(problems.file, data.count(b"\n", 0, error.offset) + 1))
        return None
    except _RefusedError as error:
        problems.add(Problem(problems.file, error.what, ASK_AGAIN, place=growing.place()))
        return None
    except expat.ExpatError as error:
        what = _("is not XML as it should be ({error})", error=expat.ErrorString(error.code))
        problems.add(Problem(problems.file, what, ASK_AGAIN, place=_line(error.lineno)))
        return None
    return growing.root


class _RefusedError(Exception):
    """Something that is not read for safety's sake. Caught in this module."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class _Growing:
    """The tree while a file is parsed."""

    def __init__(self, skips: Skips) -> None:
        self.parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._letters
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.root: Branch | None = None
        self._skips = skips
        self._open: list[Branch] = []
        self._skipped = 0

    def place(self) -> str:
        return _line(self.parser.CurrentLineNumber)

    def _refuse_doctype(self, *_told: object) -> None:
        raise _RefusedError(_("has a document type, which no file of results has, and which is not read"))

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if self._skipped:
            self._skipped += 1
            return
        if len(self._open) == DEEPEST:
            raise _RefusedError(_("is nested more than {levels} levels deep", levels=DEEPEST))
        plain = _plain(name)
        said = {_XML_NAMES.get(_plain(key), _plain(key)): value for key, value in attributes.items()}
        if self._open and self._skips(plain, said):
            self._skipped = 1
            return
        branch = Branch(name if not self._open else plain, self.place(), said)
        if self._open:
            self._open[-1].text = ""  # what stood between two elements is space
            self._open[-1].under.append(branch)
        else:
            self.root = branch
        self._open.append(branch)

    def _end(self, _name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        branch = self._open.pop()
        if branch.under:
            branch.text = ""
        elif self._open and not branch.said:
            parent = self._open[-1]
            said = parent.said.get(branch.name, "")
            parent.said[branch.name] = f"{said} {branch.text.strip()}".strip()
            parent.under.pop()

    def _letters(self, text: str) -> None:
        if self._skipped or not self._open:
            return
        branch = self._open[-1]
        if len(branch.text) + len(text) > TEXT_AT_MOST:
            raise _RefusedError(_("holds a text of more than {most} letters", most=TEXT_AT_MOST))
        branch.text += text


def _plain(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]


def _line(number: int) -> str:
    return _("line {line}", line=str(number))


def read_json(data: bytes, problems: ProblemList) -> Branch | None:
    """Return the object of a JSON file in UTF-8, or None with the problem collected.

    Refused are more than 40 levels, a key that stands twice in one object, and what is not JSON.
    """
    repeated: list[str] = []
    try:
        value = _parsed(data, repeated)
        root = _grown("", "", cast("dict[str, object]", value), 1) if isinstance(value, dict) else None
    except NotUtf8Error as error:
        problems.add(error.problem(problems.file, data.count(b"\n", 0, error.offset) + 1))
    except json.JSONDecodeError as error:
        what = _("is not JSON as it should be ({error})", error=error.msg)
        problems.add(Problem(problems.file, what, ASK_AGAIN, place=_line(error.lineno)))
    except (_RefusedError, RecursionError):
        problems.add(Problem(problems.file, _("is nested more than {levels} levels deep", levels=DEEPEST), ASK_AGAIN))
    else:
        for key in dict.fromkeys(repeated):
            problems.add(Problem(problems.file, _("stands twice in one object"), ASK_AGAIN, column=shortened(key)))
        if root is None:
            problems.add(Problem(problems.file, _("does not hold a JSON object"), ASK_AGAIN))
        return None if repeated else root
    return None


def _parsed(data: bytes, repeated: list[str]) -> object:
    """The value of a JSON text, numbers as they are written; names the keys that stand twice in one object."""

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            often = Counter(name for name, __ in pairs)
            repeated.extend(name for name, times in often.items() if times > 1)
        return found

    return cast("object", json.loads(decoded(data), object_pairs_hook=once, parse_float=str, parse_int=str))


def _grown(name: str, place: str, keys: dict[str, object], level: int) -> Branch:
    if level > DEEPEST:
        raise _RefusedError(_("is nested more than {levels} levels deep", levels=DEEPEST))
    branch = Branch(name, place, {})
    for key, value in keys.items():
        inside = f"{place}.{key}" if place else key
        several = cast("list[object]", value) if isinstance(value, list) else [value]
        for at, each in enumerate(several):
            if isinstance(each, dict):
                below = cast("dict[str, object]", each)
                branch.under.append(_grown(key, f"{inside}[{at}]" if several is value else inside, below, level + 1))
        plain = [_written(each) for each in several if isinstance(each, str | bool)]
        if plain:
            branch.said[key] = " ".join(plain)
    return branch


def _written(value: str | bool) -> str:
    """A plain value as XML would write it."""
    return value if isinstance(value, str) else "true" if value else "false"
