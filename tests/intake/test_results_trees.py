"""Reading results as a report by NIST SP 1500-100 in JSON and XML, and as Clarity's detail file."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.intake import branches
from adjudicator.intake.results.file import ResultsFile, read_results
from adjudicator.records.election import Contest, Election, Precinct
from adjudicator.records.results import Results, VoteCell

NIST = "http://itl.nist.gov/ns/voting/1500-100/v2"
WANTED = {VoteCell("C1", "001"): 7, VoteCell("C2", "001"): 5, VoteCell("C1", "013"): 1, VoteCell("C3", "013"): 0}
SEVERAL = {"VoteCounts", "GpUnit", "Election", "Contest", "ContestSelection", "BallotCounts", "ExternalIdentifier"}

ELECTION = Election(
    "General Election", date(2020, 11, 3), "GA", "Gwinnett", "13135", "America/New_York",
    {"C1": Contest("C1", 1, "President", "federal_statewide")}, {"001": Precinct("001", "HARBINS A", ())}, {"S": ("C1",)},
)  # fmt: skip

Change = Callable[[dict[str, Any]], object]


def count(unit: str, number: int, kind: str = "provisional", **more: Any) -> dict[str, Any]:
    return {"@type": "ElectionResults.VoteCounts", "GpUnitId": unit, "Type": kind, "Count": number, **more}


def selection(*counts: dict[str, Any], **more: Any) -> dict[str, Any]:
    kind = "ElectionResults.CandidateSelection"
    return {"@type": kind, "@id": f"s{id(counts)}", "VoteCounts": list(counts), **more}


def contest(name: str, *selections: dict[str, Any], seats: int = 1) -> dict[str, Any]:
    kind = "ElectionResults.CandidateContest"
    return {
        "@type": kind, "@id": f"c-{name}", "ElectionDistrictId": "county", "Name": name, "VotesAllowed": seats,
        "ContestSelection": list(selections),
    }  # fmt: skip


def unit(key: str, kind: str, name: str, **more: Any) -> dict[str, Any]:
    said = {"@type": "ElectionResults.InternationalizedText", "Text": [string(name)]}
    return {"@type": "ElectionResults.ReportingUnit", "@id": key, "Type": kind, "Name": said, **more}


def string(text: str) -> dict[str, Any]:
    return {"@type": "ElectionResults.LanguageString", "Content": text, "Language": "en"}


def report() -> dict[str, Any]:
    """A report as a county's tabulation room would give it out."""
    cast = {"@type": "ElectionResults.BallotCounts", "GpUnitId": "p1", "Type": "provisional", "BallotsCast": 8}
    total = {"@type": "ElectionResults.BallotCounts", "GpUnitId": "p1", "Type": "total", "BallotsCast": 800}
    other = {"@type": "ElectionResults.OtherCounts", "GpUnitId": "p1", "Undervotes": 3, "WriteIns": 2}
    president = contest(
        "President",
        selection(count("p1", 3), count("p1", 90, "election-day"), count("p2", 1), count("county", 4)),
        selection(count("p1", 4), count("p2", 0)),
        selection(count("p1", 6), IsWriteIn=True),
    )
    return {
        "@type": "ElectionResults.ElectionReport",
        "Format": "precinct-level",
        "GeneratedDate": "2020-11-10T12:00:00-05:00",
        "GpUnit": [
            unit("county", "county", "Gwinnett County", ComposingGpUnitIds=["p1", "p2"]),
            unit("p1", "precinct", "Harbins A"),
            unit("p2", "precinct", "013"),
        ],
        "Issuer": "Gwinnett",
        "IssuerAbbreviation": "G",
        "SequenceEnd": 1,
        "SequenceStart": 1,
        "Status": "unofficial-complete",
        "VendorApplicationId": "v",
        "Election": [
            {
                "@type": "ElectionResults.Election",
                "ElectionScopeId": "county",
                "StartDate": "2020-11-03",
                "EndDate": "2020-11-03",
                "Type": "general",
                "Name": {"@type": "ElectionResults.InternationalizedText", "Text": [string("General Election")]},
                "BallotCounts": [cast, total],
                "Contest": [
                    {**president, "OtherCounts": [other]},
                    contest("House 1", selection(count("p1", 5))),
                    contest("House 2", selection(count("p2", 0)), seats=2),
                ],
            }
        ],
    }


