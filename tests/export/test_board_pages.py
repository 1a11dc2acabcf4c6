"""The pages of the board: what the board's copies list, and that the public's have sums alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from adjudicator.casework.record.count_state import DocketState
from adjudicator.casework.record.state import EnvelopeState, changed
from adjudicator.export.paper import typeset
from adjudicator.office import Office
from tests.desks import board_cases as cases

REASON = "Papers asked for"


@pytest.fixture
def voted(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, DocketState]]:
    """A docket voted on with one envelope taken out and three rulings; the secretary is signed in."""
    office = cases.ready(tmp_path, tmp_path_factory)
    docket = cases.drawn(office)
    taken = {next(iter(docket.items)): REASON}
    cases.must(office.board.vote(docket, cases.vote(), taken, cases.rulings(docket, office)))
    yield office, docket
    office.close()


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages as words alone, which a test can read."""
    monkeypatch.setattr(typeset, "typeset", lambda *_: None)


def words_of(office: Office, docket: DocketState, page: str, folder: Path, *, public: bool) -> str:
    out = folder / f"{page}-{public}.pdf"
    if page == "agenda":
        assert office.board_papers.write_agenda(out, docket, public=public) is None
    else:
        assert office.board_papers.write_minutes(out, date(2020, 11, 5), public=public) is None
    return out.read_bytes().decode("cp1252")


def test_the_agenda_shows_what_was_determined_after_the_last_day_and_the_publics_how_many(
    voted: tuple[Office, DocketState], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, docket = voted
    late = sorted(docket.items)[:2]
    of_the_office = office.board._room.log.state

    def marked(what: type, key: str) -> object:
        state = of_the_office(what, key)
        if what is not EnvelopeState or key not in late:
            return state
        return changed(state, determination=changed(state.determination, marks=("after_last_day",)))

    monkeypatch.setattr(office.board._room.log, "state", marked)
    heading = "Determined after the last day: for the board to see"
    own = words_of(office, docket, "agenda", tmp_path, public=False)
    assert heading in own
    assert ", ".join(late) in own.partition(heading)[2].partition("The list")[0]
    public = words_of(office, docket, "agenda", tmp_path, public=True)
    assert heading in public
    assert ", ".join(late) not in public


@pytest.mark.parametrize("page", ["agenda", "minutes"])
def test_the_boards_copy_has_envelopes_by_number_and_the_publics_sums_alone(
    voted: tuple[Office, DocketState], tmp_path: Path, page: str
) -> None:
    office, docket = voted
    own = words_of(office, docket, page, tmp_path, public=False)
    public = words_of(office, docket, page, tmp_path, public=True)
    assert all(number in own for number in docket.questions)
    assert not any(f" {number}" in public or f"({number}" in public for number in (*docket.items, *docket.questions))
    assert REASON not in public
    for words in (own, public):
        assert "Determinations on the docket: 36" in words
        assert "provisional-ballots/" in words


def test_minutes_say_each_ruling_with_its_contests_and_the_public_how_many(
    voted: tuple[Office, DocketState], tmp_path: Path
) -> None:
    office, docket = voted
    counts, part, loses = list(docket.questions)[:3]
    own = words_of(office, docket, "minutes", tmp_path, public=False)
    assert f"Envelope {counts}: Count" in own
    assert f"Envelope {part}: Count in part, without President of the United States" in own
    assert f"Envelope {loses}: Do not count" in own
    assert REASON in own
    public = words_of(office, docket, "minutes", tmp_path, public=True)
    assert "Rulings: Do not count 1" in public
    assert "1 envelope was taken out." in public


def test_reasons_are_told_to_nobody_who_sees_no_names(voted: tuple[Office, DocketState], tmp_path: Path) -> None:
    office, docket = voted
    cases.sign_in(office, "oquinn")
    assert REASON not in words_of(office, docket, "minutes", tmp_path, public=False)
