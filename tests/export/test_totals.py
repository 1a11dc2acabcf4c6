"""What the public totals say of a county of the usual size, and that every table still adds up to the county's line."""

from __future__ import annotations

from adjudicator.canvass.tally import OUTCOME_COLUMNS
from adjudicator.export.csv_parts import Cell
from adjudicator.export.suppression import SMALL, WITHHELD
from adjudicator.export.totals import COLUMNS, TotalsLine, public_lines

SHARES = (5, 1, 4, 1, 0)
"""How often each outcome comes up."""


def _line(by: str, value: str, numbers: tuple[int, ...]) -> TotalsLine:
    return TotalsLine(by, value, value or by, dict(zip(COLUMNS, (sum(numbers), *numbers), strict=True)))


def _county(precincts: int, envelopes: int) -> list[TotalsLine]:
    """The totals of a county whose envelopes are spread over precincts, most of which have one or two."""
    outcomes = [at for at, share in enumerate(SHARES) for _ in range(share)]
    lines = {f"{precinct:03}": [0] * len(SHARES) for precinct in range(precincts)}
    for number in range(envelopes):
        precinct = number % precincts if number % 3 else number % 5
        lines[f"{precinct:03}"][outcomes[number * 7 % len(outcomes)]] += 1
    whole = tuple(map(sum, zip(*lines.values(), strict=True)))
    apart = (1, 0, 2, 0, 0)
    rest = tuple(a - b for a, b in zip(whole, apart, strict=True))
    reasons = {"not_registered": whole[2] - 4, "oath_unsigned": 3, "no_id": 1}
    return [
        _line("all", "", whole),
        *(_line("precinct", code, tuple(numbers)) for code, numbers in lines.items()),
        _line("kept_apart", "yes", apart),
        _line("kept_apart", "no", rest),
        *(TotalsLine("reason", code, code, {"not_counted": number}) for code, number in reasons.items()),
    ]


def _shown() -> list[dict[str, Cell]]:
    rows = public_lines(_county(190, 300))
    return [dict(zip(("by", "value", "words", *COLUMNS), row, strict=True)) for row in rows]


def test_the_countys_totals_are_printed_whole_however_small_a_number_is() -> None:
    first = _shown()[0]
    assert first["by"] == "all"
    assert (first["received"], first["count_full"], first["held"], first["undecided"]) == (300, 137, 27, 0)


def test_no_precinct_shows_that_all_its_ballots_have_one_outcome() -> None:
    shown = [row for row in _shown() if row["by"] == "precinct"]
    assert 1 < len(shown) < 10
    for row in shown:
        open_cells = [row[column] for column in OUTCOME_COLUMNS if row[column] != 0]
        assert len(open_cells) == 4  # nobody in the county is undecided, and that alone is printed as zero


def test_precincts_that_cannot_be_shown_stand_on_one_line_that_says_how_many_they_are() -> None:
    joined = [row for row in _shown() if row["value"] == "joined"]
    assert joined[0]["words"] == "185 precincts with fewer than 10 provisional ballots each"
    assert [row["by"] for row in joined] == ["precinct", "kept_apart", "reason"]


def test_what_a_table_prints_never_comes_to_more_than_the_countys_line() -> None:
    whole, *rows = _shown()
    for column in OUTCOME_COLUMNS:
        cells = [row[column] for row in rows if row["by"] == "precinct"]
        least = sum(cell if isinstance(cell, int) else {SMALL: 0, WITHHELD: 10}[cell] for cell in cells)
        assert least <= int(whole[column])
    assert sum(int(row["received"]) for row in rows if row["by"] == "precinct") == whole["received"]


def test_reasons_of_few_ballots_are_not_named() -> None:
    reasons = {row["value"]: row["not_counted"] for row in _shown() if row["by"] == "reason"}
    assert reasons == {"joined": 109}