def as_xml(name: str, value: Any, head: str = "") -> str:
    """A report in XML as the schema has it: names and kinds are attributes, lists stand without a list."""
    if not isinstance(value, dict):
        text = {True: "true", False: "false"}.get(value) if isinstance(value, bool) else str(value)
        return f"<{name}>{escape(text or '')}</{name}>"
    if "Content" in value:
        return f'<{name} Language="en">{escape(value["Content"])}</{name}>'
    inside = ""
    for key, each in value.items():
        if key == "@id":
            head += f" ObjectId={quoteattr(each)}"
        elif key == "@type":
            head += f" xsi:type={quoteattr(each.rpartition('.')[2])}" if name in {"Contest", "GpUnit"} else ""
        elif key == "ComposingGpUnitIds":
            inside += as_xml(key, " ".join(each))
        else:
            inside += "".join(as_xml(key, one) for one in (each if isinstance(each, list) else [each]))
    return f"<{name}{head}>\n{inside}</{name}>"


def xml_of(content: dict[str, Any]) -> bytes:
    head = f' xmlns="{NIST}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{as_xml("ElectionReport", content, head)}'.encode()


def json_of(content: dict[str, Any]) -> bytes:
    return json.dumps(content).encode()


FORMS = pytest.mark.parametrize("written", [json_of, xml_of], ids=["json", "xml"])
Written = Callable[[dict[str, Any]], bytes]


def read(data: bytes, election: Election) -> ResultsFile:
    return read_results(data, "results", election)


def errors(found: ResultsFile) -> list[str]:
    return [str(problem) for problem in found.problems if not problem.warning]


@FORMS
def test_a_report_is_summed_by_contest_and_precinct(small: Election, written: Written) -> None:
    found = read(written(report()), small)
    assert found.problems == ()
    assert found.form == f"nist_{'json' if written is json_of else 'xml'}"
    assert found.results == Results(
        WANTED,
        ballots_cast={"001": 8},
        seats={"C1": 1, "C2": 1, "C3": 2},
    )


def parts(content: dict[str, Any]) -> None:
    """Precinct 001 in two parts, one of them with counts by device, and a polling place with the same votes once more."""
    content["GpUnit"] += [
        unit("p1a", "split-precinct", "Harbins A 1"),
        unit("p1b", "split-precinct", "Harbins A 2"),
        unit("place", "polling-place", "Harbins Park"),
    ]
    content["GpUnit"][1]["ComposingGpUnitIds"] = ["p1a", "p1b"]
    device = {"DeviceClass": {"@type": "ElectionResults.DeviceClass", "Type": "scan-batch"}}
    of_house = content["Election"][0]["Contest"][1]["ContestSelection"][0]
    of_house["VoteCounts"] = [
        count("p1a", 2), count("p1b", 1, **device), count("p1b", 2, **device), count("place", 5),
    ]  # fmt: skip


def both(content: dict[str, Any]) -> None:
    """A precinct's own count, and its parts' and its devices' beside it."""
    parts(content)
    content["Election"][0]["Contest"][1]["ContestSelection"][0]["VoteCounts"] += [
        count("p1", 5),
        count("p1", 5, DeviceClass={"@type": "ElectionResults.DeviceClass", "Type": "scan-batch"}),
    ]


def rounds(content: dict[str, Any]) -> None:
    content["Election"][0]["Contest"][1]["ContestSelection"][0]["VoteCounts"].append(count("p1", 5, Round=2))


