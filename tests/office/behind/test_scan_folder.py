"""A folder of scans held against the envelopes: what fits, what not, what twice, by name and by barcode."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from adjudicator.office.behind.files import scan_folder
from adjudicator.office.behind.files.scan_folder import EnvelopeNumbers, FolderMatch, match_folder, plain
from adjudicator.records.trouble import WorldError

NUMBERS = ("0001", "0002", "0012", "0112", "B-0009", "2020-0100")


def codes(content: bytes) -> Sequence[str]:
    """What barcodes say, here written in the file itself; a broken one raises as a reader of pictures does."""
    if content.startswith(b"broken"):
        raise ValueError("The scan cannot be read.")
    return [part.decode() for part in content.split(b"|")[1:]]


def match(folder: Path, **files: str) -> FolderMatch:
    """A folder with these files, ``_dot_`` for the dot, each with what its barcodes say behind bars."""
    for name, content in files.items():
        path = folder / name.replace("_dot_", ".").replace("_slash_", "/")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(f"{name}{content}".encode() if not content.startswith("=") else content[1:].encode())
    return match_folder(folder, EnvelopeNumbers(NUMBERS), len(NUMBERS), codes)


def fits(found: FolderMatch) -> dict[str, tuple[str, str, str]]:
    return {each.file.name: (each.number, each.paper, each.known_by) for each in found.fits}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0001", "0001"), ("1", "0001"), ("00001", "0001"), ("env 0001", "0001"), ("0012-2", "0012"),
        ("0112_certificate", "0112"), ("20201103_0012", "0012"), ("b9", "B-0009"), ("B 0009 form", "B-0009"),
        ("2020-0100", "2020-0100"), ("2020_100", "2020-0100"), ("https://county/e/0002?x=7", "0002"), ("12 (1)", "0012"),
    ],
)  # fmt: skip
def test_a_number_is_found_in_what_people_and_machines_write(text, number):
    assert number in EnvelopeNumbers(NUMBERS).in_text(text)
    assert EnvelopeNumbers(NUMBERS).in_text(text)[0] == number


@pytest.mark.parametrize("text", ["", "smith", "9999", "IMG_20201103", "00012x7"])
def test_and_not_where_there_is_none(text):
    found = EnvelopeNumbers(NUMBERS).in_text(text)
    assert found in ((), ("0012",))
    assert (found == ("0012",)) is (text == "00012x7")


def test_zeros_blanks_and_dashes_do_not_count():
    assert plain("B-0009") == plain("b 9") == plain("B9") == ("b", "9")
    assert plain("0") == plain("000") == ("0",)


def test_names_barcodes_and_both(tmp_path):
    found = match(tmp_path, **{
        "0001_dot_png": "", "scan7_dot_tif": "|0002", "0012-form_dot_PDF": "|0012", "cert 0112_dot_jpeg": "",
    })  # fmt: skip
    assert fits(found) == {
        "0001.png": ("0001", "envelope", "name"),
        "scan7.tif": ("0002", "envelope", "barcode"),
        "0012-form.PDF": ("0012", "form", "both"),
        "cert 0112.jpeg": ("0112", "certificate", "name"),
    }
    assert (found.unfit, found.twice, found.envelopes, found.without) == ((), (), 4, 2)


def test_without_words_the_papers_follow_one_another(tmp_path):
    found = match(tmp_path, **{f"0001-{page}_dot_png": "" for page in range(1, 6)})
    assert [each.paper for each in found.fits] == ["envelope", "certificate", "form", "more", "more"]
    assert found.twice == ()


def test_a_paper_that_is_named_leaves_the_others_for_those_that_are_not(tmp_path):
    found = match(tmp_path, **{"0001-1_dot_png": "", "0001-2_dot_png": "", "0001-certificate_dot_png": ""})
    assert fits(found) == {
        "0001-1.png": ("0001", "envelope", "name"),
        "0001-2.png": ("0001", "form", "name"),
        "0001-certificate.png": ("0001", "certificate", "name"),
    }


@pytest.mark.parametrize("name", ["Scan0001", "IMG_0001", "scan 1", "img_20201103_0012", "Document (1)"])
def test_the_running_number_of_a_scanner_is_no_envelopes_and_its_barcode_is(tmp_path, name):
    assert [left.code for left in match(tmp_path, **{f"{name}_dot_png": ""}).unfit] == ["nobodys"]
    assert list(fits(match(tmp_path, **{f"{name}_dot_png": "|0002"})).values()) == [("0002", "envelope", "barcode")]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("0001_dot_png", "|0012", "disagrees"),
        ("nobody_dot_png", "", "nobodys"),
        ("scan_dot_png", "|0001|0012", "several"),
        ("0001 0012_dot_png", "", "several"),
        ("0001_dot_png", "=broken", "unreadable"),
    ],
)
def test_what_does_not_fit_says_why_and_what_to_do(tmp_path, name, content, code):
    found = match(tmp_path, **{name: content})
    assert [left.code for left in found.unfit] == [code]
    assert found.fits == ()
    assert found.unfit[0].why
    assert bool(found.unfit[0].remedy) is (code != "unreadable"), "a reader of pictures says itself what to do"


def test_a_barcode_decides_where_the_name_fits_several(tmp_path):
    assert fits(match(tmp_path, **{"0001 0012_dot_png": "|0012"})) == {"0001 0012.png": ("0012", "envelope", "both")}


def test_what_is_there_twice_is_left_out_on_both_sides(tmp_path):
    found = match(tmp_path, **{
        "0001_dot_png": "=same", "a_slash_0001_dot_png": "=same", "0002-form_dot_png": "", "form 0002_dot_tif": "",
        "0012_dot_png": "",
    })  # fmt: skip
    assert list(fits(found)) == ["0012.png"]
    assert sorted(left.file.name for left in found.twice) == ["0001.png", "0001.png", "0002-form.png", "form 0002.tif"]
    assert all("same" in left.why for left in found.twice)


def test_two_envelopes_with_one_number_but_for_zeros_are_never_guessed(tmp_path):
    (tmp_path / "7.png").write_bytes(b"x")
    found = match_folder(tmp_path, EnvelopeNumbers(("0007", "007")), 2, codes)
    assert [left.code for left in found.unfit] == ["several"]
    (tmp_path / "7.png").rename(tmp_path / "007.png")
    assert match_folder(tmp_path, EnvelopeNumbers(("0007", "007")), 2, codes).fits[0].number == "007"


def test_what_is_no_picture_is_counted_and_hidden_files_are_not(tmp_path):
    found = match(tmp_path, **{"Thumbs_dot_db": "", "notes_dot_txt": "", "_dot_DS_Store": "", "0001_dot_png": ""})
    assert (found.others, len(found.fits)) == (2, 1)


@pytest.mark.skipif(os.name == "nt", reason="no pipes there")
def test_a_pipe_a_link_to_nowhere_and_a_huge_file_are_left_out(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "0001.png")
    (tmp_path / "0002.png").symlink_to(tmp_path / "gone.png")
    (tmp_path / "0012.png").write_bytes(b"123456")
    monkeypatch.setattr(scan_folder, "MOST_BYTES", 5)
    found = match(tmp_path)
    assert [(left.file.name, left.code) for left in found.unfit] == [
        ("0001.png", "unreadable"), ("0002.png", "unreadable"), ("0012.png", "too_large"),
    ]  # fmt: skip


def test_a_folder_that_is_none_and_one_with_too_many_files(tmp_path, monkeypatch):
    with pytest.raises(WorldError) as raised:
        match_folder(tmp_path / "gone", EnvelopeNumbers(()), 0, codes)
    assert raised.value.code == "missing"
    monkeypatch.setattr(scan_folder, "MOST_FILES", 1)
    with pytest.raises(WorldError) as raised:
        match(tmp_path, **{"0001_dot_png": "", "0002_dot_png": ""})
    assert raised.value.code == "too_many"


def test_it_can_be_stopped(tmp_path):
    class Stopped(Exception):  # noqa: N818
        pass

    def progress(done: int, of: int) -> None:
        raise Stopped

    (tmp_path / "0001.png").write_bytes(b"x")
    with pytest.raises(Stopped):
        match_folder(tmp_path, EnvelopeNumbers(NUMBERS), 6, codes, progress)
