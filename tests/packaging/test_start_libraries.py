"""Which system packages are missing, and how they come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import start_libraries as libraries
from start_machine import Machine, Ran
from start_trouble import WorldError


def test_only_what_the_loader_does_not_find_is_missing(debian: Machine) -> None:
    found = set(libraries.LIBRARIES) - {"libEGL.so.1", "libxcb-cursor.so.0"}
    assert libraries.missing_libraries(debian, found.__contains__) == ("libEGL.so.1", "libxcb-cursor.so.0")


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_nothing_is_missing_where_qt_brings_all(debian: Machine, system: str) -> None:
    assert libraries.missing_libraries(replace(debian, system=system), lambda _library: False) == ()


def test_a_person_who_is_not_root_gets_one_line_to_type(visitor: Machine) -> None:
    words = libraries.libraries_wanted(visitor, ("libEGL.so.1", "libGL.so.1"))
    assert words.endswith("Type this once: sudo apt-get update && sudo apt-get install -y libegl1 libgl1")


def test_on_another_linux_the_libraries_are_named(visitor: Machine) -> None:
    words = libraries.libraries_wanted(replace(visitor, apt=False), ("libEGL.so.1",))
    assert "apt-get" not in words
    assert words.endswith("libEGL.so.1")


def test_packages_are_installed_without_recommended_ones_and_without_questions(recorder: Callable) -> None:
    run = recorder()
    libraries.install(("libegl1", "libgl1"), run)
    update, install = run.commands
    assert update == "apt-get update -qq"
    assert install.startswith("apt-get install -y -qq --no-install-recommends ")
    assert install.endswith(" libegl1 libgl1")


def test_a_dead_source_does_not_stop_what_other_sources_have(recorder: Callable) -> None:
    run = recorder(update=Ran(100, "E: Failed to fetch"))
    libraries.install(("libegl1",), run)
    assert len(run.commands) == 2


def test_without_network_the_packages_fail_with_that_reason(recorder: Callable) -> None:
    run = recorder(
        update=Ran(0, "W: Failed to fetch the list"), install=Ran(100, "E: Unable to locate package libegl1")
    )
    with pytest.raises(WorldError, match="cannot be reached"):
        libraries.install(("libegl1",), run)


def test_venv_comes_for_the_version_of_python_that_runs(debian: Machine) -> None:
    assert libraries.venv_package(replace(debian, python=(3, 11))) == "python3.11-venv"