def fractions(content: dict[str, Any]) -> None:
    content["Election"][0]["Contest"][1]["ContestSelection"][0]["VoteCounts"] = [count("p1", 5.0)]  # type: ignore[arg-type]


def two_days(content: dict[str, Any]) -> None:
    content["Election"].insert(0, {**content["Election"][0], "StartDate": "2020-06-09", "EndDate": "2020-06-09"})


@FORMS
@pytest.mark.parametrize("change", [parts, both, rounds, fractions, two_days])
def test_no_vote_is_summed_twice(small: Election, written: Written, change: Change) -> None:
    content = report()
    change(content)
    found = read(written(content), small)
    assert errors(found) == []
    assert found.results is not None
    assert found.results.votes == WANTED


def of(place: Callable[[dict[str, Any]], dict[str, Any]], **said: Any) -> Change:
    return lambda content: place(content).update(said)


def first_count(content: dict[str, Any]) -> dict[str, Any]:
    return content["Election"][0]["Contest"][0]["ContestSelection"][0]["VoteCounts"][0]


def the_election(content: dict[str, Any]) -> dict[str, Any]:
    return content["Election"][0]


WRONG: list[tuple[str, Change, str]] = [
    ("another day", of(the_election, StartDate="2022-11-08", EndDate="2022-11-08"), "another election: of Nov 8, 2022"),
    ("no day", of(the_election, StartDate="", EndDate=""), "no election of this day"),
    ("no election", lambda content: content.update(Election=[]), "no election of this day"),
    ("two of the day", lambda content: content["Election"].append(content["Election"][0]), "or several"),
    ("a test", of(lambda content: content, IsTest=True), "says that it is a test"),
    ("hidden", of(first_count, IsSuppressedForPrivacy=True), "hides a number"),
    ("half a vote", of(first_count, Count=2.5), 'is not a whole number of 0 or more ("2.5")'),
    ("no number", of(first_count, Count="many"), 'is not a whole number of 0 or more ("many")'),
    (
        "twice",
        lambda content: the_election(content)["Contest"][0]["ContestSelection"][0]["VoteCounts"].append(count("p1", 3)),
        "the count stands twice",
    ),
    (
        "a contest twice",
        lambda content: the_election(content)["Contest"].append(the_election(content)["Contest"][0]),
        "two contests of the file are one in the definition",
    ),
    (
        "a precinct twice",
        lambda content: content["GpUnit"].append(unit("p3", "precinct", "001")),
        "two precincts of the file are one in the definition",
    ),
    ("another county", of(lambda content: content["GpUnit"][0], Name="Fulton"), "another county than Gwinnett"),
    (
        "a state's",
        lambda content: content["GpUnit"].append(unit("f", "county", "Fulton")),
        "the report is of several counties",
    ),
    (
        "by county",
        lambda content: content.update(GpUnit=content["GpUnit"][:1]),
        "no provisional votes by contest and precinct",
    ),
]


@FORMS
@pytest.mark.parametrize(("change", "told"), [each[1:] for each in WRONG], ids=[each[0] for each in WRONG])
def test_a_report_that_does_not_fit_is_refused(small: Election, written: Written, change: Change, told: str) -> None:
    content = report()
    change(content)
    found = read(written(content), small)
    assert [each for each in errors(found) if told in each], errors(found)
    assert found.results is None


def test_a_mistake_in_a_report_is_told_with_its_place(small: Election) -> None:
    content = report()
    first_count(content)["Count"] = 2.5
    (in_json,) = errors(read(json_of(content), small))
    assert "Election[0].Contest[0].ContestSelection[0].VoteCounts[0]: is not a whole number" in in_json
    (in_xml,) = errors(read(xml_of(content), small))
    assert "line " in in_xml


def test_version_1_of_the_format_is_named(small: Election) -> None:
    (said,) = errors(read(xml_of(report()).replace(NIST.encode(), b"NIST_V1_election_results.xsd"), small))
    assert "another version of the format" in said


# --- Clarity


