"""The counts of the house, and the list of the files that an addition touches."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

import house
import pytest
from house import House, Place, Sources, gone, in_folder, in_revision, survey, table

SMALL: Sources = {
    "adjudicator/__init__.py": "",
    "adjudicator/law/rule.py": "class Rule:\n    pass\n",
    "adjudicator/law/pack.py": "from adjudicator.law.rule import Rule\n",
    "adjudicator/log/append.py": "def late():\n    from adjudicator.law import pack\n",
    "adjudicator/log/verify.py": "import adjudicator.law.pack\n",
    "ui/kit/panel.py": "from adjudicator.log import append\n\nclass Rule:\n    class Inside: ...\n\nclass Rule: ...\n",
    "ui/kit/other.py": "class Inside: ...\n",
}


@cache
def today() -> House:
    """The product as it stands."""
    return survey(in_folder())


def made(folder: Path, sources: Sources) -> Path:
    for path, source in sources.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(source, encoding="utf-8", newline="\n")
    return folder


def test_a_class_name_counts_once_for_each_module_that_has_it_wherever_it_stands_there() -> None:
    assert survey(SMALL).homonyms == {
        "Inside": ["ui.kit.other", "ui.kit.panel"],
        "Rule": ["adjudicator.law.rule", "ui.kit.panel"],
    }


def test_no_class_name_of_the_product_stands_for_two_things() -> None:
    assert today().homonyms == {}, "one word per thing: call one of them by what it is"


def test_an_import_counts_in_each_of_its_forms_and_inside_a_function() -> None:
    assert survey(SMALL).importers["adjudicator.law.pack"] == {"adjudicator.log.append", "adjudicator.log.verify"}
    assert survey(SMALL).importers["adjudicator.log.append"] == {"ui.kit.panel"}


def test_modules_with_one_importer_are_told_from_those_whose_importer_is_a_neighbour() -> None:
    assert survey(SMALL).alone == ["adjudicator.law.rule", "adjudicator.log.append"]
    assert survey(SMALL).beside == ["adjudicator.law.rule"]


def test_the_table_sets_two_revisions_beside_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "CROWDED", 2)
    less = {path: source for path, source in SMALL.items() if not path.startswith("ui/")}
    rows = {row[0]: row[1:] for row in table([survey(SMALL), survey(less)])}
    assert rows["files"] == ("7", "5")
    assert rows["lines of adjudicator/law"] == ("3", "3")
    assert rows["lines of ui/kit"] == ("7", "-")
    assert rows["class names in more than one module"] == ("2", "-")
    assert rows["files in ui/kit"] == ("2", "-")
    assert "files in adjudicator" not in rows


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@needs_git
def test_a_revision_is_read_without_touching_the_folder(tmp_path: Path) -> None:
    folder = made(tmp_path, SMALL)
    for command in (("init", "-q"), ("add", "."), ("commit", "-qm", "Begin")):
        who = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "core.autocrlf=false")
        subprocess.run(["git", *who, *command], cwd=folder, check=True)
    (folder / "ui/kit/other.py").write_text("class Other: ...\n", encoding="utf-8")
    assert in_revision("HEAD", folder) == SMALL
    assert in_folder(folder) == {**SMALL, "ui/kit/other.py": "class Other: ...\n"}


def test_every_file_that_an_addition_touches_is_there_with_its_example() -> None:
    assert gone() == []


def test_a_file_that_is_gone_or_lost_its_example_is_named_and_fails_the_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    there, lost = Place("adjudicator/law/rule.py", "class Rule"), Place("ui/kit/other.py", "Rule")
    places = {"a rule": (there, Place("moved.py", ""), lost)}
    wrong = ["a rule: moved.py is not there", "a rule: ui/kit/other.py no longer has 'Rule'"]
    assert gone(places, made(tmp_path, SMALL)) == wrong
    monkeypatch.setattr(house, "gone", lambda: wrong)
    monkeypatch.setattr(house, "survey", lambda _: today())
    assert house.main([]) == "\n".join(wrong)
    assert "lines of adjudicator/law" in capsys.readouterr().out


@needs_git
def test_a_revision_that_git_does_not_know_fails_the_script(capsys: pytest.CaptureFixture[str]) -> None:
    assert house.main(["--ref", "no-such-revision"])
    assert capsys.readouterr().out == ""
