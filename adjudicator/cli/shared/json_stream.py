"""Reading JSON queries as a stream: one object, or an array of which one element is held at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO

from adjudicator.words import _

CHUNK = 65_536
_SPACE = " \t\r\n"
LONGEST_WORD = 16
"""More characters than a word, number's beginning or escape has that the end of a chunk may cut off."""


class BrokenJsonError(Exception):
    """The input is not the JSON that was expected, as `words` say; `place` is the character's place, from 1."""

    def __init__(self, what: str, place: int) -> None:
        self.words = _("broken JSON at character {place}: {what}", place=place, what=what)
        super().__init__(self.words)


class _TwiceError(Exception):
    """A key stands twice in one object: which of its values is meant nobody can tell."""


def _each_key_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, __ in pairs]
        raise _TwiceError(next(key for key in keys if keys.count(key) > 1))
    return found


class QueryStream:
    """Queries from a text stream. `is_array` is known once the first query was asked for."""

    def __init__(self, source: IO[str]) -> None:
        self._source = source
        self._decoder = json.JSONDecoder(object_pairs_hook=_each_key_once)
        self._text, self._at, self._before = "", 0, 0
        self.is_array = False

    def __iter__(self) -> Iterator[object]:
        first = self._next_character()
        if first is None:
            raise BrokenJsonError(_("nothing was given; one object or an array of objects is expected"), 1)
        self.is_array = first == "["
        if not self.is_array:
            yield self._value()
        else:
            yield from self._elements()
        if self._next_character() is not None:
            raise BrokenJsonError(_("something follows after the end"), self._place)

    def _elements(self) -> Iterator[object]:
        self._at += 1
        if self._next_character() == "]":
            self._at += 1
            return
        while True:
            yield self._value()
            following = self._next_character()
            if following not in (",", "]"):
                raise BrokenJsonError(_('"," or "]" is expected'), self._place)
            self._at += 1
            if following == "]":
                return

    def _value(self) -> object:
        """One value; more is read while what is there may only be its beginning."""
        self._next_character()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                place = self._before + error.pos + 1
                if self._is_final(error) or not self._read_on():
                    raise BrokenJsonError(error.msg, place) from error
                continue
            except _TwiceError as error:
                what = _('the key "{key}" stands twice in one object', key=str(error))
                raise BrokenJsonError(what, self._place) from error
            except RecursionError as error:
                raise BrokenJsonError(_("nested too deeply"), self._place) from error
            except ValueError as error:
                raise BrokenJsonError(_("a number is too long"), self._place) from error
            if end == len(self._text) and self._read_on():
                continue  # a number or a word may go on in the next chunk
            self._at = end
            return value

    def _is_final(self, error: json.JSONDecodeError) -> bool:
        """Whether nothing that may still come could mend it: then the rest is not read."""
        cut_off = error.msg.startswith("Unterminated string") or len(self._text) - error.pos < LONGEST_WORD
        return not cut_off

    def _next_character(self) -> str | None:
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in _SPACE:
                    return self._text[self._at]
                self._at += 1
            if not self._read_on():
                return None

    def _read_on(self) -> bool:
        chunk = self._source.read(CHUNK)
        self._before += self._at
        self._text = self._text[self._at :] + chunk
        self._at = 0
        return bool(chunk)

    @property
    def _place(self) -> int:
        return self._before + self._at + 1
