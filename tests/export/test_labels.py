"""Labels: each where the paper has it, read by a scanner, without a name, and the same bytes each time."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pypdfium2 as pdfium
import pytest
import zxingcpp

from adjudicator.export.paper.barcodes import code_svg
from adjudicator.export.paper.labels import PAPERS, Label, label_pages
from adjudicator.export.paper.table_sheets import SheetPlace
from adjudicator.intake.definition import read_definition
from adjudicator.records.envelope import number_key

GWINNETT = Path(__file__).parents[2] / "resources" / "practice" / "gwinnett-2020.json"
AT = datetime(2020, 11, 4, 15, tzinfo=UTC)
DOTS = 300
NUMBERS = ("0001", "17", "PB-2020-000123456789", "Ünï 12", "9" * 30, "A" * 40)


@pytest.fixture(scope="module")
def place() -> SheetPlace:
    election, __ = read_definition(GWINNETT.read_bytes(), "e.json")
    assert election is not None
    return SheetPlace(election, AT, practice=True)


def _labels(count: int) -> list[Label]:
    return [Label(f"{at:04d}", "Harbins Elementary School Gymnasium (GCPS) and Annex") for at in range(1, count + 1)]


def _scanned(page: pdfium.PdfPage) -> dict[str, tuple[float, float]]:
    """What a scanner reads on a page printed with 300 dots an inch, and where its middle is, in inches."""
    drawn = page.render(scale=DOTS / 72, grayscale=True)
    dots = memoryview(drawn.buffer).cast("B", (drawn.height, drawn.stride))
    found = {}
    for code in zxingcpp.read_barcodes(dots):
        corners = (code.position.top_left, code.position.bottom_right)
        found[code.text] = tuple(sum(getattr(each, side) for each in corners) / 2 / DOTS for side in ("x", "y"))
    return found


def test_thirty_stand_on_a_letter_page_each_within_its_own_label(place: SheetPlace) -> None:
    pages = pdfium.PdfDocument(label_pages(_labels(31), PAPERS["sheet"], place))
    assert len(pages) == 2
    assert pages[0].get_size() == (8.5 * 72, 11 * 72)
    found = _scanned(pages[0])
    assert sorted(found) == [each.number for each in _labels(30)]
    for at, number in enumerate(sorted(found)):
        across, down = found[number]
        left, top = 0.1875 + at % 3 * 2.75, 0.5 + at // 3
        assert left < across < left + 2.625, number
        assert top < down < top + 1, number
    assert list(_scanned(pages[1])) == ["0031"]


def test_a_sheet_that_is_begun_goes_on_behind_what_is_used(place: SheetPlace) -> None:
    pages = pdfium.PdfDocument(label_pages(_labels(3), PAPERS["sheet"], place, used=28))
    assert [sorted(_scanned(page)) for page in pages] == [["0001", "0002"], ["0003"]]
    assert 9.5 < _scanned(pages[0])["0001"][1] < 10.5


@pytest.mark.parametrize("paper", PAPERS)
def test_every_number_is_read_as_the_envelope_that_it_is_of(place: SheetPlace, paper: str) -> None:
    made = label_pages([Label(number, "School 001") for number in NUMBERS], PAPERS[paper], place)
    found = {text for page in pdfium.PdfDocument(made) for text in _scanned(page)}
    assert {number_key(text) for text in found} == {number_key(number) for number in NUMBERS}


def test_a_label_printer_has_a_page_for_each(place: SheetPlace) -> None:
    pages = pdfium.PdfDocument(label_pages(_labels(3), PAPERS["long"], place))
    assert [page.get_size() for page in pages] == [(3.5 * 72, 1.125 * 72)] * 3


def test_the_words_are_the_number_and_the_place_and_that_it_is_practice(place: SheetPlace) -> None:
    page = pdfium.PdfDocument(label_pages([Label("0017", "School 001")], PAPERS["long"], place))[0]
    words = page.get_textpage().get_text_bounded().split()
    assert words == ["0017", "PRACTICE", "School", "001"]


def test_the_same_labels_are_the_same_bytes(place: SheetPlace) -> None:
    assert label_pages(_labels(5), PAPERS["sheet"], place) == label_pages(_labels(5), PAPERS["sheet"], place)


def test_a_number_with_no_room_in_a_line_becomes_a_square() -> None:
    assert code_svg("0017", 2.4)[1]
    assert not code_svg("A" * 40, 2.4)[1]
    assert not code_svg("0017", 0.4)[1]
    assert not code_svg("Ünï", 2.4)[1]
