"""Why an envelope fares as it does, on the command line: read-only, in words and as JSON, without personal data."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Terminal
from tests.office.conftest import Desk, Watch, open_again

LIST = (
    "envelope_number,stream,place,precinct_cast,style_cast,cast_at,last_name,first_name,birth_date,house_number,street,"
    "oath_signed,id_shown\n"
    "0001,election_day,School 001,001,S1,2020-11-03T10:00,Delgado,Maria,1974-05-06,12,Oak St,yes,yes\n"
    "0002,election_day,School 002,002,S2,2020-11-03T11:30,Nguyen,Linh,1980-01-02,9,Elm St,,\n"
)


@pytest.fixture
def determined(terminal: Terminal) -> Terminal:
    """Two envelopes received: the first one not counted, the second untouched."""
    terminal.password()
    terminal.write("list.csv", LIST)
    terminal("receive", "c.case", "list.csv", "--as", "jane")
    desk = Desk.__new__(Desk)
    desk.office = open_again(terminal.folder / "c.case", Watch(), 5000)
    desk.sign_in("rita")
    desk.say("0001", "voted_already", "absentee_accepted")
    desk.easy("0001")
    assert desk.state("0001").outcome == "not_counted"
    desk.office.close()
    return terminal


def test_it_says_why_with_the_law_beside_it_and_changes_nothing(determined: Terminal) -> None:
    before = determined.digest()
    said = determined("explain", "c.case", "0001")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(
        "Envelope 0001: not counted, as determined\nGeorgia 2020, as the Secretary of State announced"
    )
    words = " ".join(said.out.split())
    assert (
        "Our records show that you already voted in this election. If this is wrong, call the election office." in words
    )
    assert "O.C.G.A. 21-2-388 (" in words
    assert "It rests on Other votes: absentee ballot accepted" in words
    assert (
        "What would have to be different Count in full, 4 of 4 - Other votes: none, or absentee ballot issued" in words
    )
    assert determined.digest() == before


def test_as_json_it_has_the_codes_beside_the_words(determined: Terminal) -> None:
    found = determined("explain", "c.case", "0001", "--json").json
    assert (found["outcome"], found["determined"], found["departs"]) == ("not_counted", True, False)
    assert [(each["rule"], each["citation"]) for each in found["grounds"]] == [
        ("already_voted", "O.C.G.A. 21-2-419(c)(3)")
    ]
    assert found["settling"] == {"voted_already": "absentee_accepted"}
    first = found["otherwise"][0]
    assert first["changes"] == [
        {"fact": "voted_already", "now": "absentee_accepted", "values": ["no", "absentee_outstanding"]}
    ]
    assert (first["outcome"], first["counted"], first["gains"]) == ("count_full", 4, True)


def test_while_a_question_is_open_it_says_so(determined: Terminal) -> None:
    said = determined("explain", "c.case", "0002")
    assert said.out.splitlines()[0] == "Envelope 0002: cannot be told yet, as the facts are now"
    assert "The voter is told" not in said.out
    assert determined("explain", "c.case", "0002", "--json").json["otherwise"] == []


def test_nothing_personal_is_said(determined: Terminal) -> None:
    for option in ((), ("--json",)):
        said = "".join(determined("explain", "c.case", number, *option).out for number in ("0001", "0002")).casefold()
        assert not [
            word for word in ("delgado", "maria", "nguyen", "oak st", "00000001", "1974", "10:00") if word in said
        ]


def test_an_envelope_that_is_not_there_is_told(determined: Terminal) -> None:
    said = determined("explain", "c.case", "9999")
    assert (said.code, said.out, said.err) == (1, "", "There is no envelope 9999.\n")
