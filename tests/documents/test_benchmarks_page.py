"""The page of the benchmarks has every row and marks what is missed, and README quotes it to the letter."""

from __future__ import annotations

import re

import pytest

from tests.benchmarks.page import kept, page, part, table
from tests.benchmarks.rows import Row

from .fenced import README, ROOT

PAGE = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| .* \|$", re.MULTILINE)


@pytest.mark.parametrize(
    ("row", "keeps"),
    [
        (Row("a", 49, "ms", budget="50 ms"), True),
        (Row("a", 51, "ms", budget="50 ms"), False),
        (Row("a", 99.4, "%", budget="99.5 %"), False),
        (Row("a", 99.6, "%", budget="99.5 %"), True),
        (Row("a", 66, "s", budget="45 s for 100,000"), False),
        (Row("a", 1, "s", 0.5, "1.5 times sqlite3 .import and name index"), False),
        (Row("a", 1, "s", 0.8, "1.5 times"), True),
        (Row("a", 324, "MB", 137, "flat"), False),
        (Row("a", 140, "MB", 137, "flat"), True),
        (Row("a", 1, "s", 0.8, "plain"), None),
        (Row("a", 1, "s"), None),
    ],
)
def test_a_budget_is_kept_or_missed_as_its_words_say(row: Row, keeps: bool | None) -> None:
    assert kept(row) is keeps
    assert table([row]).endswith({True: "| kept |", False: "| **missed** |", None: "|  |"}[keeps])


def test_every_row_of_a_run_is_on_the_page_and_the_missed_are_counted() -> None:
    rows = [Row(f"work {at}", at, "s", budget="2 s" if at % 2 else "") for at in range(6)]
    made = page({"append": part(rows, "Nov 30, 2026", "a machine", "a note")}, ["append"])
    assert [line.split(" | ")[0] for line in ROW.findall(made)[1:]] == [f"| {row.what}" for row in rows]
    assert "3, of which 2 are missed" in made
    assert all(words in made for words in ("Nov 30, 2026", "a machine", "a note"))


def test_a_benchmark_measured_anew_takes_its_own_place_and_leaves_the_others() -> None:
    order, day = ["verify", "append", "roll"], "Nov 30, 2026"
    first = {name: part([Row(name, 3, "s", budget="2 s")], day, "a machine") for name in ("append", "verify")}
    before = page(first, order)
    assert page({}, order, before) == before
    again = part([Row("append, quicker", 1, "s", budget="2 s")], "Dec 1, 2026", "a machine")
    new = part([Row("roll", 1, "s", budget="2 s")], "Dec 1, 2026", "a machine")
    after = page({"roll": new, "append": again}, order, before)
    assert after == page({"verify": first["verify"], "append": again, "roll": new}, order)
    assert "3, of which 1 are missed" in after


def test_readme_s_rows_are_rows_of_the_page_and_its_count_of_missed_budgets_is_the_page_s() -> None:
    readme = README.read_text(encoding="utf-8")
    part = readme.partition("## What was measured")[2].partition("\n## ")[0]
    quoted = ROW.findall(part)
    assert len(quoted) == len({*quoted}) == 6
    assert [row for row in quoted if row not in ROW.findall(PAGE)] == []
    budgets, missed = re.search(r"\*\*Budgets\*\*: (\d+), of which (\d+) are missed", PAGE).groups()  # type: ignore[union-attr]
    assert PAGE.count("| **missed** |") == int(missed)
    assert f"{missed} of {budgets} budgets" in " ".join(part.split())
