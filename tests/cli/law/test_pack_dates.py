"""A pack is the law on some days only: what every command says of one that is not, and where a county's own packs lie."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from adjudicator import resources
from tests.cli.conftest import Said, Terminal
from tests.office.conftest import FIRST_PASSWORD, PASSWORD, definition_bytes
from tests.packs import own_packs

from .test_packs import ATLANTIS

DAY = "2020-11-03"
WHY = "To see what the law before did"
OUTSIDE = (
    '"Georgia 2020, by the statute" is not the law on Nov 5, 2024: it was the law to Jun 30, 2021 (SB 202 of 2021).'
)
BECAUSE = f"{OUTSIDE} Chosen because: {WHY}"
GWINNETT = resources.path("practice", "gwinnett-2020.json")


def held_on(terminal: Terminal, day: str) -> str:
    """The small definition of an election on another day."""
    return terminal.write(f"{day}.json", definition_bytes().replace(DAY.encode(), day.encode()))


def made(terminal: Terminal, day: str, *words: str) -> Said:
    return terminal("new", "x.case", "--definition", held_on(terminal, day), "--plain", *words)


@pytest.mark.parametrize(
    ("day", "rules"),
    [
        ("2019-04-02", "georgia-2020"),
        ("2020-11-02", "georgia-2020"),
        ("2020-11-03", "georgia-2020-sos"),
        ("2021-06-30", "georgia-2020-sos"),
        ("2021-07-01", "georgia-2021"),
        ("2024-11-05", "georgia-2021"),
    ],
)
def test_a_case_is_made_with_the_pack_that_is_the_law_on_its_day(terminal: Terminal, day: str, rules: str) -> None:
    said = made(terminal, day, "--json")
    assert (said.code, said.json["rules"]) == (0, rules)
    assert "is not the law" not in said.err
    assert terminal("status", "x.case", "--json").json["outside"] is None
    assert terminal("law", "show", "x.case", "--json").json["outside"] is None


def test_before_every_pack_nothing_is_proposed_and_none_is_taken(terminal: Terminal) -> None:
    said = made(terminal, "2018-11-06")
    assert (said.code, said.out) == (1, "")
    assert "No pack of this program is the law on the day of this election, Nov 6, 2018." in said.err
    assert "x.case" not in terminal.files()
    assert made(terminal, "2018-11-06", "--rules", "georgia-2020", "--reason", WHY).code == 0


def test_a_pack_of_other_years_is_refused_without_a_reason(terminal: Terminal) -> None:
    before = terminal.files()
    for words in ((), ("--reason", "  ")):
        said = made(terminal, "2024-11-05", "--rules", "georgia-2020", *words)
        assert (said.code, said.out) == (1, "")
        remedy = "Choose georgia-2021, which is the law on that day, or give a reason, which stays with the case."
        assert said.err.splitlines()[0] == f"{OUTSIDE} {remedy}"
    assert terminal.files() - before == {"2024-11-05.json"}
    long = made(terminal, "2024-11-05", "--rules", "georgia-2020", "--reason", "w" * 301)
    assert long.code == 1
    assert long.err.startswith("The reason has 301 characters, and at most 300 are allowed. Write why in a sentence")
    turned = made(terminal, "2024-11-05", "--rules", "georgia-2020", "--reason", "It\u202e turns")
    assert (turned.code, "RIGHT-TO-LEFT OVERRIDE" in turned.err) == (1, True)


def test_another_pack_that_is_the_law_on_that_day_needs_no_reason(terminal: Terminal) -> None:
    assert made(terminal, "2020-11-03", "--rules", "georgia-2020", "--json").json["rules"] == "georgia-2020"


def test_with_a_reason_the_case_is_made_and_everything_says_so(terminal: Terminal) -> None:
    said = made(terminal, "2024-11-05", "--rules", "georgia-2020", "--reason", WHY)
    assert said.code == 0
    assert f"WARNING: {BECAUSE}" in said.err.splitlines()
    assert terminal("status", "x.case").out.splitlines()[0] == BECAUSE
    assert terminal("status", "x.case", "--json").json["outside"] == BECAUSE
    assert terminal("law", "show", "x.case", "--json").json["outside"] == BECAUSE
    assert BECAUSE in " ".join(terminal("law", "show", "x.case").out.split())
    assert terminal("verify", "x.case").out == "OK\n"


def test_a_reason_is_one_line_whatever_is_typed(terminal: Terminal) -> None:
    made(terminal, "2024-11-05", "--rules", "georgia-2020", "--reason", " Two\nlines\tof it ")
    assert terminal("status", "x.case", "--json").json["outside"].endswith("Chosen because: Two lines of it")


def test_a_motion_leaves_the_reason_where_it_was_and_another_pack_takes_it_along(terminal: Terminal) -> None:
    terminal.password()
    begun = ("--rules", "georgia-2020", "--reason", WHY, "--roll", "a.roll", "--as", "jane")
    assert made(terminal, "2024-11-05", *begun).code == 0
    terminal.password(FIRST_PASSWORD, "ADJUDICATOR_NEW_PASSWORD_FILE")
    added = ("person", "add", "x.case", "sue", "--name", "Sue", "--role", "supervisor", "--as", "jane")
    assert terminal(*added).code == 0
    terminal.password(FIRST_PASSWORD)
    terminal.password(PASSWORD, "ADJUDICATOR_NEW_PASSWORD_FILE")
    assert terminal("person", "password", "x.case", "--as", "sue").code == 0
    terminal.password()
    motion = ("--number", "1", "--date", "2020-11-05", "--text", "Resolved.", "--yes", "--as", "sue")
    assert terminal("law", "set", "x.case", "two_envelopes", "not_counted", *motion).code == 0
    assert terminal("law", "show", "x.case", "--json").json["outside"] == BECAUSE
    other = ("law", "change", "x.case", "georgia-2020-sos", "--reason", "Another try", "--as", "sue", "--yes")
    said = terminal(*other)
    assert said.code == 0
    assert "The pack that is the law on that day: georgia-2021." in said.out + said.err
    assert "Chosen because" not in terminal("law", "show", "x.case", "--json").json["outside"]
    back = ("law", "change", "x.case", "georgia-2021", "--reason", "The law of the day", "--as", "sue", "--yes")
    said = terminal(*back)
    assert (said.code, "is not the law" in said.out + said.err) == (0, False)
    assert terminal("status", "x.case", "--json").json["outside"] is None
    assert terminal("verify", "x.case").out == "OK\n"


def test_determine_and_calendar_say_it_beside_an_answer_that_stays_as_it_is(terminal: Terminal) -> None:
    later, query = held_on(terminal, "2024-11-05"), b'{"facts": {}, "cast_style": "S1", "home_style": "S1"}'
    old = terminal("determine", "--definition", "def.json", "--brief", stdin=[query])
    said = terminal("determine", "--definition", later, "--brief", stdin=[query])
    assert (old.code, old.err, said.code, said.out) == (0, "", 0, old.out)
    assert said.err.startswith(
        'WARNING: "Georgia 2020, as the Secretary of State announced" is not the law on Nov 5, 2024'
    )
    calendar = terminal("calendar", "--definition", later, "--json")
    assert (calendar.json["rules"], "is not the law" in calendar.err) == ("georgia-2021", False)
    other = terminal("calendar", "--definition", later, "--rules", "georgia-2020", "--json")
    assert (other.json["rules"], f"WARNING: {OUTSIDE}" in other.err) == ("georgia-2020", True)


def test_one_practices_under_the_law_of_the_day(terminal: Terminal) -> None:
    for day in ("2018-11-06", "2022-11-08"):
        terminal.write(f"g-{day}.json", GWINNETT.read_bytes().replace(DAY.encode(), day.encode()))
    words = ("practice", "--headless", "--envelopes", "5", "--json", "--out")
    said = terminal(*words, "p2018", "--definition", "g-2018-11-06.json")
    assert (said.code, "No pack of this program is the law on the day of this election" in said.err) == (1, True)
    assert "p2018" not in terminal.files()
    said = terminal(*words, "p", "--definition", "g-2022-11-08.json", "--rules", "georgia-2020")
    assert (said.code, "p" in terminal.files()) == (1, False)
    assert terminal(*words, "p", "--definition", "g-2022-11-08.json").code == 0
    assert terminal("law", "show", "p/practice.case", "--json").json["rules"] == "georgia-2021"


@pytest.mark.slow
def test_a_practice_release_under_a_pack_of_other_years_says_so_and_is_made_again(terminal: Terminal) -> None:
    terminal.write("g.json", GWINNETT.read_bytes().replace(DAY.encode(), b"2022-11-08"))
    words = ("--definition", "g.json", "--rules", "georgia-2020", "--reason", WHY)
    assert terminal("practice", "--headless", "--envelopes", "20", "--out", "p", *words).code == 0
    release = next(path for path in (terminal.folder / "p").iterdir() if path.is_dir())
    notice = BECAUSE.replace("Nov 5, 2024", "Nov 8, 2022")
    assert json.loads((release / "manifest.json").read_bytes())["rules_notice"] == notice
    assert json.loads((release / "summary.json").read_bytes())["outside"] == f"Rules: {notice}"
    assert terminal("verify", str(release)).out.startswith("OK")
    manifest = release / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace("To see what", "To hide what"), encoding="utf-8")
    assert "rules_notice" in terminal("verify", str(release)).out


# a county's own packs


def test_the_folder_of_packs_is_told_and_stands_below_the_list(terminal: Terminal, tmp_path: Path, monkeypatch) -> None:
    place = own_packs(tmp_path, monkeypatch)
    assert terminal("rules", "--folder").out == f"{place}\n"
    assert terminal("rules", "--folder", "--json").json == {"folder": str(place)}
    assert terminal("rules").out.splitlines()[-1] == f"Packs of your own: {place}"
    assert terminal("rules", "--folder", "georgia-2020").code == 2


def test_a_pack_of_a_county_is_never_proposed(terminal: Terminal, tmp_path: Path, monkeypatch) -> None:
    shutil.copytree(ATLANTIS, own_packs(tmp_path, monkeypatch) / ATLANTIS.name)
    assert made(terminal, "2024-11-05", "--json").json["rules"] == "georgia-2021"
    (terminal.folder / "x.case").unlink()
    said = made(terminal, "2024-11-05", "--rules", "atlantis-2022", "--json")
    assert (said.json["rules"], "is not the law" in said.err) == ("atlantis-2022", False)


def test_a_pack_of_the_program_cannot_be_shadowed(terminal: Terminal, tmp_path: Path, monkeypatch) -> None:
    before = resources.pack("georgia-2020").digest
    place = Path(shutil.copytree(ATLANTIS, own_packs(tmp_path, monkeypatch) / "georgia-2020"))
    listed = terminal("rules")
    assert listed.err == (
        "georgia-2020: the program has a pack of this name, so this folder is not used. Give the folder another name, "
        "as in georgia-2020-county.\n"
    )
    assert resources.pack("georgia-2020").digest == before
    assert terminal("rules", "georgia-2020").code == 0
    said = terminal("rules", "--check", str(place))
    assert (said.code, "the program has a pack of this name" in said.err) == (2, True)


def test_a_pack_among_the_programs_own_files_is_told_where_to_go(
    terminal: Terminal, tmp_path: Path, monkeypatch
) -> None:
    place, here = own_packs(tmp_path, monkeypatch), tmp_path / "resources"
    for part in ("law", "practice"):
        shutil.copytree(resources.path(part), here / part)
    monkeypatch.setattr(resources, "folder", lambda: here)
    astray = Path(shutil.copytree(ATLANTIS, here / "law" / ATLANTIS.name))
    told = f"atlantis-2022: this folder lies among the program's own files, where it is not used. Move it to {place}.\n"
    for words in (("rules",), ("rules", "atlantis-2022"), ("rules", "--check", "atlantis-2022")):
        said = terminal(*words)
        assert (said.code, said.err) == (0 if words == ("rules",) else 2, told)
    assert resources.pack_ids() == (*resources.PACK_IDS, *resources.example_ids())
    shutil.move(astray, place)
    assert terminal("rules").err == ""
    assert "atlantis-2022" in resources.pack_ids()


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        (
            'since = "2022-01-01"',
            'since = "1 January 2022"',
            'since is no date: "1 January 2022". Write the year, the month and the day: since = "2022-06-01".',
        ),
        (
            'since = "2022-01-01"',
            'since = "2022-01-01"\nuntil = "2022-02-30"',
            'until is no date: "2022-02-30". Write the year, the month and the day: until = "2022-06-01".',
        ),
        (
            'since = "2022-01-01"',
            'since = "2022-01-01"\nuntil = "2021-12-31"',
            "its last day (2021-12-31) is before its first (2022-01-01). Correct since or until. Both days are included.",
        ),
    ],
)
def test_dates_that_are_none_are_told_when_a_pack_is_checked(
    terminal: Terminal, right: str, wrong: str, told: str
) -> None:
    place = Path(shutil.copytree(ATLANTIS, terminal.folder / ATLANTIS.name))
    file = place / "parameters.toml"
    text = file.read_text(encoding="utf-8").replace('until = ""\n', "", 1)
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    said = terminal("rules", "--check", str(place))
    assert (said.code, said.err.splitlines()[0]) == (2, f"atlantis-2022/parameters.toml: {told}")


def test_a_parameter_may_have_days_of_its_own_within_the_pack_s(terminal: Terminal) -> None:
    place = Path(shutil.copytree(ATLANTIS, terminal.folder / ATLANTIS.name))
    file = place / "parameters.toml"
    text = file.read_text(encoding="utf-8")
    one_day = 'id = "last_day"\nuntil = "2022-01-01"'
    file.write_text(text.replace('id = "last_day"', one_day, 1), encoding="utf-8")
    assert terminal("rules", "--check", str(place)).code == 0
    file.write_text(text.replace('id = "last_day"', one_day.replace("2022-01-01", "soon"), 1), encoding="utf-8")
    said = terminal("rules", "--check", str(place))
    assert said.err.startswith('atlantis-2022/parameters.toml, parameter "last_day": until is no date: "soon".')


def test_an_example_makes_a_case_only_with_a_reason_and_is_said_to_be_one(terminal: Terminal) -> None:
    words = ("--rules", "north-carolina-2020")
    said = made(terminal, DAY, *words)
    assert (said.code, said.out) == (1, "")
    assert "was written to be read and rehearsed: no county's counsel has read it. Have your counsel" in said.err
    assert "x.case" not in terminal.files()
    said = made(terminal, DAY, *words, "--reason", "Read by our counsel on Nov 5")
    assert said.code == 0
    assert 'WARNING: "North Carolina, as of November 2020 (an example)" was written to be read' in said.err
    assert terminal("law", "show", "x.case", "--json").json["name"].endswith("(an example)")


def test_a_determination_takes_an_example_as_it_is(terminal: Terminal) -> None:
    query = b'{"facts": {"registration": "registered", "home": "other_county"}, "cast_style": "135-BS078"}'
    words = ("determine", "--definition", str(GWINNETT), "--rules", "north-carolina-2020", "--brief")
    said = terminal(*words, stdin=[query])
    assert (said.code, said.json["reasons"], "WARNING" in said.err) == (0, ["wrong_county"], True)
