"""setup, practice and test: which commands they come to, on which machine."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import start
import start_environment as environment
import start_jobs as jobs
import start_libraries as libraries
import start_server as server
from start_environment import Project
from start_machine import Machine
from start_trouble import WorldError, sentence_for

START = Path(__file__).resolve().parents[2] / "packaging" / "start.py"


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """No library of the window's is there until packages are installed, and an environment is quickly made."""
    monkeypatch.setattr(libraries, "missing_libraries", lambda _machine: ("libEGL.so.1",))
    monkeypatch.setattr(environment, "make", lambda project, *_: project.environment.mkdir())


def test_root_on_debian_gets_packages_and_environment(
    debian: Machine, project: Project, recorder: Callable, bare: None
) -> None:
    run = recorder()
    jobs.set_up(debian, project, run)
    assert run.commands[1].endswith(" python3.13-venv libegl1")
    assert run.commands[2].endswith(f"pip install --quiet --no-deps --no-build-isolation -e {project.root}")


def test_the_second_time_nothing_is_run_but_a_look_at_python(
    debian: Machine, project: Project, recorder: Callable, bare: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs.set_up(debian, project, recorder())
    project.command("python").parent.mkdir()
    project.command("python").touch()
    monkeypatch.setattr(libraries, "missing_libraries", lambda _machine: ())
    again = recorder()
    jobs.set_up(debian, project, again)
    assert again.commands == [f"{project.command('python')} -c "]


def test_without_root_one_line_names_all_that_is_missing(
    visitor: Machine, project: Project, recorder: Callable, bare: None
) -> None:
    run = recorder()
    with pytest.raises(WorldError, match=r"sudo apt-get install -y python3\.13-venv libegl1$"):
        jobs.set_up(visitor, project, run)
    assert run.commands == []


def test_without_root_the_environment_is_made_all_the_same_where_only_the_window_lacks_something(
    visitor: Machine, project: Project, recorder: Callable, bare: None
) -> None:
    lacking = jobs.set_up(replace(visitor, can_make_environments=True), project, recorder())
    assert lacking == ("libEGL.so.1",)
    assert environment.stamp_found(project) is not None


def test_set_up_with_something_lacking_ends_with_the_line_to_type(
    visitor: Machine, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert jobs.setup(visitor, project, (), ("libGL.so.1",)) == 3
    assert capsys.readouterr().err.strip().endswith("sudo apt-get install -y libgl1")


def test_with_a_display_practice_opens_the_window(debian: Machine, project: Project) -> None:
    seen = replace(debian, environ={"DISPLAY": ":0"})
    command = jobs.practice_command(seen, project, ("--seed", "7"))
    assert command == (str(project.command("adjudicator")), "practice", "--seed", "7")


def test_a_second_headless_practice_keeps_what_the_first_one_made(debian: Machine, project: Project) -> None:
    (project.root / "practice-election").mkdir(parents=True)
    command = jobs.practice_command(debian, project, ())
    assert command[-1] == str(project.root / "practice-election-2")


def test_without_a_display_practice_is_headless_into_a_folder_of_its_own(debian: Machine, project: Project) -> None:
    command = jobs.practice_command(debian, project, ("--seed", "7"))
    assert command[1:] == ("practice", "--seed", "7", "--headless", "--out", str(project.root / "practice-election"))


@pytest.mark.parametrize("out", [("--out", "there"), ("--out=there",)])
def test_a_folder_that_is_named_is_used(debian: Machine, project: Project, out: tuple[str, ...]) -> None:
    assert jobs.practice_command(debian, project, out)[1:] == ("practice", *out, "--headless")


def test_headless_asked_for_is_passed_on_as_it_is(debian: Machine, project: Project) -> None:
    words = ("--headless", "--out", "there")
    assert jobs.practice_command(debian, project, words)[1:] == ("practice", *words)


@pytest.mark.parametrize(
    ("system", "environ", "display"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":1"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_a_display_is_told_by_the_system_and_its_variables(
    debian: Machine, system: str, environ: dict[str, str], display: bool
) -> None:
    assert replace(debian, system=system, environ=environ).has_display is display


def test_the_window_is_not_opened_where_its_libraries_are_missing(visitor: Machine, project: Project) -> None:
    seen = replace(visitor, environ={"DISPLAY": ":0"})
    with pytest.raises(WorldError, match="libegl1"):
        jobs.practice(seen, project, (), ("libEGL.so.1",))


def test_the_headless_practice_needs_no_window_libraries(
    visitor: Machine, project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(jobs, "run_openly", lambda command, _environ: 1 if "--headless" in command else 99)
    assert jobs.practice(visitor, project, (), ("libEGL.so.1",)) == 1
    assert "no display" in capsys.readouterr().err


def test_tests_run_on_all_cores_and_take_more_words(project: Project) -> None:
    command = jobs.test_command(project, ("-k", "wrong_precinct"))
    assert command[1:] == ("-m", "pytest", "-n", "auto", "-k", "wrong_precinct")


@pytest.mark.parametrize("words", [("-n", "0"), ("-n2",), ("--numprocesses=3",), ("--pdb",)])
def test_a_number_of_cores_that_is_given_is_kept(project: Project, words: tuple[str, ...]) -> None:
    assert jobs.test_command(project, words)[3:] == words


def test_the_tests_exit_code_is_passed_on(debian: Machine, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "run_openly", lambda *_: 5)
    monkeypatch.setattr(server, "is_there", lambda: True)
    assert jobs.test(debian, project, (), ()) == 5


@pytest.mark.parametrize(
    ("environ", "locale"),
    [
        ({}, "C.UTF-8"),
        ({"LANG": "C"}, "C.UTF-8"),
        ({"LC_ALL": "POSIX", "LANG": "en_US.UTF-8"}, "C.UTF-8"),
        ({"LANG": "en_US.UTF-8"}, None),
    ],
)
def test_the_tests_have_a_utf_8_locale_and_no_display(
    debian: Machine, environ: dict[str, str], locale: str | None
) -> None:
    made = jobs.test_environ(replace(debian, environ=environ))
    assert made.get("LC_ALL") == locale
    assert made["QT_QPA_PLATFORM"] == "offscreen"


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        (
            "WARNING: Retrying after NewConnectionError\nERROR: No matching distribution found for click",
            "cannot be reached",
        ),
        ("ERROR: No matching distribution found for pyside6-essentials==6.12.0", "this version of Python"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "is not the one"),
        ("E: Could not get lock /var/lib/dpkg/lock-frontend.", "Another program"),
        ("note: nothing\nValueError: odd\nhint: see above", "The step failed: ValueError: odd."),
        ("", "it said nothing"),
    ],
)
def test_a_failure_is_one_sentence_that_says_what_to_do(output: str, words: str) -> None:
    sentence = sentence_for("The step", output)
    assert words in sentence
    assert "ype the same again" in sentence
    assert "\n" not in sentence


def test_an_old_python_says_that_it_is_too_old(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "OLDEST", (99, 0))
    assert start.main(["practice"]) == 3
    assert "Python 3.11 or newer is needed, and this is {}.{}.".format(*sys.version_info) in capsys.readouterr().err


@pytest.mark.parametrize(("words", "code"), [([], 2), (["fly"], 2), (["--help"], 0)])
def test_other_words_show_the_usage(words: list[str], code: int) -> None:
    ended = subprocess.run([sys.executable, START, *words], capture_output=True, text=True, check=False)
    assert ended.returncode == code
    assert "usage:" in (ended.stderr if code else ended.stdout)
