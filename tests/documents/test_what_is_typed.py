"""The helper that types pages notices what is not as a page says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .fenced import Block, blocks_of, exchanges_of
from .shell import TOOLS, as_shown, furnish, trouble_of, type_all

PAGE = """\
# A page

## A part

**notes/a.txt**

```text
one
```

```console
$ cat notes/a.txt
one
$ false
$ echo $?
1
```

```sh
word=kept
sudo apt install everything
```

```bash
echo "$word"
```
"""


def page(folder: Path, text: str = PAGE) -> list[Block]:
    (folder / "page.md").write_text(text, encoding="utf-8")
    return blocks_of(folder / "page.md")


def trouble(folder: Path, text: str) -> list[str]:
    made = folder / "product"
    made.mkdir()
    furnish(made)
    return trouble_of(type_all(page(folder, text), made, ("sudo ",)))


def test_a_block_is_known_by_its_language_its_heading_and_the_name_above_it(tmp_path: Path) -> None:
    file, session, *_ = page(tmp_path)
    assert (file.language, file.name, file.heading, file.text) == ("text", "notes/a.txt", "A part", "one\n")
    assert (session.language, session.name, session.line) == ("console", "", 11)
    assert [(each.typed, each.shown) for each in exchanges_of(session)] == [
        ("cat notes/a.txt", ("one",)),
        ("false", ()),
        ("echo $?", ("1",)),
    ]


def test_a_fence_that_is_not_closed_and_a_session_that_begins_with_an_answer_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="line 1 is not closed"):
        page(tmp_path, "```sh\nls\n")
    with pytest.raises(ValueError, match="after \\$"):
        exchanges_of(page(tmp_path, "```console\none\n```\n")[0])


@pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason="what the pages type is not on this machine")
@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("one\n$ false", "two\n$ false", "said:\none"),
        ("$ echo $?\n1\n", "", "ended with 1"),
        ("$ echo $?\n1\n", "$ echo $?\n2\n", "said:\n1"),
        ("word=kept", "no-such-command", "ended with 127"),
        ('echo "$word"', "exit 4", "ended with 4"),
    ],
)
def test_another_answer_and_a_command_that_fails_are_told_with_their_place(
    tmp_path: Path, was: str, now: str, told: str
) -> None:
    assert was in PAGE
    (found,) = trouble(tmp_path, PAGE.replace(was, now))
    assert found.startswith("page.md, line ")
    assert told in found


@pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason="what the pages type is not on this machine")
def test_a_page_that_is_true_has_no_trouble_and_what_is_left_out_is_not_typed(tmp_path: Path) -> None:
    assert trouble(tmp_path, PAGE) == []


@pytest.mark.parametrize(
    ("shown", "said", "same"),
    [
        (["..."], [], True),
        (["a", "...", "d"], ["a", "b", "c", "d"], True),
        (["a", "...", "d"], ["a", "b", "c"], False),
        ([f"root {'a' * 64}"], [f"root {'b' * 64}"], True),
        (["Nothing was changed: OK"], ["Nothing was changed: NOT OK"], False),
        (["entry 84: its leaf is not the hash of its body"], ["entry 84: its leaf isn't the hash of its body"], True),
        (["entry 84: its leaf is not the hash of its body"], ["entry 85: its leaf is not the hash of its body"], False),
        (["it checks all of it: OK so far"], ["it checks all of it: NOT OK so far"], False),
        (["OK"], ["OK", "and more"], False),
    ],
)
def test_sentences_may_be_worded_anew_but_verdicts_numbers_and_codes_are_to_the_letter(
    shown: list[str], said: list[str], same: bool
) -> None:
    assert as_shown(shown, said) is same
