"""A pack written as tables: what its files mean, and every mistake that a person who writes one can make."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from adjudicator import resources
from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.facts.derive import readings_of
from adjudicator.law.rules.pack import Pack, pack_of
from adjudicator.law.rules.position import Motion, Setting
from adjudicator.law.rules.rule import Effect
from adjudicator.records.election import Election
from adjudicator.records.trouble import WorldError
from tests.packs import own_packs

HERE = Path(__file__).parent
ATLANTIS = HERE / "atlantis-2022"
MISTAKES = tomllib.loads((HERE / "mistakes.toml").read_text(encoding="utf-8"))["mistake"]
GEORGIA = resources.pack("georgia-2020")
PAPERS_LOST = (ATLANTIS / "parameters.toml").read_text(encoding="utf-8").partition("[[position]]\n")[2]


UNREPORTED = """
[[parameter]]
id = "unreported_mover"
value = "{value}"
says = "Where who moved within the county unreported belongs."
source = "Code 7(b)"
"""


def written(folder: Path) -> Path:
    """The made-up pack in a folder of its own."""
    return Path(shutil.copytree(ATLANTIS, folder / ATLANTIS.name))


def replace_in(file: Path, right: str, wrong: str) -> None:
    content = file.read_text(encoding="utf-8")
    assert right in content
    file.write_text(content.replace(right, wrong, 1), encoding="utf-8")


def problems_of(place: Path) -> list[str]:
    return [str(problem) for problem in resources.read_folder(place)[1]]


@pytest.fixture
def atlantis(tmp_path: Path) -> Pack:
    folder, problems = resources.read_folder(written(tmp_path))
    assert folder is not None
    assert problems == ()
    return folder.under({})


def test_a_pack_has_the_rules_it_begins_with_but_for_those_it_writes_or_leaves_out(atlantis: Pack) -> None:
    ids = [rule.id for rule in GEORGIA.rules]
    ids.remove("identification_after_hours")
    ids.insert(ids.index("oath_unsigned") + 1, "papers_lost")
    assert [rule.id for rule in atlantis.rules] == ids
    changed = {"wrong_county", "no_identification", "papers_lost", "registered_late", "identification_after_hours"}
    kept = {rule.id: rule for rule in atlantis.rules if rule.id not in changed}
    assert kept == {rule.id: rule for rule in GEORGIA.rules if rule.id not in changed}


def test_a_row_that_does_not_name_a_fact_holds_for_all_its_values(atlantis: Pack) -> None:
    rule = {rule.id: rule for rule in atlantis.rules}["no_identification"]
    late = (Effect("not_counted", "no_identification", "Code 7(b)"),)
    assert {row: rule.effects(row) for row in rule.rows if row[0].startswith("supplied")} == {
        (value, deadline): late
        for value in ("supplied_late", "supplied_after_hours")
        for deadline in ("open", "passed")
    }


def test_a_paragraph_named_in_place_of_another_is_cited_by_the_rules_carried_over(atlantis: Pack) -> None:
    before, after = ({rule.id: rule for rule in each.rules}["registered_late"] for each in (GEORGIA, atlantis))
    assert before.citations == ("O.C.G.A. 21-2-419(c)(3)", "O.C.G.A. 21-2-224(a)")
    assert after.citations == ("O.C.G.A. 21-2-419(c)(3)", "Code 7(b)")
    assert after.rows.keys() == before.rows.keys()


def test_a_pack_has_its_own_parameters_and_those_it_shares_and_does_not_leave_out(atlantis: Pack) -> None:
    ids = {each.id for each in GEORGIA.parameters}
    assert {each.id for each in atlantis.parameters} == ids - {"voter_credit"}
    assert atlantis.parameter("last_day").value.startswith("9 days")
    assert atlantis.parameter("last_day").since == "2022-01-01"


@pytest.mark.parametrize(("value", "at_new"), [("new", True), ("former", False), ("", False)])
def test_a_pack_says_where_an_unreported_mover_belongs(value: str, at_new: bool, tmp_path: Path) -> None:
    place = written(tmp_path)
    with (place / "parameters.toml").open("a", encoding="utf-8") as file:
        file.write(UNREPORTED.format(value=value) if value else "")
    folder, problems = resources.read_folder(place)
    assert problems == ()
    assert folder is not None
    law = folder.under({})
    assert readings_of(law).unreported_mover_at_new is at_new
    assert readings_of(pack_of(law.tables())) == readings_of(law)


def test_an_unreported_mover_belongs_nowhere_else(tmp_path: Path) -> None:
    place = written(tmp_path)
    with (place / "parameters.toml").open("a", encoding="utf-8") as file:
        file.write(UNREPORTED.format(value="knew"))
    assert problems_of(place) == [
        'atlantis-2022/parameters.toml, parameter "unreported_mover": "knew" is not a value of unreported_mover. Did you '
        'mean "new"? Allowed: former, new.'
    ]


def test_a_position_goes_with_the_rule_that_is_left_out(atlantis: Pack) -> None:
    assert "identification_after_hours" in GEORGIA.choices
    assert "identification_after_hours" not in atlantis.choices
    assert atlantis.choices["papers_lost"] == "board"


def test_a_written_rule_turns_on_the_choice_that_the_board_takes(tmp_path: Path, election: Election) -> None:
    folder, _ = resources.read_folder(written(tmp_path))
    assert folder is not None
    lost = {"statement": "missing"}
    moved = {"papers_lost": Setting("count", Motion("1", "2022-11-09", "Resolved."))}
    before = Recommender(folder.under({}), election).recommend(lost, "main")
    after = Recommender(folder.under(moved), election).recommend(lost, "main")
    assert ("papers_missing" in before.holds, "counts_by_motion" in after.marks) == (False, True)
    waits = Recommender(folder.under({}), election).recommend({**lost, "ruling": "none"}, "main")
    assert "papers_missing" in waits.holds
    sentences = {found.rule: found.because for found in after.findings}
    assert sentences["papers_lost"].endswith("does not keep the ballot from counting.")


def test_a_pack_that_was_written_replays_from_its_tables_alone(atlantis: Pack, election: Election) -> None:
    again = Recommender.from_tables(atlantis.tables(), election)
    assert pack_of(atlantis.tables()) == atlantis
    facts = {"registration": "registered", "home": "other_county"}
    assert again.recommend(facts, "main") == Recommender(atlantis, election).recommend(facts, "main")
    assert again.recommend(facts, "main").reasons == ("wrong_county",)


@pytest.fixture
def beside_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The made-up pack among a county's own, beside resources of a folder of their own."""
    here = tmp_path / "resources"
    shutil.copytree(resources.path("law"), here / "law")
    monkeypatch.setattr(resources, "folder", lambda: here)
    return written(own_packs(tmp_path, monkeypatch))


