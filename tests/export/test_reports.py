"""Reports on paper: a page is made whatever people, counties and elections are called, and shows what a font can show."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from gettext import NullTranslations
from typing import Any

import pytest

from adjudicator.casework.record.state import EnvelopeState, LeftRecord, changed
from adjudicator.export.content import PackInForce
from adjudicator.export.manifest import claims, claims_of_room
from adjudicator.export.paper import typeset as setting
from adjudicator.export.paper.plain_page import PLAIN, plain_page
from adjudicator.export.paper.recovery_sheet import recovery_sheet
from adjudicator.export.paper.summary import SeenCheckpoint, checkpoint_sheet, summary, summary_data
from adjudicator.export.survey import survey
from adjudicator.words import Language

from .conftest import MakeContent, MakeEnvelope

WITH_A_FONT = {
    "plain": "June Bellamy",
    "accented": "José Núñez",
    "Vietnamese": "Nguyễn Thị Đỗ",
    "Korean": "김민준",
    "Chinese": "王小明",
    "Japanese": "山田 たろう",
    "Thai": "สมชาย ใจดี",
    "Amharic": "ኃይለ ሥላሴ",
    "Arabic": "محمد علي",
    "Hebrew": "שלום",
    "Hindi": "प्रिया शर्मा",
    "markup": '#panic("x") *_$ \\u{41} <b>',
}
WITHOUT_A_FONT = {
    "emoji": "😀",
    "Balinese": "ᬩ",
    "escape": "\x1b",
    "NUL": "\0",
    "override": "\u202e",
    "no width": "\u200b",
    "line separator": "\u2028",
    "private use": "\ue000",
    "not assigned": "\U000e0080",
}
KINDS = WITH_A_FONT | {kind: f"Al{letter}ex" for kind, letter in WITHOUT_A_FONT.items()}


def summary_of(content: MakeContent, envelopes: list[EnvelopeState], name: str) -> bytes:
    """The summary of a release where the person, the county and the election have this name."""
    plain = content(envelopes)
    election = replace(plain.election, county=name, name=name)
    made = replace(plain, election=election, people={"skim": name})
    return b"".join(summary(made, survey(made)))


def letters_of(pdf: bytes) -> set[str]:
    """The characters that a reader copies out of a tagged PDF: its fonts' ToUnicode tables."""
    found: set[str] = set()
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            text = zlib.decompress(stream)
        except zlib.error:
            continue
        for code in re.findall(rb"<[0-9A-F]+> <([0-9A-F]+)>", text):
            found.update(bytes.fromhex(code.decode()).decode("utf-16-be"))
    return found


@pytest.mark.parametrize("name", KINDS.values(), ids=KINDS.keys())
def test_a_release_has_its_summary_whatever_people_and_places_are_called(
    content: MakeContent, envelopes: list[EnvelopeState], name: str
) -> None:
    page = summary_of(content, envelopes, name)
    assert b"pdfuaid" in page
    assert page == summary_of(content, envelopes, name)


@pytest.mark.parametrize("name", WITH_A_FONT.values(), ids=WITH_A_FONT.keys())
def test_a_name_of_any_script_with_a_font_stands_in_its_own_letters(
    content: MakeContent, envelopes: list[EnvelopeState], name: str
) -> None:
    assert set(name) <= letters_of(summary_of(content, envelopes, name))


