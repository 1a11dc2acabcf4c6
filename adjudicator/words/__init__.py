"""Words that a person reads: sentences, numbers, lists and days, in English here and in any language where they are shown."""

from __future__ import annotations

from adjudicator.words.joining import any_of, beside, capital, joined, number, small, some_of
from adjudicator.words.sentence import ENGLISH, Language, Words, _, n_, plural, said, told

__all__ = [
    "ENGLISH",
    "Language",
    "Words",
    "_",
    "any_of",
    "beside",
    "capital",
    "joined",
    "n_",
    "number",
    "plural",
    "said",
    "small",
    "some_of",
    "told",
]