def test_a_pack_may_begin_with_another_that_was_written(beside_the_others: Path) -> None:
    later = Path(shutil.copytree(beside_the_others, beside_the_others.with_name("atlantis-2024")))
    replace_in(later / "parameters.toml", "[[position]]\n" + PAPERS_LOST, "")
    (later / "rules.toml").write_text('begins_with = "atlantis-2022"\nleaves_out = ["papers_lost"]\n', encoding="utf-8")
    assert problems_of(later) == []
    assert resources.pack_ids() == (*resources.PACK_IDS, "atlantis-2022", "atlantis-2024", *resources.example_ids())
    first, then = resources.pack("atlantis-2022"), resources.pack("atlantis-2024")
    assert [rule for rule in first.rules if rule.id != "papers_lost"] == list(then.rules)


def test_packs_that_begin_with_each_other_are_told_so(beside_the_others: Path) -> None:
    replace_in(beside_the_others / "rules.toml", "georgia-2020", "atlantis-2022")
    assert problems_of(beside_the_others) == [
        "atlantis-2022/rules.toml: begins_with leads back to this pack. Begin with a pack of the product: "
        "georgia-2020-sos, georgia-2020, georgia-2021."
    ]


def test_a_pack_with_mistakes_does_not_keep_the_others_from_use(beside_the_others: Path) -> None:
    replace_in(beside_the_others / "rules.toml", "other_county", "other_countey")
    usable, problems = resources.packs()
    assert [each.id for each in usable] == [*resources.PACK_IDS, *resources.example_ids()]
    assert len(problems) == 1
    with pytest.raises(WorldError, match=r"The pack atlantis-2022 cannot be used: .*other_countey"):
        resources.pack("atlantis-2022")