def clarity(choices: str = "", **changed: str) -> bytes:
    told = {
        "name": "November 3, 2020 General Election", "day": "11/3/2020", "region": "Gwinnett", "grain": "Precinct",
        "kind": "Provisional Votes", "sum": "4", "two": "1",
    } | changed  # fmt: skip
    grain = told["grain"]
    return f"""<?xml version="1.0"?>
<!--Election result snapshot imported from Tabulation System
-->
<ElectionResult>
  <Timestamp>11/20/2020 8:19:21 PM EST</Timestamp>
  <ElectionName>{told["name"]}</ElectionName>
  <ElectionDate>{told["day"]}</ElectionDate>
  <Region>{told["region"]}</Region>
  <VoterTurnout totalVoters="30" ballotsCast="20" voterTurnout="66.6">
    <Precincts><Precinct name="HARBINS A" totalVoters="10" ballotsCast="9" voterTurnout="90" /></Precincts>
  </VoterTurnout>
  <Contest key="1" text="President/Presidente" voteFor="1" isQuestion="false" precinctsReporting="2">
    <VoteType name="Undervotes" votes="1"><Precinct name="HARBINS A" votes="1" /></VoteType>
    <VoteType name="Provisional Votes" votes="1"><Precinct name="HARBINS A" votes="1" /></VoteType>
    <Choice key="1" text="Jane Doe (I) (Rep)" party="NP" totalVotes="99">
      <VoteType name="Election Day Votes" votes="95"><{grain} name="HARBINS A" votes="95" /></VoteType>
      <VoteType name="{told["kind"]}" votes="{told["sum"]}">
        <{grain} name="HARBINS A" votes="3" /><{grain} name="DUNCANS A" votes="{told["two"]}" />
      </VoteType>
    </Choice>
    <Choice key="2" text="John Roe (Dem)" party="NP" totalVotes="4">
      <VoteType name="{told["kind"]}" votes="4"><{grain} name="HARBINS A" votes="4" /></VoteType>
    </Choice>
    <Choice key="3" text="Write-in" party="NP" totalVotes="9">
      <VoteType name="{told["kind"]}" votes="9"><{grain} name="HARBINS A" votes="9" /></VoteType>
    </Choice>{choices}
  </Contest>
  <Contest key="2" text="House 1 (Vote For 1)" voteFor="1"><Choice key="1" text="A" totalVotes="5">
    <VoteType name="{told["kind"]}" votes="5"><{grain} name="HARBINS A" votes="5" /></VoteType></Choice></Contest>
  <Contest key="3" text="HOUSE 2" voteFor="2"><Choice key="1" text="B" totalVotes="0">
    <VoteType name="{told["kind"]}" votes="0"><{grain} name="DUNCANS A" votes="0" /></VoteType></Choice></Contest>
</ElectionResult>""".encode()


def test_a_detail_file_is_summed_by_contest_and_precinct(small: Election) -> None:
    found = read(clarity(), small)
    assert found.problems == ()
    assert found.form == "clarity_xml"
    assert found.results == Results(WANTED, seats={"C1": 1, "C2": 1, "C3": 2}, registered={"001": 10})


@pytest.mark.parametrize(("written", "registered", "told"), [("0", {}, []), ("", {}, []), ("ten", {}, ["ten"])])
def test_registered_voters_that_are_none_say_nothing_and_no_number_is_a_warning(
    small: Election, written: str, registered: dict[str, int], told: list[str]
) -> None:
    text = clarity().replace(b'name="HARBINS A" totalVoters="10"', f'name="HARBINS A" totalVoters="{written}"'.encode())
    found = read(text, small)
    assert found.results is not None
    assert found.results.registered == registered
    assert [(problem.value, problem.warning) for problem in found.problems] == [(each, True) for each in told]


