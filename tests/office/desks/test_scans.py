"""A folder of scans taken at the desk: kept with the case, seen of the right envelope, never twice, never changed since."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.at_rest.files import connect
from adjudicator.at_rest.passphrase import is_encrypted
from adjudicator.log.copies.scans import ScanFile, scans_of
from adjudicator.office import Office
from adjudicator.office.behind.files.scans import verifying_scans
from adjudicator.office.restoring import back_up
from adjudicator.people.passwords import passphrase_of
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal, WorldError
from tests.at_rest.conftest import make_passphrases_cheap
from tests.office.conftest import PASSWORD, definition_bytes

WORDS = "four shy herons over the marsh"
LIST = "envelope_number,stream,place,image\n0001,election_day,School 001,\n0002,election_day,School 001,\n"


def codes(_content: bytes) -> tuple[str, ...]:
    return ()


def office_of(tmp_path: Path, words: str = "") -> Office:
    passphrase = passphrase_of(words) if words else None
    made = Office.create(tmp_path / "a.case", definition_bytes(), "def.json", passphrase=passphrase)
    assert isinstance(made, Office)
    made.people.add(Person("admin", "Ann Admin", frozenset({"administrator", "clerk"})), PASSWORD)
    made.people.sign_in("admin", PASSWORD)
    (tmp_path / "envelopes.csv").write_text(LIST, encoding="utf-8")
    preview = made.receive.preview("envelope_list", tmp_path / "envelopes.csv")
    assert not isinstance(made.receive.receive(preview), Refusal)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "scans"
    made.mkdir()
    for name in ("0001.png", "0001-2.png", "0002 form.pdf", "smith.png"):
        (made / name).write_bytes(f"scan {name}".encode())
    return made


def matched(office: Office, folder: Path):
    matching = office.scans.matching(folder, codes)
    assert not isinstance(matching, Refusal)
    return matching(None)


def take(office: Office, folder: Path) -> int:
    keeping = office.scans.keeping(matched(office, folder))
    assert not isinstance(keeping, Refusal)
    return keeping(None)


@pytest.fixture(params=["", WORDS], ids=["plain", "encrypted"])
def office(request, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    if request.param:
        pytest.importorskip("sqlcipher3")
        make_passphrases_cheap(monkeypatch)
    made = office_of(tmp_path, request.param)
    yield made
    made.close()


def seen(office: Office, number: str) -> list[tuple[str, bytes]]:
    return [(scan.paper, scan.read()) for scan in office.scans.of(number)]


def test_what_fits_is_kept_with_the_case_and_seen_of_its_envelope(office: Office, folder: Path):
    assert take(office, folder) == 3
    for file in folder.iterdir():
        file.unlink()
    assert seen(office, "0001") == [("envelope", b"scan 0001.png"), ("certificate", b"scan 0001-2.png")]
    assert seen(office, "0002") == [("form", b"scan 0002 form.pdf")]
    assert is_encrypted(scans_of(office.path)) is is_encrypted(office.path)


def test_nothing_is_taken_while_it_is_matched(office: Office, folder: Path):
    assert len(matched(office, folder).fits) == 3
    assert not scans_of(office.path).exists()
    assert seen(office, "0001") == []


def test_what_was_taken_is_not_taken_again_under_any_name(office: Office, folder: Path):
    take(office, folder)
    (folder / "0002 form.pdf").rename(folder / "form 2.pdf")
    found = matched(office, folder)
    assert (found.fits, found.already) == ((), 3)
    refusal = office.scans.keeping(found)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "nothing_new"


def test_a_file_that_has_changed_since_takes_the_whole_folder_back(office: Office, folder: Path):
    keeping = office.scans.keeping(matched(office, folder))
    assert not isinstance(keeping, Refusal)
    (folder / "0002 form.pdf").write_bytes(b"another one")
    with pytest.raises(WorldError) as raised:
        keeping(None)
    assert raised.value.code == "changed"
    assert seen(office, "0001") == []


def test_a_backup_takes_them_along(office: Office, folder: Path, tmp_path: Path):
    take(office, folder)
    passphrase = passphrase_of(WORDS) if is_encrypted(office.path) else None
    back_up(office.path, tmp_path / "b.case", passphrase=passphrase)
    assert len(ScanFile(tmp_path / "b.case", passphrase).held()) == 2 * 3


def test_verify_names_a_scan_that_is_not_the_one_that_was_taken(office: Office, folder: Path):
    take(office, folder)
    check = verifying_scans(office._file.log)
    assert check(lambda *_: None) == ()
    passphrase = passphrase_of(WORDS) if is_encrypted(office.path) else None
    with closing(connect(scans_of(office.path), passphrase)) as connection:
        connection.execute(
            "UPDATE content SET bytes = x'00' WHERE digest = (SELECT digest FROM scan WHERE name LIKE '%form%')"
        )
        connection.commit()
    (finding,) = check(lambda *_: None)
    assert finding.id == "scans.changed"
    assert "1 of 3 scans" in finding.words
    assert "0002" in finding.words


def test_without_the_right_nothing_is_matched_and_without_names_nothing_is_seen(office: Office, folder: Path):
    take(office, folder)
    office.people.add(Person("olga", "Olga", frozenset({"observer"})), "correct horse battery two")
    office.people.sign_out()
    refusal = office.scans.matching(folder, codes)
    assert isinstance(refusal, Refusal)
    assert seen(office, "0001") == []


def test_the_places_of_a_county_are_on_its_scans_and_mistakes_are_told(office: Office, folder: Path):
    take(office, folder)
    layout = office.path.parent / "scans.toml"
    layout.write_text("[form]\nresidence = [[1, 2, 3, 4], [5, 6, 7, 8, 2]]\n", encoding="utf-8")
    (scan,) = office.scans.of("0002")
    assert [(place.field, place.page) for place in scan.places()] == [("residence", 1), ("residence", 2)]
    layout.write_text("[form]\nresidense = [1, 2, 3, 4]\n", encoding="utf-8")
    places, problems = office.scans.layout()
    assert (places, [problem.column for problem in problems]) == ({}, ["residense"])


@pytest.mark.parametrize(
    "text",
    ["x = [", "[envelope]\noath = [1, 2, 3]", "[foo]\n", "[envelope]\noath = [1, 2, 3, 400]", "[envelope]\noath = []",
     '[envelope]\noath = ["a", 2, 3, 4]', "[envelope]\noath = true", "envelope = 3", "\x00", "[envelope]\noath=[[[1]]]",
     "x = " + "[" * 9_999, "[envelope]\noath = [1, 2, 3, 4, 0]", "[envelope]\noath = [nan, 2, 3, 4]"],
)  # fmt: skip
def test_a_file_of_places_that_is_wrong_gives_none(office: Office, text: str):
    (office.path.parent / "scans.toml").write_text(text, encoding="utf-8")
    places, problems = office.scans.layout()
    assert places == {}
    assert problems


def test_what_a_voter_brought_is_kept_and_seen_behind_the_papers(office: Office, folder: Path):
    take(office, folder)
    brought = folder / "license.jpg"
    brought.write_bytes(b"a license")
    assert office.scans.attach("0001", brought) is None
    again = office.scans.attach("0001", brought)
    assert isinstance(again, Refusal)
    assert again.code == "nothing_new"
    brought.write_bytes(b"the other side")
    assert office.scans.attach("0001", brought) is None, "a second of one name takes nobody's place"
    brought.unlink()
    assert seen(office, "0001")[2:] == [("brought", b"a license"), ("brought", b"the other side")], (
        "in the order of the hour"
    )
    assert (office.scans.brought("0001"), office.scans.brought("0002")) == (2, 0)
    assert verifying_scans(office._file.log)(lambda *_: None) == ()


def test_what_is_no_scan_or_of_no_envelope_is_refused(office: Office, folder: Path):
    for number, name, code in (("0001", "notes.docx", "no_scan"), ("0900", "0001.png", "unknown_envelope")):
        (folder / name).write_bytes(b"x")
        refused = office.scans.attach(number, folder / name)
        assert isinstance(refused, Refusal)
        assert refused.code == code
    with pytest.raises(WorldError):
        office.scans.attach("0001", folder / "nothing.png")
    assert office.scans.brought("0001") == 0
