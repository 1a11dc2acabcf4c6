"""What the files of a release hold, to the byte."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from adjudicator.canvass.tally import tally
from adjudicator.casework.record.state import EnvelopeState, changed
from adjudicator.export.content import ReleaseContent
from adjudicator.export.files import release_files
from adjudicator.export.standing import ProvenHead, signatures
from adjudicator.export.totals import NOTES
from adjudicator.log.tree.merkle import leaf_hash, root_of
from adjudicator.log.tree.notes import read_note, read_signed
from adjudicator.records.election import Election

MakeEnvelope = Callable[..., EnvelopeState]
MakeContent = Callable[..., ReleaseContent]


@pytest.fixture
def files(content: MakeContent, envelopes: list[EnvelopeState], standing: ProvenHead) -> dict[str, bytes]:
    return release_files(content(envelopes), standing).whole()


PACK = b'{"pack": "sha256:aa"}'


def _lines(data: bytes) -> list[str]:
    text = data.decode()
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n")
    return text.removesuffix("\r\n").split("\r\n")


def _rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_an_act_leaves_as_the_same_json_in_every_release(standing: ProvenHead) -> None:
    """Releases of all versions have had it so: `json.dumps`, letters as they are."""
    names = ["skim", "Zoë Ñandú", 'a"b\\c/d', "tab\tline\nend\x00\x1f\x7f\u2028", "\U0001f5f3"]
    acts = [{"first": at, "entries": 2, "act": "ab" * 16, "person": name} for at, name in enumerate(names)]
    lines = b"".join(signatures(replace(standing, signatures=acts)))
    assert lines.decode() == "".join(f"{json.dumps(act, ensure_ascii=False)}\n" for act in acts)


def test_a_release_has_these_files(files: dict[str, bytes]) -> None:
    assert sorted(files) == [
        "checkpoint.txt",
        "contest_totals.csv",
        "contests.csv",
        "corrections.csv",
        "definition.json",
        "dispositions.csv",
        "groups.csv",
        "log/checkpoints.jsonl",
        "log/entries.jsonl",
        "log/signatures.jsonl",
        "manifest.json",
        "manifest.sig",
        f"packs/{hashlib.sha256(PACK).hexdigest()}.json",
        "status.csv",
        "summary.json",
        "summary.pdf",
        "tabulation_room/groups.csv",
        "tabulation_room/manifest.json",
        "tabulation_room/manifest.sig",
        "tabulation_room/work_order.csv",
        "tabulation_room/work_order.pdf",
        "tabulation_room/work_order_kept_apart.csv",
        "tabulation_room/work_order_kept_apart.pdf",
        "totals.csv",
        "totals_public.csv",
        "totals_public_lines.csv",
    ]


def test_dispositions_have_one_row_an_approved_envelope_with_codes_beside_words(files: dict[str, bytes]) -> None:
    lines = _lines(files["dispositions.csv"])
    who = "georgia-2020-sos,sha256:aa,mortiz,2020-11-05T14:00:00.000000Z,skim,2020-11-06T09:30:00.000000Z,B0001,"
    assert lines[0] == (
        "envelope,outcome,outcome_words,reasons,reasons_words,marks,marks_words,rules,pack,"
        "determined_by,determined_at,approved_by,approved_at,batch,corrects,citations,sentence"
    )
    assert lines[1] == f"0001,count_full,Count in full,,,,,{who},,Your ballot was counted."
    assert lines[4] == (
        "0004,count_partial,Count in part,,,kept_apart;wrong_precinct,"
        f"kept apart: court-extended hours; wrong precinct,{who},,"
        '"You voted at a polling place other than your own. Only the contests that are also on your own ballot were '
        'counted. You voted in hours that a court had added, so your ballot is kept apart from the others."'
    )
    assert lines[5] == (
        "0005,not_counted,Not counted,already_voted;oath_unsigned,"
        f"the voter has already voted in this election; the oath was not signed,,,{who},,"
        '"Our records show that you already voted in this election. If this is wrong, call the election office."'
    )
    assert [line.split(",")[0] for line in lines[1:]] == ["0001", "0002", "0003", "0004", "0005", "0006"]


SETTLED = {
    "oath": "signed", "match": "certain", "registration": "registered", "residence": "as_listed",
    "eligibility": "eligible", "voted_already": "no", "identification": "shown", "party": "not_a_primary",
    "cast": "before_5pm", "court_order": "none", "home": "same_style", "deadline": "open",
    "ballot_in_envelope": "sealed", "ruling": "none",
}  # fmt: skip


def test_dispositions_cite_what_decides_and_tell_everybody_the_same(
    envelope: MakeEnvelope, content: MakeContent, standing: ProvenHead
) -> None:
    felon = {**SETTLED, "eligibility": "felony", "oath": "unsigned", "deadline": "passed"}
    made = [
        envelope("0001", facts=SETTLED),
        envelope("0002", "not_counted", facts=felon, reasons=("not_eligible", "oath_unsigned")),
        envelope("0003", facts=felon, departs=True),
    ]
    rows = _rows(release_files(content(made), standing).whole()["dispositions.csv"])
    assert [row["citations"] for row in rows] == [
        "O.C.G.A. 21-2-419(c)(1)",
        "O.C.G.A. 21-2-419(c)(3)",
        "",
    ]
    assert [row["sentence"] for row in rows] == [
        "Your ballot was counted.",
        "Our records show that you were not eligible to vote in this election. If this is wrong, call the election office.",
        "Your ballot was counted.",
    ]


def test_contests_have_one_row_an_envelope_and_contest_in_the_order_of_the_ballot(files: dict[str, bytes]) -> None:
    lines = _lines(files["contests.csv"])
    assert lines[0] == "envelope,contest,title,counts,code,code_words,change,replaces"
    assert lines[1:8] == [
        "0001,president,President of the United States,yes,,,1,",
        "0001,house-7,US House District 7,yes,,,1,",
        "0001,sheriff,Sheriff,yes,,,1,",
        '0001,tax,"\'=Tax ""for roads"", 1 %",yes,,,1,',
        "0002,president,President of the United States,yes,,,1,",
        "0002,house-4,US House District 4,no,wrong_precinct,not on the voter's own ballot,0,",
        "0002,sheriff,Sheriff,yes,,,1,",
    ]
    assert "0005,sheriff,Sheriff,no,ballot_not_counted,ballot not counted,0," in lines


def test_groups_hold_ballots_by_what_counts_and_keep_apart_what_is_kept_apart(files: dict[str, bytes]) -> None:
    lines = _lines(files["groups.csv"])
    assert lines[0] == (
        "place,style,kept_apart,counts,contests,ballots,corrected,replaces,precinct,precinct_name,contests_titles,blank,"
        "blank_titles"
    )
    two, blank = "President of the United States; Sheriff", "house-4,US House District 4"
    all_titles = '"President of the United States; US House District 7; Sheriff; =Tax ""for roads"", 1 %",,'
    assert lines[1:] == [
        f"Fairgrounds,S1,no,all,president;house-7;sheriff;tax,1,0,,,,{all_titles}",
        f"Five Forks,S2,no,part,president;sheriff,2,0,,002,Five Forks,{two},{blank}",
        f"Five Forks,S2,yes,part,president;sheriff,1,0,,002,Five Forks,{two},{blank}",
        f"Pleasant Hill,S1,no,all,president;house-7;sheriff;tax,1,0,,001,Pleasant Hill,{all_titles}",
    ]


def test_neither_order_nor_number_of_an_envelope_can_be_seen_in_groups_and_contest_totals(
    content: MakeContent, envelopes: list[EnvelopeState], standing: ProvenHead
) -> None:
    reordered = [changed(envelope, number=f"EN-{99 - place:04d}") for place, envelope in enumerate(envelopes)][::-1]
    before, after = (
        release_files(content(envelopes), standing).whole(),
        release_files(content(reordered), standing).whole(),
    )
    for name in ("groups.csv", "contest_totals.csv", "totals.csv", "totals_public.csv"):
        assert before[name] == after[name]
        assert b"EN-" not in after[name]
    assert before["dispositions.csv"] != after["dispositions.csv"]


def test_contest_totals_are_the_ceiling_by_contest_for_the_county_and_by_precinct(files: dict[str, bytes]) -> None:
    assert _lines(files["contest_totals.csv"]) == [
        "by,precinct,contest,title,ballots,kept_apart,this_release,this_release_kept_apart",
        "county,,president,President of the United States,5,1,5,1",
        "county,,house-4,US House District 4,0,0,0,0",
        "county,,house-7,US House District 7,2,0,2,0",
        "county,,sheriff,Sheriff,5,1,5,1",
        'county,,tax,"\'=Tax ""for roads"", 1 %",2,0,2,0',
        "precinct,001,president,President of the United States,1,0,1,0",
        "precinct,001,house-7,US House District 7,1,0,1,0",
        "precinct,001,sheriff,Sheriff,1,0,1,0",
        'precinct,001,tax,"\'=Tax ""for roads"", 1 %",1,0,1,0',
        "precinct,002,president,President of the United States,3,1,3,1",
        "precinct,002,sheriff,Sheriff,3,1,3,1",
        "precinct,,president,President of the United States,1,0,1,0",
        "precinct,,house-7,US House District 7,1,0,1,0",
        "precinct,,sheriff,Sheriff,1,0,1,0",
        'precinct,,tax,"\'=Tax ""for roads"", 1 %",1,0,1,0',
    ]


def test_totals_account_for_every_envelope_received_and_for_this_release(files: dict[str, bytes]) -> None:
    lines = _lines(files["totals.csv"])
    assert lines[0] == ("scope,by,value,words,received,count_full,count_partial,not_counted,held,undecided")
    assert lines[1:15] == [
        "so_far,all,,all envelopes received,8,2,3,1,1,1",
        "so_far,precinct,001,Pleasant Hill,3,1,0,0,1,1",
        "so_far,precinct,002,Five Forks,3,0,3,0,0,0",
        "so_far,precinct,003,Rock Bridge,1,0,0,1,0,0",
        "so_far,precinct,,not given,1,1,0,0,0,0",
        "so_far,stream,election_day,election day,7,1,3,1,1,1",
        "so_far,stream,advance,advance voting,1,1,0,0,0,0",
        "so_far,kept_apart,yes,kept apart,1,0,1,0,0,0",
        "so_far,kept_apart,no,not kept apart,7,2,2,1,1,1",
        "so_far,departs,yes,recorded otherwise than recommended,0,0,0,0,0,0",
        'so_far,departs,no,"recorded as recommended, or undecided",8,2,3,1,1,1',
        "so_far,reason,already_voted,the voter has already voted in this election,,,,1,,",
        "this_release,all,,all envelopes received,6,2,3,1,0,0",
        "this_release,precinct,001,Pleasant Hill,1,1,0,0,0,0",
    ]


def test_every_line_of_the_totals_balances_and_every_table_adds_up_to_the_whole(files: dict[str, bytes]) -> None:
    rows = _rows(files["totals.csv"])
    outcomes = ("count_full", "count_partial", "not_counted", "held", "undecided")
    for row in rows:
        if row["by"] != "reason":
            assert int(row["received"]) == sum(int(row[outcome]) for outcome in outcomes)
    for scope in ("so_far", "this_release"):
        whole = next(row for row in rows if (row["scope"], row["by"]) == (scope, "all"))
        for table in ("precinct", "stream", "kept_apart", "departs"):
            lines = [row for row in rows if (row["scope"], row["by"]) == (scope, table)]
            assert [sum(int(row[name]) for row in lines) for name in outcomes] == [
                int(whole[name]) for name in outcomes
            ]


NOTED = [(number, words.format(smallest=10)) for number, words in enumerate(NOTES, 1)]


def test_the_public_totals_show_the_county_whole_and_no_line_of_six_envelopes(files: dict[str, bytes]) -> None:
    assert _lines(files["totals_public.csv"]) == [
        "by,value,words,received,count_full,count_partial,not_counted,held,undecided",
        "all,,all envelopes received,8,2,3,1,1,1",
        "precinct,joined,4 precincts with fewer than 10 provisional ballots each,8,2,3,1,1,1",
        'stream,joined,"2 streams together: shown alone, one would tell somebody\'s outcome",8,2,3,1,1,1',
        'kept_apart,joined,"kept apart or not: shown alone, one would tell somebody\'s outcome",8,2,3,1,1,1',
        'departs,joined,"recorded as recommended or otherwise: shown alone, one would tell somebody\'s outcome",8,2,3,1,1,1',
        'reason,joined,"reasons together: of few ballots, or of few that changed since an earlier release",,,,1,,',
        *(
            f'note,{number},"{words}",,,,,,' if "," in words else f"note,{number},{words},,,,,,"
            for number, words in NOTED
        ),
    ]


def test_each_value_of_a_table_is_listed_with_the_line_on_which_it_counts(files: dict[str, bytes]) -> None:
    header, *lines = _lines(files["totals_public_lines.csv"])
    assert header == "by,value,words,line"
    assert {line.split(",")[0] for line in lines} == {"precinct", "stream", "kept_apart", "departs"}
    assert all(line.endswith(",joined") for line in lines)


def test_the_manifest_says_which_files_must_never_be_published_and_why(files: dict[str, bytes]) -> None:
    manifest = json.loads(files["manifest.json"])
    holds = {file["name"]: file["holds"] for file in manifest["files"]}
    assert all("Never to be published" in holds[name] for name in ("groups.csv", "contest_totals.csv"))
    assert any("where a group has one ballot" in how for how in manifest["how_to_check"])


def test_the_manifest_names_release_record_rules_and_every_file(files: dict[str, bytes], standing: ProvenHead) -> None:
    manifest = json.loads(files["manifest.json"])
    assert manifest["release"] == "R0001"
    assert manifest["follows"] == ""
    assert manifest["mode"] == "live"
    assert "notice" not in manifest
    assert manifest["envelopes"] == 6
    assert manifest["tree"] == {"size": 2, "root": standing.head.root.hex()}
    assert manifest["rules"] == {
        "pack": "georgia-2020-sos",
        "words": "Georgia 2020, as the Secretary of State announced",
        "digest": "sha256:aa",
    }
    assert manifest["people"] == {"mortiz": "Maria Ortiz", "skim": "Sun Kim"}
    assert {item["name"]: (item["sha256"], item["size"]) for item in manifest["files"]} == {
        name: (hashlib.sha256(data).hexdigest(), len(data))
        for name, data in files.items()
        if name not in ("manifest.json", "manifest.sig")
    }


def test_a_practice_release_says_so_in_its_manifest_and_folder(
    content: MakeContent, envelopes: list[EnvelopeState], standing: ProvenHead
) -> None:
    practice = content(envelopes, mode="practice")
    manifest = json.loads(release_files(practice, standing).whole()["manifest.json"])
    assert manifest["mode"] == "practice"
    assert manifest["notice"].startswith("PRACTICE")
    assert practice.folder_name == "gwinnett-2020-11-03-R0001-PRACTICE"
    assert content(envelopes).folder_name == "gwinnett-2020-11-03-R0001"


def test_no_file_holds_anything_sealed(files: dict[str, bytes]) -> None:
    everything = b"".join(files.values())
    assert b"5ea1ed" not in everything
    assert b"ca57a7" not in everything


def test_the_same_content_gives_the_same_bytes(
    content: MakeContent, envelopes: list[EnvelopeState], standing: ProvenHead
) -> None:
    package = release_files(content(envelopes), standing)
    assert package.whole() == package.whole() == release_files(content(list(envelopes)), standing).whole()


def test_a_second_release_holds_what_is_new_says_what_it_follows_and_what_it_corrects(
    content: MakeContent, envelopes: list[EnvelopeState], envelope: MakeEnvelope, standing: ProvenHead
) -> None:
    released = [
        changed(each, status="released", releases=("R0001",)) if each.status == "approved" else each
        for each in envelopes
    ]
    corrected = changed(envelope("0002", precinct_cast="002", place="Five Forks"), releases=("R0001",))
    now = [released[0], corrected, *released[2:7], envelope("0008", "not_counted", reasons=("oath_unsigned",))]
    files = release_files(content(now, release="R0002", follows="R0001"), standing).whole()
    rows = _rows(files["dispositions.csv"])
    assert [(row["envelope"], row["outcome"], row["corrects"]) for row in rows] == [
        ("0002", "count_full", "R0001"),
        ("0008", "not_counted", ""),
    ]
    assert json.loads(files["manifest.json"])["follows"] == "R0001"
    assert [line.split(",")[:7] for line in _lines(files["groups.csv"])[1:]] == [
        ["Five Forks", "S2", "no", "all", "president;house-4;sheriff", "1", "1"]
    ]
    assert "county,,house-4,US House District 4,1,0,1,0" in _lines(files["contest_totals.csv"])
    assert "county,,president,President of the United States,5,1,1,0" in _lines(files["contest_totals.csv"])
    assert "so_far,all,,all envelopes received,8,3,2,2,1,0" in _lines(files["totals.csv"])
    assert "this_release,all,,all envelopes received,2,1,0,1,0,0" in _lines(files["totals.csv"])


def test_a_release_made_again_later_corrects_what_it_corrected_then(
    content: MakeContent, envelope: MakeEnvelope
) -> None:
    first, second = content([]), content([], release="R0002")
    later = changed(envelope("0001"), releases=("R0001", "R0002"))
    assert first.corrects(later) == ""
    assert second.corrects(later) == "R0001"


def test_an_envelope_number_that_starts_a_formula_is_written_harmlessly(
    content: MakeContent, envelope: MakeEnvelope, standing: ProvenHead
) -> None:
    files = release_files(content([envelope('=HYPERLINK("x")', place="@home")]), standing).whole()
    assert _rows(files["dispositions.csv"])[0]["envelope"] == '\'=HYPERLINK("x")'
    assert _rows(files["contests.csv"])[0]["envelope"] == '\'=HYPERLINK("x")'
    assert _rows(files["groups.csv"])[0]["place"] == "'@home"


@pytest.mark.parametrize("numbers", [("2", "1"), ("1", "1")])
def test_rows_out_of_order_are_a_bug(
    numbers: tuple[str, str], content: MakeContent, envelope: MakeEnvelope, standing: ProvenHead
) -> None:
    with pytest.raises(ValueError, match="sorted"):
        release_files(content([envelope(number) for number in numbers]), standing)


def test_an_envelope_that_nobody_determined_is_a_bug(
    content: MakeContent, envelope: MakeEnvelope, standing: ProvenHead
) -> None:
    undetermined = changed(envelope("1"), determination=None)
    with pytest.raises(ValueError, match="no determination"):
        release_files(content([undetermined]), standing)


def test_a_canvass_of_what_nobody_approved_cannot_leave(
    content: MakeContent, envelopes: list[EnvelopeState], election: Election
) -> None:
    with pytest.raises(ValueError, match="approved_only"):
        content(envelopes, canvass=tally(envelopes, election))


def test_envelopes_leave_in_the_order_in_which_a_person_counts(
    envelope: MakeEnvelope, content: MakeContent, standing: ProvenHead
) -> None:
    files = release_files(content([envelope("B-9"), envelope("B-10")]), standing).whole()
    rows = list(csv.DictReader(io.StringIO(files["dispositions.csv"].decode())))
    assert [row["envelope"] for row in rows] == ["B-9", "B-10"]


def test_the_entries_of_a_release_hash_to_the_head_that_is_signed(
    files: dict[str, bytes], standing: ProvenHead
) -> None:
    bodies = files["log/entries.jsonl"].splitlines()
    assert root_of([leaf_hash(body) for body in bodies]) == standing.head.root
    note = read_note(files["checkpoint.txt"].decode())
    assert note.head == standing.head
    assert note.is_signed_by("skim", standing.signer.public)
    assert [json.loads(line) for line in files["log/checkpoints.jsonl"].splitlines()] == list(standing.checkpoints)


def test_the_manifest_is_signed_by_whoever_releases(files: dict[str, bytes], standing: ProvenHead) -> None:
    signed = read_signed(files["manifest.sig"].decode())
    digest = hashlib.sha256(files["manifest.json"]).hexdigest()
    assert signed.text == f"provisional-ballots/C1/1/R0001\nmanifest.json sha256 {digest}\n"
    assert signed.is_signed_by("skim", standing.signer.public)
    with pytest.raises(ValueError, match="no signed checkpoint"):
        read_note(files["manifest.sig"].decode())


def test_a_report_is_tagged_for_screen_readers_and_the_same_each_time(
    files: dict[str, bytes], content: MakeContent, envelopes: list[EnvelopeState], standing: ProvenHead
) -> None:
    again = release_files(content(envelopes), standing).whole()
    assert files["summary.pdf"] == again["summary.pdf"]
    assert files["summary.pdf"].startswith(b"%PDF-")
    assert b"/MarkInfo" in files["summary.pdf"]
    assert b"pdfuaid" in files["summary.pdf"]