@pytest.mark.parametrize("form", [json_of, xml_of])
def test_a_report_may_tell_the_registered_voters_of_precincts(
    small: Election, form: Callable[[dict[str, Any]], bytes]
) -> None:
    content = report()
    content["GpUnit"][1]["VotersRegistered"] = 412
    found = read(form(content), small)
    assert found.results is not None, found.problems
    assert found.results.registered == {"001": 412}


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"day": "11/8/2022"}, "of another election: of Nov 8, 2022"),
        ({"day": ""}, "does not say of which day's election"),
        ({"region": "Fulton"}, "another county than Gwinnett"),
        ({"grain": "County"}, "by county, not by precinct"),
        ({"kind": "Absentee by Mail Votes"}, "does not tell provisional votes from others"),
        ({"sum": "5"}, 'line 17: the precincts do not add up to the provisional votes of the choice ("5")'),
        ({"two": "x"}, 'line 18: is not a whole number of 0 or more ("x")'),
        (
            {
                "choices": '<Choice text="C"><VoteType name="Provisional Votes"/>'
                '<VoteType name="Provisional Votes"/></Choice>'
            },
            "provisional votes twice",
        ),
        (
            {
                "choices": '<Choice text="C"><VoteType name="Provisional Votes" votes="2"><Precinct name="HARBINS A" '
                'votes="2"/><Precinct name="HARBINS A" votes="2"/></VoteType></Choice>'
            },
            "a precinct has no name, or stands twice",
        ),
    ],
)
def test_a_detail_file_that_does_not_fit_is_refused(small: Election, changed: dict[str, str], told: str) -> None:
    found = read(clarity(**changed), small)
    assert [each for each in errors(found) if told in each], errors(found)
    assert found.results is None


def test_two_contests_of_one_title_are_refused(small: Election) -> None:
    data = clarity().replace(b'text="HOUSE 2"', b'text="House 1"')
    assert "line 30: two contests of the file are one in the definition" in errors(read(data, small))[0]


def test_a_primarys_contests_are_told_apart_by_their_party(primary: Election) -> None:
    data = clarity().replace(b'text="President/Presidente"', b'text="REP - President"')
    data = data.replace(b'text="House 1 (Vote For 1)"', b'text="House 1 - DEMOCRATIC"')
    found = read(data, primary)
    assert errors(found) == []
    assert found.results is not None
    assert found.results.votes == WANTED


# --- what is no file of results


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"<a><b></a>", "line 1: is not XML as it should be (mismatched tag)"),
        (b"<a/>", "not a file of results in a form that is known"),
        (b"{}", "not a file of results in a form that is known"),
        (b'{"a": 1', "line 1: is not JSON as it should be"),
        (b'{"a": 1, "a": 2}', "column a: stands twice in one object"),
        (b"{" + b'"a": {' * 60 + b"}" * 61, "nested more than 40 levels deep"),
        (b'{"a": ' + b"[" * 100_000, "nested more than 40 levels deep"),
        (b"<a>" * 60, "nested more than 40 levels deep"),
        (b"<a>\xff</a>", "is not UTF-8"),
        (b'{"a": "\xff"}', "is not UTF-8"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "has a document type"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "has a document type"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "has a document type"),
        (b"<ElectionResult>&x;</ElectionResult>", "undefined entity"),
    ],
)
def test_what_is_no_file_of_results_is_one_problem(small: Election, data: bytes, told: str) -> None:
    (said,) = errors(read(data, small))
    assert told in said


def test_a_text_without_an_end_is_not_held(small: Election, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(branches, "TEXT_AT_MOST", 1000)
    (said,) = errors(read(b"<a>" + b"&#97;" * 5000 + b"</a>", small))
    assert "a text of more than 1,000 letters" in said


@settings(deadline=None)
@given(cut=st.integers(0, 3000), put=st.binary(max_size=8), form=st.sampled_from([json_of, xml_of]))
def test_no_damage_breaks_the_readers(cut: int, put: bytes, form: Written) -> None:
    data = form(report()) if cut % 2 else clarity()
    damaged = data[:cut] + put + data[cut + len(put) :]
    assert isinstance(read(damaged, ELECTION), ResultsFile)
