"""Which envelopes a sentence names, whatever language it is said in, so that they can be opened where it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adjudicator.words.sentence import Words

_NAMES = re.compile(r"(?<!no )\benvelopes? \{(\w+)\}", re.IGNORECASE)
"""The place behind the word; "There is no envelope {number}" names none that could be opened."""

_BETWEEN = re.compile(r",\s*|\s+and\s+")


def envelopes_in(*words: str) -> tuple[str, ...]:
    """The numbers of the envelopes that sentences name, each once, in their order; a plain `str` names none."""
    return tuple(dict.fromkeys(number for each in words for number in _named(each)))


def _named(words: str) -> Iterator[str]:
    if not isinstance(words, Words):
        return
    for sentence, places in words.sentences:
        for place in _NAMES.findall(sentence):
            numbers = (each for name, value in places if name == place for each in _BETWEEN.split(str(value)))
            yield from (each for each in numbers if any(map(str.isdigit, each)) and " " not in each)
