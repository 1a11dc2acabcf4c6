"""A project's folder, machines and a runner that only remembers: the set-up without network and without apt-get."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))  # where start.py finds the files beside it

from start_environment import Project  # noqa: E402 - the folder had to be named first
from start_machine import Machine, Ran  # noqa: E402 - the same


class Recorder:
    """A runner that remembers the commands and answers with what `answers` says of the word that it finds."""

    def __init__(self, answers: Mapping[str, Ran]) -> None:
        self.answers = answers
        self.commands: list[str] = []

    def __call__(self, command: Sequence[str], additions: Mapping[str, str], hear: Callable[[str], None]) -> Ran:
        line = " ".join(command)
        self.commands.append(line)
        ended = next((ran for word, ran in self.answers.items() if word in line), Ran(0, ""))
        for printed in ended.output.splitlines():
            hear(printed)
        return ended


@pytest.fixture
def recorder() -> Callable[..., Recorder]:
    return lambda **answers: Recorder({word.replace("_", "-"): ran for word, ran in answers.items()})


@pytest.fixture
def debian() -> Machine:
    """Debian 13 as it comes, signed in as root, without a display."""
    return Machine("linux", is_root=True, apt=True, python=(3, 13), can_make_environments=False, environ={})


@pytest.fixture
def visitor(debian: Machine) -> Machine:
    """The same for somebody who is not root."""
    return replace(debian, is_root=False)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project's folder with a small lock file."""
    (tmp_path / "requirements.lock").write_text(
        "# made by hand\nclick==8.2.0 \\\n    --hash=sha256:00\nruff==0.15.0 \\\n"
    )
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "example"\n')
    return Project(tmp_path, "linux")
