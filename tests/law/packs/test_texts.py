"""Files of cited paragraphs: how they are read, and that each paragraph lies in them once and in order."""

import re
from hashlib import sha256
from itertools import pairwise

import pytest

from adjudicator.law.packs.texts import read_paragraphs
from adjudicator.resources import path

FILES = sorted(path("law", "texts").glob("*.md"))
EXAMPLE = """\
# Release 1, May 1, 2001

Verbatim, from somewhere.

## A. 9

Whoever votes shall be:

## A. 9(1)

Alive; and

## A. 9(2)

Present.

## A. 91

Another matter.
"""


def read(file):
    return read_paragraphs(file.read_text(encoding="utf-8"))


def test_a_paragraph_has_its_own_words_and_those_of_the_paragraphs_beneath_it():
    texts = {citation: each.text for citation, each in read_paragraphs(EXAMPLE).items()}
    assert texts == {
        "A. 9": "Whoever votes shall be:\n\nAlive; and\n\nPresent.",
        "A. 9(1)": "Alive; and",
        "A. 9(2)": "Present.",
        "A. 91": "Another matter.",
    }


def test_a_paragraph_names_its_edition_and_whether_its_words_are_the_laws_own():
    assert {(each.release, each.verbatim) for each in read_paragraphs(EXAMPLE).values()} == {
        ("Release 1, May 1, 2001", True)
    }
    told = read_paragraphs(EXAMPLE.replace("Verbatim", "Paraphrase"))
    assert not any(each.verbatim for each in told.values())


def test_a_paragraphs_hash_is_over_its_words():
    assert read_paragraphs(EXAMPLE)["A. 9(1)"].sha256 == sha256(b"Alive; and").hexdigest()


def test_a_citation_with_two_headings_is_refused():
    with pytest.raises(ValueError, match="two headings"):
        read_paragraphs(EXAMPLE.replace("A. 91", "A. 9(2)"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_heading_has_words(file):
    assert [citation for citation, each in read(file).items() if not each.text] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_words_are_written_twice(file):
    words = [each for each in file.read_text(encoding="utf-8").split("\n") if len(each) > 40]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_paragraphs_beneath_a_heading_are_numbered_without_a_gap(file):
    citations = list(read(file))
    for citation in citations:
        beneath = [each for each in citations if re.fullmatch(re.escape(citation) + r"\(\w+\)", each)]
        marks = [each.removeprefix(citation).strip("()") for each in beneath]
        if marks and marks[0] not in "1aA":
            pytest.fail(f"{citation} begins with ({marks[0]})")
        for one, next_ in pairwise(marks):
            assert (int(next_) == int(one) + 1) if one.isdigit() else (ord(next_) == ord(one) + 1), citation