@pytest.mark.parametrize("letter", WITHOUT_A_FONT.values(), ids=WITHOUT_A_FONT.keys())
def test_a_character_that_cannot_be_shown_stands_as_its_code(
    content: MakeContent, envelopes: list[EnvelopeState], letter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_at_last: list[str] = []
    compiled = setting._compiled

    def heard(template: str, data: dict[str, str], at: datetime) -> bytes | str | None:
        set_at_last[:] = [data["what"], data["over"]]
        return compiled(template, data, at)

    monkeypatch.setattr(setting, "_compiled", heard)
    page = summary_of(content, envelopes, f"Al{letter}ex")
    mark = f"Al<U+{ord(letter):04X}>ex"
    assert all(mark in text for text in set_at_last)
    assert letter not in letters_of(page)


def test_the_sheet_for_observers_is_made_as_well(content: MakeContent, envelopes: list[EnvelopeState]) -> None:
    made = content(envelopes)
    seen = SeenCheckpoint(made.checkpoint, "김\x1b😀", 2)
    now = datetime(2020, 11, 6, 10, tzinfo=UTC)
    assert b"pdfuaid" in checkpoint_sheet(seen, made.election, made.canvass, now, practice=False)


def test_a_pack_of_other_years_stands_on_both_pages_and_on_no_other(
    content: MakeContent, envelopes: list[EnvelopeState], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def heard(template: str, data: dict[str, Any], at: datetime) -> bytes | None:
        said.append(data["outside"])
        return typeset_page(template, data, at)

    typeset_page = setting.typeset
    monkeypatch.setattr(setting, "typeset", heard)
    now, sizes = datetime(2020, 11, 6, 10, tzinfo=UTC), list[int]()
    for notice in ("", "The pack is not the law on that day."):
        made = replace(content(envelopes), rules_notice=notice)
        seen = SeenCheckpoint(made.checkpoint, "Sun Kim", 2)
        sheet = checkpoint_sheet(seen, made.election, made.canvass, now, practice=False, outside=notice)
        sizes += [len(sheet), len(b"".join(summary(made, survey(made))))]
    assert said == ["", "", *["Rules: The pack is not the law on that day."] * 2]
    assert sizes[2] > sizes[0], "it is set, too"
    assert sizes[3] > sizes[1]


def test_that_it_is_not_the_shared_record_stands_on_both_pages_and_in_both_manifests(
    content: MakeContent, envelopes: list[EnvelopeState], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def heard(template: str, data: dict[str, Any], at: datetime) -> bytes | None:
        said.append(data.get("left", ""))
        return typeset_page(template, data, at)

    typeset_page = setting.typeset
    monkeypatch.setattr(setting, "typeset", heard)
    left, notice = LeftRecord("2020-11-06T10:00:00.000000Z", 41), "Not the shared record: this file left it."
    now = datetime(2020, 11, 6, 10, tzinfo=UTC)
    for made in (content(envelopes), replace(content(envelopes), left=left, left_notice=notice)):
        seen = SeenCheckpoint(made.checkpoint, "Sun Kim", 2)
        checkpoint_sheet(seen, made.election, made.canvass, now, practice=False, left=made.left_notice)
        b"".join(summary(made, survey(made)))
        manifest = claims(made, survey(made))
        told = {"since": left.at, "behind_entry": 41} if made.left else None
        assert manifest.get("not_the_shared_record") == claims_of_room(manifest).get("not_the_shared_record") == told
    assert said == ["", "", notice, notice]
    monkeypatch.setattr(setting, "typeset", lambda *_: None)  # the words alone, where no page can be set
    assert notice.encode() in b"".join(summary(made, survey(made)))


class Panic(BaseException):
    """What the typesetter raises where it falls over: no Exception."""


@pytest.mark.parametrize("trouble", [RuntimeError("font"), Panic("index out of bounds")], ids=["error", "panic"])
def test_where_the_typesetter_fails_the_words_of_the_page_stand_on_a_plain_one(
    content: MakeContent, envelopes: list[EnvelopeState], trouble: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> bytes:
        raise trouble

    monkeypatch.setattr("typst.compile", fail)
    page = summary_of(content, envelopes, "Al\x1bex (김)")
    assert page.startswith(PLAIN)
    wanted = (
        rb"could not be typeset",
        rb"Al<U+001B>ex \(<U+AE40>\) County, GA",
        b"Count in full: ",
        b"provisional-ballots",
    )
    for words in wanted:
        assert words in page
    assert page == summary_of(content, envelopes, "Al\x1bex (김)")


def test_a_message_of_the_typesetter_that_helps_nothing_ends_in_a_plain_page(
    content: MakeContent, envelopes: list[EnvelopeState], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setting, "_compiled", lambda *_: 'the text `"\\u{1}"` could not be displayed')
    assert summary_of(content, envelopes, "Alex").startswith(PLAIN)


def test_whoever_stops_a_report_stops_it(
    content: MakeContent, envelopes: list[EnvelopeState], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr("typst.compile", stop)
    with pytest.raises(KeyboardInterrupt):
        summary_of(content, envelopes, "Alex")


def test_the_words_of_the_recovery_key_are_never_lost_to_the_typesetter(
    content: MakeContent, envelopes: list[EnvelopeState], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setting, "_compiled", lambda *_: None)
    words = " ".join(f"word{number}" for number in range(1, 25))
    page = recovery_sheet(words, "ab12", content(envelopes).election, datetime(2020, 11, 6, 10, tzinfo=UTC))
    assert page.startswith(PLAIN)
    assert all(f"{number}. word{number})".encode() in page for number in range(1, 25))


def test_the_sheet_with_the_recovery_key_is_typeset(content: MakeContent, envelopes: list[EnvelopeState]) -> None:
    page = recovery_sheet("word " * 24, "ab12", content(envelopes).election, datetime(2020, 11, 6, 10, tzinfo=UTC))
    assert b"pdfuaid" in page


class OtherWords(NullTranslations):
    """Every sentence in other letters, but for its places."""

    def gettext(self, message: str) -> str:
        return re.sub(r"e(?![^{]*})", "é", message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(super().ngettext(msgid1, msgid2, n))


OTHER = Language("xx", "Other", OtherWords())


def test_sheets_are_said_in_the_language_asked_for_headings_too(
    content: MakeContent, envelopes: list[EnvelopeState], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(setting, "_compiled", lambda _template, data, _at: told.append(data))
    made, now = content(envelopes), datetime(2020, 11, 6, 10, tzinfo=UTC)
    seen = SeenCheckpoint(made.checkpoint, "June", 2, 3)
    page = checkpoint_sheet(seen, made.election, made.canvass, now, practice=True, language=OTHER)
    page += recovery_sheet("word " * 24, "ab12", made.election, now, OTHER)
    (checkpoint, recovery) = told
    assert checkpoint["covers"] == (
        "June signéd thé first 2 éntriés of thé officé's récord. 3 éntriés havé béén addéd sincé."
    )
    assert checkpoint["note"] == made.checkpoint.strip("\n")
    assert recovery["labels"]["words"] == "Thé 24 words, in this ordér"
    assert recovery["language"] == "xx"
    assert "Thé pagé could not bé typését".encode("cp1252") in page


def test_a_plain_page_goes_on_as_long_as_its_words_do_and_says_where_each_part_begins() -> None:
    page = plain_page(f"line {number} " + "x" * 200 for number in range(100))
    assert page.count(b"/Type /Page ") == 4
    (start,) = re.findall(rb"startxref\n(\d+)\n%%EOF\n$", page)
    assert page[int(start) :].startswith(b"xref\n")
    for number, place in enumerate(re.findall(rb"(\d{10}) 00000 n", page), start=1):
        assert page[int(place) :].startswith(b"%d 0 obj" % number)


def test_a_checkpoint_too_long_for_a_code_ends_in_a_plain_page(
    content: MakeContent, envelopes: list[EnvelopeState]
) -> None:
    made = content(envelopes)
    seen = SeenCheckpoint("origin\n2\nroot\n\n" + "x" * 100_000 + "\n", "Sun Kim", 2)
    now = datetime(2020, 11, 6, 10, tzinfo=UTC)
    assert checkpoint_sheet(seen, made.election, made.canvass, now, practice=False).startswith(PLAIN)


SEVEN = (
    "already_voted", "not_registered", "registered_late", "not_eligible", "no_identification", "signature_mismatch",
    "oath_unsigned",
)  # fmt: skip


def _pages(page: bytes) -> int:
    found = re.search(rb"/Type/Pages/Count (\d+)", page)
    return int(found[1]) if found else 0


def test_seven_reasons_have_room_on_the_page_that_is_signed(content: MakeContent, envelope: MakeEnvelope) -> None:
    envelopes = [envelope(f"{at:04d}", "not_counted", reasons=(reason,)) for at, reason in enumerate(SEVEN, 1)]
    made = content([*envelopes, envelope("0100"), envelope("0101", "held", "held")], mode="practice")
    page = b"".join(summary(made, survey(made)))
    assert not page.startswith(PLAIN)
    assert _pages(page) == 1


def test_the_page_shows_this_release_beside_the_whole_case(content: MakeContent, envelope: MakeEnvelope) -> None:
    before = changed(envelope("0001"), status="released", releases=("R0001",))
    apart = envelope("0002", marks=("kept_apart",), departs=True)
    moved = PackInForce("2020-11-09T19:20:00.000000Z", "Georgia 2020, by statute", "")
    made = content([before, apart], release="R0002", follows="R0001", law_changes=(moved,))
    data = summary_data(made, survey(made))
    assert data["columns"] == ["What became of the envelopes", "This release", "Whole case so far"]
    assert ("Count in full", "1", "2", 0) in data["envelopes"]
    assert data["envelopes"][-1] == ("Together", "1", "2", 0)
    assert data["marked"] == [
        ("Of these, kept apart from all others", "1", "1", 0),
        ("Of these, recorded otherwise than recommended", "1", "1", 0),
    ]
    assert data["notes"] == ["Rules put in force: Georgia 2020, by statute since Mon Nov 9, 2020, 2:20 p.m."]
