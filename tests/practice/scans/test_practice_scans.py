"""Practice scans say what `papers.csv` says: a reader who sees only the marks on the papers fills in the same row."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime

import pytest

from adjudicator.practice.papers import PAPER_COLUMNS, Paper
from adjudicator.practice.scans import hands
from adjudicator.practice.scans.drawing import drawn
from adjudicator.practice.scans.page import PaperPage, PrintedMark, SignedMark, StampedMark, TickedMark, WrittenMark
from adjudicator.practice.scans.pages import chance_of, pages_of
from adjudicator.practice.scans.said import PracticePaper, practice_papers
from adjudicator.records.facts import FACTS, OF_PACKS
from adjudicator.records.reasons import REASON_CODES
from adjudicator.records.scans import SCAN_FIELDS

PLAIN = Paper("0007", "signed", "shown", cast_at="2020-11-03T19:31", place="School 1", precinct_cast="001",
              style_cast="S1", reasons="EH;OP", statement="missing")  # fmt: skip
VOTER = {
    "envelope_number": "0007", "stream": "election_day", "last_name": "NÚÑEZ", "first_name": "María", "middle_name": "J",
    "suffix": "", "birth_date": "1990-07-29", "house_number": "12", "street": "Oak Street", "city": "Duluth",
    "zip": "30096", "phone": "", "email": "", "registration_number": "", "sheets": "1", "party": "",
}  # fmt: skip


class Reader:
    """Somebody who has the papers and nothing else."""

    def __init__(self, pages: tuple[PaperPage, ...]) -> None:
        self.pages = {page.kind: page for page in pages}

    def written(self, field: str, kind: str = "") -> list[str]:
        return [mark.words for mark in self._marks(kind) if isinstance(mark, WrittenMark) and mark.field == field]

    def ticked(self, field: str) -> list[str]:
        marks = (mark for mark in self._marks() if isinstance(mark, TickedMark) and mark.pen is not None)
        return [mark.value for mark in marks if mark.field == field]

    def signed(self, field: str, kind: str) -> bool:
        return any(isinstance(mark, SignedMark) and mark.field == field for mark in self._marks(kind))

    def stamped(self, field: str) -> list[str]:
        found = [mark.words for mark in self._marks() if isinstance(mark, StampedMark) and mark.field == field]
        return [" ".join(words) for words in found]

    def row(self, number: str) -> dict[str, str]:
        """The row of `papers.csv` that these papers are."""
        return {
            "envelope_number": number,
            "oath": self._oath(),
            "identification": _one(self.ticked("identification")),
            "identification_arrived_at": _arrived(_one(self.stamped("identification_arrived_at"))),
            "identification_kind": _one(self.ticked("identification_kind")),
            "cast_at": _moment(self.written("cast_at")),
            "place": _one(self.written("place")),
            "precinct_cast": _one(self.written("precinct_cast")),
            "style_cast": _one(self.written("style_cast")),
            "reasons": ";".join(self.ticked("reasons")),
            "statement": self._statement(),
            "residence": _one(self.ticked("residence")),
            "lived_at": _one(self.written("lived_at")),
            "lived_since": _day(_one(self.written("lived_since"))),
            "lived_precinct": _one(self.written("lived_precinct")),
            "lived_style": _one(self.written("lived_style")),
            "applied_on": _one(self.ticked("applied_on")) or _day(_one(self.written("applied_on"))),
            "completed_on": _day(_one(self.written("completed_on"))),
            "eligibility": _one(self.ticked("eligibility")),
            "voted_already": _one(self.ticked("voted_already")),
            "notes": " ".join(self.written("notes")),
            **{fact: _one(self.ticked(fact)) for fact in OF_PACKS},
            "cured_at": _moment(_one(self.stamped("cured_at")).removeprefix("CURED ").split("  "))
            if self.stamped("cured_at")
            else "",
        }

    def _oath(self) -> str:
        if "certificate" not in self.pages:
            return "paper_missing"
        signed = {self.signed("oath", "envelope"), self.signed("oath", "certificate")}
        assert len(signed) == 1, "the oath stands on both, signed on both or on none"
        return "signed" if signed.pop() else "unsigned"

    def _statement(self) -> str:
        if not self.signed("statement", "form"):
            return "missing"
        return "complete" if self.written("statement") else "incomplete"

    def _marks(self, kind: str = ""):
        return [mark for page in self.pages.values() if kind in ("", page.kind) for mark in page.marks]


def _one(found: list[str]) -> str:
    assert len(found) <= 1, found
    return found[0] if found else ""


def _day(words: str) -> str:
    if not words:
        return ""
    month, day, year = map(int, words.split("/"))
    return date(year, month, day).isoformat()


def _moment(written: list[str]) -> str:
    if not written:
        return ""
    day, hour = written
    read = datetime.strptime(hour, "%I:%M %p").time()  # noqa: DTZ007 - the papers' times are local
    return f"{_day(day)}T{read.isoformat('minutes')}"


def _arrived(words: str) -> str:
    return _moment(words.removeprefix("RECEIVED ").split("  ")) if words else ""


def reader_of(said: PracticePaper, election) -> Reader:
    return Reader(pages_of(said, election, REASON_CODES))


@pytest.mark.slow
def test_a_reader_who_sees_only_the_scans_fills_in_every_row_of_papers_csv(gwinnett):
    for number, paper in gwinnett.papers.items():
        said = practice_papers(gwinnett.files.envelopes, number)
        assert said is not None
        row = reader_of(said, gwinnett.election).row(number)
        wanted = asdict(paper) | {
            "reasons": ";".join(code for code in REASON_CODES if code in paper.reasons.split(";"))
        }
        assert row == wanted, number
        assert set(row) == {*PAPER_COLUMNS, *OF_PACKS, "cured_at"}


def test_what_papers_csv_may_say_is_all_met_with_among_a_thousand_envelopes(gwinnett):
    """Or the test before would show nothing of what never occurs."""
    papers = gwinnett.papers.values()
    met = {column: {getattr(paper, column) for paper in papers} - {""} for column in PAPER_COLUMNS}
    assert met["oath"] == {"signed", "unsigned", "paper_missing"}
    assert {"shown", "none"} <= met["identification"]
    assert [column for column in met if not met[column]] == []
    assert any("never" in paper.applied_on for paper in papers)


@pytest.mark.parametrize("fact", sorted(OF_PACKS))
def test_what_only_other_states_ask_stands_on_the_form_where_there_is_trouble_with_it(said, gwinnett, fact):
    for value in FACTS[fact]:
        paper = replace(PLAIN, **{fact: value}, cured_at="2020-11-06T17:16")
        row = reader_of(replace(said, paper=paper), gwinnett.election).row("0007")
        assert (row[fact], row["cured_at"]) == (value, "2020-11-06T17:16")


def test_the_voters_part_is_that_of_the_envelope_list(gwinnett):
    for number in list(gwinnett.papers)[:60]:
        said = practice_papers(gwinnett.files.envelopes, number)
        assert said is not None
        reader = reader_of(said, gwinnett.election)
        kind = "certificate" if "certificate" in reader.pages else "envelope"
        fields = ("last_name", "first_name", "middle_name", "suffix")
        assert [_one(reader.written(field, kind)) for field in fields] == [said.voter[field] for field in fields]
        assert _day(_one(reader.written("birth_date", kind))) == said.voter["birth_date"]


@pytest.fixture
def said() -> PracticePaper:
    return PracticePaper(PLAIN, VOTER)


@pytest.mark.parametrize(
    ("statement", "because", "signed"),
    [("complete", True, True), ("incomplete", False, True), ("missing", False, False)],
)
def test_the_sworn_statement_of_the_law_of_2021(said, gwinnett, statement, because, signed):
    election = replace(gwinnett.election, date=date(2022, 11, 8))
    reader = reader_of(replace(said, paper=replace(PLAIN, statement=statement)), election)
    assert (bool(reader.written("statement")), reader.signed("statement", "form")) == (because, signed)
    assert reader.row("0007")["statement"] == statement


def test_before_that_law_nobody_is_asked_to_swear_it(said, gwinnett):
    assert "statement" not in {
        field for page in pages_of(said, gwinnett.election, REASON_CODES) for field in page.fields
    }


def test_an_envelope_without_a_certificate_says_so_and_has_two_papers(said, gwinnett):
    pages = pages_of(replace(said, paper=replace(PLAIN, oath="paper_missing")), gwinnett.election, REASON_CODES)
    assert [page.kind for page in pages] == ["envelope", "form"]
    assert Reader(pages).stamped("oath") == ["NO CERTIFICATE IN THIS ENVELOPE"]


def test_the_same_papers_are_drawn_the_same_and_others_otherwise(said, gwinnett):
    def svgs(of: PracticePaper) -> list[bytes]:
        return [drawn(page, chance_of(of, page.kind)).svg for page in pages_of(of, gwinnett.election, REASON_CODES)]

    other = PracticePaper(PLAIN, VOTER | {"last_name": "Adams"})
    assert svgs(said) == svgs(said)
    assert all(one != two for one, two in zip(svgs(said), svgs(other), strict=True))


def test_every_field_has_a_name_that_can_be_framed_and_a_place_on_the_picture(said, gwinnett):
    for page in pages_of(said, gwinnett.election, REASON_CODES):
        places = drawn(page, chance_of(said, page.kind)).places
        assert {place.field for place in places} == set(page.fields) <= SCAN_FIELDS
        for place in places:
            assert 0 <= place.left < place.left + place.width <= 100, place
            assert 0 <= place.top < place.top + place.height <= 100, place


def test_what_is_printed_and_written_stays_on_the_paper(gwinnett):
    """The longest words there are still fit: a cut name would be a wrong name."""
    for number in list(gwinnett.papers)[:200]:
        said = practice_papers(gwinnett.files.envelopes, number)
        assert said is not None
        for page in pages_of(said, gwinnett.election, REASON_CODES):
            for mark in page.marks:
                if isinstance(mark, PrintedMark):
                    end = mark.x + hands.width(hands.BOLD if mark.bold else hands.PRINT, mark.words, mark.size)
                    assert end <= page.width - 24, (page.kind, mark.words)
                elif isinstance(mark, WrittenMark):
                    assert mark.x + mark.room <= page.width - 24, (page.kind, mark.field)
                    need = hands.width(mark.pen.hand, mark.words, mark.size)
                    assert mark.room > need * 0.45, f"{mark.words} is squeezed until nobody can read it"


@pytest.mark.parametrize("spoilt", ["papers.csv is not there", "other columns", "no UTF-8", "empty"])
def test_files_that_are_not_those_of_a_practice_election_give_no_scan(gwinnett, tmp_path, spoilt):
    envelopes = tmp_path / "envelopes.csv"
    envelopes.write_bytes(gwinnett.files.envelopes.read_bytes())
    if spoilt != "papers.csv is not there":
        content = {"other columns": b"a,b\n1,2\n", "no UTF-8": b"\xff\xfe\x00", "empty": b""}[spoilt]
        (tmp_path / "papers.csv").write_bytes(content)
    assert practice_papers(envelopes, "0001") is None