def test_a_folder_that_lacks_a_file_or_has_another_pack_s_name_is_told_so(beside_the_others: Path) -> None:
    (beside_the_others / "parameters.toml").rename(beside_the_others / "parameter.toml")
    assert problems_of(beside_the_others) == [
        "atlantis-2022/parameters.toml: this file is missing. Add it; the folder has code.md, parameter.toml, rules.toml."
    ]
    misnamed = Path(shutil.copytree(ATLANTIS, beside_the_others.with_name("Atlantis 2022")))
    assert problems_of(misnamed) == [
        "Atlantis 2022: the folder's name cannot be a pack's. Use small letters, digits and hyphens, as in "
        "north-carolina-2022."
    ]
    georgia = resources.path("law", "georgia-2020")
    shutil.copy(beside_the_others / "rules.toml", georgia)
    assert problems_of(georgia) == [
        "georgia-2020/rules.toml: this file is not read: the rules of this pack are code. Make a folder of your own "
        "beside it, and begin with this pack."
    ]


def shortened(sentence: str, wanted: str) -> str:
    """The sentence as far as what is wanted of it goes."""
    begins, more, _ = wanted.partition("…")
    return f"{sentence[: len(begins)]}{more}" if more else sentence


@pytest.mark.parametrize("mistake", MISTAKES, ids=[each["did"] for each in MISTAKES])
def test_a_mistake_is_told_with_its_place_and_what_to_do(mistake: Mapping[str, Any], tmp_path: Path) -> None:
    place = written(tmp_path)
    replace_in(place / mistake["file"], mistake["right"], mistake["wrong"])
    _, problems = resources.read_folder(place)
    told = [str(problem) for problem in problems]
    says = [each.replace("{packs}", ", ".join(resources.pack_ids())) for each in mistake["says"]]
    assert [shortened(one, by) for one, by in zip(told, says, strict=True)] == says
    assert all(sentence.endswith(".") for sentence in told)
    assert {problem.warning for problem in problems} == {mistake.get("only_a_warning", False)}


def test_mistakes_of_every_kind_and_file_are_told_at_once(tmp_path: Path) -> None:
    place = written(tmp_path)
    replace_in(place / "rules.toml", 'looks_at = ["registration", "home"]', 'looks_at = ["registration", "hom"]')
    replace_in(place / "rules.toml", 'home = "other_county"', 'home = "other_countey"')
    replace_in(place / "rules.toml", 'code = "wrong_county"', 'code = "wrong_countey"')
    replace_in(place / "rules.toml", 'identification = "missing", deadline = "open"', 'identification = "mising"')
    replace_in(place / "parameters.toml", '"9 days after, until office_hour"', '"nine days after"')
    replace_in(place / "parameters.toml", '"10 days after"', '"10 dayz after"')
    replace_in(place / "parameters.toml", 'name = "Atlantis, as amended"', 'nam = "Atlantis, as amended"')
    told = problems_of(place)
    wanted = [
        '"nam" is no key here. Did you mean "name"?',
        'parameter last_day: "nine days after" is no day',
        'parameter certification: "10 dayz after" is no day',
        '"hom" is not a fact. Did you mean "home"?',
        '"other_countey" is not an answer to home. Did you mean "other_county"?',
        '"wrong_countey" is not a code for not_counted. Did you mean "wrong_county"?',
        '"mising" is not an answer to identification. Did you mean "missing"?',
    ]
    assert len(told) == len(wanted), told
    assert all(any(each in sentence for sentence in told) for each in wanted), told


@pytest.mark.parametrize(("broken", "other"), [("rules.toml", "parameters.toml"), ("parameters.toml", "rules.toml")])
def test_a_file_that_cannot_be_read_does_not_hide_the_mistakes_of_the_other(
    broken: str, other: str, tmp_path: Path
) -> None:
    place = written(tmp_path)
    (place / broken).write_text('name = "', encoding="utf-8")
    wrong = {"parameters.toml": ('"10 days after"', '"10 dayz after"'), "rules.toml": ('"other_county"', '"countey"')}
    replace_in(place / other, *wrong[other])
    told = problems_of(place)
    assert len(told) == 2, told
    assert {each.partition(",")[0].partition(":")[0] for each in told} == {
        f"atlantis-2022/{broken}", f"atlantis-2022/{other}",
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", [file.name for file in sorted(ATLANTIS.iterdir())])
def test_no_line_left_out_doubled_or_cut_off_is_more_than_a_problem(name: str, tmp_path: Path) -> None:
    place = written(tmp_path)
    lines = (place / name).read_text(encoding="utf-8").splitlines(keepends=True)
    for at, line in enumerate(lines):
        for instead in ("", line * 2, line[: len(line) // 2] + "\n"):
            (place / name).write_text("".join([*lines[:at], instead, *lines[at + 1 :]]), encoding="utf-8")
            folder, problems = resources.read_folder(place)
            assert (folder is not None and folder.under({}).digest) or problems
