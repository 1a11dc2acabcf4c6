"""The man page: every command with its options, and nothing that roff stumbles over."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from pathlib import Path

import pages
import pages_man
import pytest
from pages_commands import all_commands

from adjudicator.cli import people
from adjudicator.cli.shared import access

PAGE = pages_man.man_page()


def test_every_command_has_its_section_with_an_example_and_no_option_lacks_words() -> None:
    for path, _ in all_commands():
        section = PAGE.split(f"\n.SS {path}\n", 1)[1].split("\n.S", 1)[0]
        assert f"Example: adjudicator {path}".replace("-", r"\-") in section
    lines = PAGE.splitlines()
    bare = [lines[at + 1] for at, line in enumerate(lines) if line == ".TP" and not lines[at + 2].strip()]
    assert bare == []


def test_every_variable_is_told() -> None:
    named = {value for room in (access, people) for name, value in vars(room).items() if name.endswith("_FILE")}
    assert set(pages_man.VARIABLES) == named


def test_the_wheel_takes_it_where_man_looks() -> None:
    project = tomllib.loads((pages.DOCS.parent / "pyproject.toml").read_text(encoding="utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared == {str(pages.MAN.relative_to(pages.DOCS.parent)): "share/man/man1/adjudicator.1"}


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not here")
def test_it_is_set_without_a_warning(tmp_path: Path) -> None:
    page = tmp_path / "adjudicator.1"
    page.write_text(PAGE, encoding="utf-8")
    done = subprocess.run(["groff", "-man", "-ww", "-Tascii", str(page)], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "EXIT STATUS" in done.stdout
