"""When the environment is made, brought up to date, or left alone."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest
import start_environment as environment
from start_environment import Progress, Project, Stamp, plan_for, stamp_found, stamp_wanted
from start_machine import Ran
from start_trouble import DISK_FULL, WorldError

WANTED = Stamp(lock="a" * 64, project="b" * 64, root="/srv/project")


@pytest.mark.parametrize(
    ("found", "runs", "plan"),
    [
        pytest.param(WANTED, True, "nothing", id="all as wanted"),
        pytest.param(None, True, "make", id="no stamp, so made half"),
        pytest.param(WANTED, False, "make", id="its Python is gone"),
        pytest.param(replace(WANTED, lock="c"), True, "make", id="another lock file"),
        pytest.param(replace(WANTED, root="/home/old"), True, "make", id="the folder was moved"),
        pytest.param(replace(WANTED, project="c"), True, "install the project", id="another project file"),
    ],
)
def test_the_plan_follows_from_the_stamps(found: Stamp | None, runs: bool, plan: str) -> None:
    assert plan_for(WANTED, found, runs) == plan


def test_the_stamp_is_written_last_and_read_back(project: Project, recorder: Callable) -> None:
    project.environment.mkdir()
    assert stamp_found(project) is None
    environment.install_project(project, recorder())
    assert stamp_found(project) == stamp_wanted(project)


def test_after_the_packages_only_the_project_is_still_to_come(project: Project, recorder: Callable) -> None:
    project.environment.mkdir()
    environment.add_packages(project, recorder(), lambda _words: None)
    assert plan_for(stamp_wanted(project), stamp_found(project), python_runs=True) == "install the project"


def test_no_stamp_is_written_where_the_project_could_not_be_installed(project: Project, recorder: Callable) -> None:
    project.environment.mkdir()
    with pytest.raises(WorldError, match="Readme file does not exist"):
        environment.install_project(
            project, recorder(pip=Ran(1, "OSError: Readme file does not exist: README.md\nhint: ."))
        )
    assert not project.stamp.exists()


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"lock": "a"}', '{"lock": "a", "nonsense": 1}'])
def test_a_spoiled_stamp_counts_as_none(project: Project, text: str) -> None:
    project.environment.mkdir()
    project.stamp.write_text(text)
    assert stamp_found(project) is None


def test_line_endings_do_not_change_the_stamp(project: Project) -> None:
    before = stamp_wanted(project)
    project.lock.write_bytes(project.lock.read_bytes().replace(b"\n", b"\r\n"))
    assert stamp_wanted(project) == before


def test_a_changed_lock_file_changes_the_stamp(project: Project) -> None:
    before = stamp_wanted(project)
    project.lock.write_text("click==8.3.0\n")
    assert asdict(stamp_wanted(project)) == {**asdict(before), "lock": stamp_wanted(project).lock}
    assert stamp_wanted(project) != before


def test_a_missing_lock_file_is_said_by_name(project: Project) -> None:
    project.lock.unlink()
    with pytest.raises(WorldError, match=r"requirements\.lock is missing"):
        stamp_wanted(project)


def test_packages_come_by_their_hashes_and_nothing_is_built_from_source(project: Project, recorder: Callable) -> None:
    project.environment.mkdir()
    run = recorder()
    environment.add_packages(project, run, lambda _words: None)
    assert run.commands[-1].endswith(
        f"-m pip install --require-hashes --only-binary :all: -r {project.root / 'requirements.lock'}"
    )


def test_a_half_made_environment_is_taken_away_when_making_it_fails(project: Project, recorder: Callable) -> None:
    left = project.environment / "left-behind"
    left.parent.mkdir()
    left.touch()
    with pytest.raises(WorldError, match="cannot be reached"):
        environment.make(project, recorder(require_hashes=Ran(1, "ConnectionError: no route")), lambda _words: None)
    assert not project.environment.exists()


def test_a_new_environment_holds_nothing_of_the_old_one(project: Project, recorder: Callable) -> None:
    left = project.environment / "left-behind"
    left.parent.mkdir()
    left.touch()
    environment.make(project, recorder(), lambda _words: None)
    assert not left.exists()
    assert project.command("python").exists()


def test_a_link_in_the_environments_place_is_removed_and_not_followed(
    project: Project, tmp_path: Path, recorder: Callable
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept").touch()
    project.environment.symlink_to(elsewhere)
    environment.remove(project)
    assert (elsewhere / "kept").exists()
    assert not project.environment.is_symlink()


def test_a_full_disk_is_noticed_before_anything_is_made(
    project: Project, recorder: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "ROOM_NEEDED", 1 << 80)
    run = recorder()
    with pytest.raises(WorldError, match="disk is full"):
        environment.make(project, run, lambda _words: None)
    assert run.commands == []


def test_a_disk_that_fills_up_on_the_way_says_the_same(
    project: Project, recorder: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_up(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(environment, "add_packages", fill_up)
    with pytest.raises(WorldError) as raised:
        environment.make(project, recorder(), lambda _words: None)
    assert str(raised.value) == DISK_FULL
    assert not project.environment.exists()


def test_progress_is_told_in_words_and_seldom() -> None:
    said: list[str] = []
    progress = Progress(43, said.append)
    for number in range(25):
        progress.hear(f"Collecting package{number}==1.0 (from -r requirements.lock (line 3))")
    progress.hear("  Downloading click-8.2.0-py3-none-any.whl (102 kB)")
    progress.hear("  Downloading pyside6_essentials-6.12.0-cp310-abi3-manylinux_2_34_x86_64.whl (84.3 MB)")
    progress.hear("Installing collected packages: click, ruff")
    assert said == [
        "  10 of about 43 packages",
        "  20 of about 43 packages",
        "  fetching pyside6-essentials, 84.3 MB",
        "  writing them to .venv",
    ]


def test_packages_are_counted_without_their_hashes(project: Project) -> None:
    assert environment.packages_in(project.lock.read_text()) == 2


def test_commands_lie_where_each_system_puts_them(project: Project) -> None:
    assert project.command("adjudicator") == project.root / ".venv" / "bin" / "adjudicator"
    windows = replace(project, system="win32")
    assert windows.command("adjudicator") == project.root / ".venv" / "Scripts" / "adjudicator.exe"
