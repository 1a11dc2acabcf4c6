"""The three jobs of start.py: setup, practice, test."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import start_environment as environment
import start_libraries as libraries
import start_server as server
from start_environment import Project
from start_machine import Machine, Runner, run_openly, run_quietly, this_machine
from start_trouble import WorldError

STOPPED_BY_HAND = 130
WORLD = 3
LOCALES = ("LC_ALL", "LC_CTYPE", "LANG")
"""The variables that say the locale on Linux, strongest first."""


def say(words: str) -> None:
    """Tell the person at the terminal, at once."""
    print(words, flush=True)


def run_job(job: str, extra: Sequence[str]) -> int:
    """Set up, then do the job, and return its exit code; trouble is one sentence on standard error and code 3."""
    machine = this_machine()
    project = Project(Path(__file__).resolve().parent.parent, machine.system)
    try:
        lacking = set_up(machine, project, run_quietly)
        return JOBS[job](machine, project, extra, lacking)
    except WorldError as trouble:
        print(trouble, file=sys.stderr, flush=True)
        return WORLD
    except KeyboardInterrupt:
        print("Stopped. Type the same again to go on.", file=sys.stderr, flush=True)
        return STOPPED_BY_HAND


def set_up(machine: Machine, project: Project, run: Runner) -> tuple[str, ...]:
    """Bring machine and environment into order; return the libraries that the window still lacks."""
    lacking = libraries.missing_libraries(machine)
    plan = environment.plan_for(
        environment.stamp_wanted(project), environment.stamp_found(project), environment.python_runs(project, run)
    )
    packages = packages_to_add(machine, lacking, plan)
    if packages and machine.apt and machine.is_root:
        say(f"Installing {len(packages)} system packages.")
        libraries.install(packages, run)
        lacking = libraries.missing_libraries(machine)
    elif plan == "make" and not machine.can_make_environments:
        raise WorldError(how_to_get_venv(machine, packages))
    bring_up_to_date(project, plan, run)
    return lacking


def packages_to_add(machine: Machine, lacking: tuple[str, ...], plan: environment.Plan) -> tuple[str, ...]:
    """Debian's packages that are wanted: of the missing libraries, and of `venv` where an environment is to be made."""
    wanted = tuple(libraries.LIBRARIES[library] for library in lacking)
    if plan == "make" and not machine.can_make_environments:
        return (libraries.venv_package(machine), *wanted)
    return wanted


def how_to_get_venv(machine: Machine, packages: tuple[str, ...]) -> str:
    """The sentence for a Python without what environments are made with."""
    if machine.apt:
        line = libraries.install_line(packages)
        return f"Python lacks what environments are made with. Type this, then the same again: {line}"
    return "This Python lacks the module ensurepip. Install a full Python 3.11 or newer, then type the same again."


def bring_up_to_date(project: Project, plan: environment.Plan, run: Runner) -> None:
    """Do what the plan says, with a word about it; silent where nothing is to be done."""
    if plan == "nothing":
        return
    if plan == "make":
        again = " anew, since it is not whole or the lock file has changed" if project.environment.exists() else ""
        say(f"Making the environment in .venv{again}. The first time takes a few minutes.")
        environment.make(project, run, say)
    environment.install_project(project, run)
    say("Set up.")


def setup(machine: Machine, _project: Project, extra: Sequence[str], lacking: tuple[str, ...]) -> int:
    """Say what is there now; code 3 where the window still lacks system packages, 2 for words that mean nothing."""
    if extra:
        print(f"setup takes no more words: {' '.join(extra)}", file=sys.stderr)
        return 2
    if lacking:
        print(libraries.libraries_wanted(machine, lacking), file=sys.stderr)
        return WORLD
    say("Ready. Start with: python3 packaging/start.py practice")
    return 0


def practice(machine: Machine, project: Project, extra: Sequence[str], lacking: tuple[str, ...]) -> int:
    """Open the practice election in its window or, where there is no display, let it do itself."""
    command = practice_command(machine, project, extra)
    if "--headless" not in command:
        refuse_without(machine, lacking)
    elif "--headless" not in extra:
        print(
            "There is no display here, so the practice election runs without its window.", file=sys.stderr, flush=True
        )
    return run_openly(command, machine.environ)


def practice_command(machine: Machine, project: Project, extra: Sequence[str]) -> tuple[str, ...]:
    """The command of the practice election on this machine; without a display headless, into a folder of its own."""
    command = (str(project.command("adjudicator")), "practice", *extra)
    if machine.has_display or "--headless" in extra:
        return command
    named = any(word == "--out" or word.startswith("--out=") for word in extra)
    return (*command, "--headless", *(() if named else ("--out", str(free_folder(project.root)))))


def free_folder(root: Path) -> Path:
    """The first of practice-election, practice-election-2, ... that is not there yet: what was practised is kept."""
    names = (f"practice-election{'' if count == 1 else f'-{count}'}" for count in itertools.count(1))
    return next(root / name for name in names if not (root / name).exists())


def test(machine: Machine, project: Project, extra: Sequence[str], lacking: tuple[str, ...]) -> int:
    """Run the tests; pytest's closing line is the last thing printed and its exit code is returned."""
    refuse_without(machine, lacking)
    server.add(machine, run_quietly, say)
    return run_openly(test_command(project, extra), test_environ(machine), project.root)


def test_command(project: Project, extra: Sequence[str]) -> tuple[str, ...]:
    """The command of the tests: on all cores, unless the words passed on say otherwise."""
    chosen = any(word.startswith(("-n", "--numprocesses", "--pdb")) for word in extra)
    return (str(project.command("python")), "-m", "pytest", *(() if chosen else ("-n", "auto")), *extra)


def test_environ(machine: Machine) -> Mapping[str, str]:
    """The tests' environment: Qt without a display, and a UTF-8 locale, which Qt asks for."""
    additions = {"QT_QPA_PLATFORM": "offscreen"}
    locale = next((machine.environ[name] for name in LOCALES if machine.environ.get(name)), "")
    if machine.system == "linux" and "utf" not in locale.lower():
        additions["LC_ALL"] = "C.UTF-8"
    return {**machine.environ, **additions}


def refuse_without(machine: Machine, lacking: tuple[str, ...]) -> None:
    """Raise WorldError where libraries of the window are missing: Qt would end without a word that helps."""
    if lacking:
        raise WorldError(libraries.libraries_wanted(machine, lacking))


JOBS = {"setup": setup, "practice": practice, "test": test}
