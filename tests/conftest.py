"""What all tests share: which are slow, what keeps them quick, and no display and fresh settings for those with a window."""

from __future__ import annotations

import gc
import importlib.util
import os
import shutil
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

# kept compiled, also where a machine says otherwise: else each process, and each that a test starts, compiles everything anew
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

from adjudicator.people import passwords, receipts  # noqa: E402 - they are to be kept compiled too

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # nobody's own keyring is asked
os.environ["XDG_STATE_HOME"] = os.path.join(os.devnull, "state")  # noqa: PTH118 - no folder: no station remembers

FEW_LOOKS = 20_000
"""So many new objects before the collector looks among them, instead of 700: it took 4 % of the tests, 12 % of collecting."""
gc.set_threshold(FEW_LOOKS)

MEMORY = Path("/dev/shm")
ROOM = 4 << 30
if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM:
    # tests make some ten thousand commits, each of which waits for a disk; what they leave needs far less than this room
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

RAPID_FLOWS = frozenset({"test_four_eyes.py", "test_from_envelope_to_release.py"})
SLOW = frozenset(
    {
        "at_rest/test_leftovers.py",
        "at_rest/test_nothing_readable.py",
        "at_rest/test_passphrase_change.py",
        "at_rest/test_rewriting.py",
        "cli/law/test_packs_page.py",
        "cli/test_spoilt_columns.py",
        "export/test_suppression.py",
        "faults/test_new_files.py",
        "faults/test_odd.py",
        "law/engine/test_completions.py",
        "law/engine/test_whole_space.py",
        "life/test_count_life.py",
        "office/desks/test_release_memory.py",
        "rehearsal/test_every_prefix.py",
        "rehearsal/test_observers_copy.py",
        "rehearsal/test_public_totals.py",
        "rehearsal/test_what_an_observer_learns.py",
        "server/test_faults.py",
        "server/test_founding.py",
        "server/test_same_guards.py",
        "desks/setup/test_setup_view.py",
        "window/test_accessible.py",
        "window/test_another_language.py",
        "window/test_backups.py",
        "window/test_drafts.py",
        "window/test_focus_stays.py",
        "window/test_in_the_way.py",
        "window/test_locks.py",
        "window/test_long_work.py",
        "window/test_restyling.py",
        "walks/test_kinds.py",
        "walks/test_walk.py",
        "window/test_trouble.py",
    }
)
"""Files that take seconds each, and whose desks and rules other files try too: with the pictures and most flows they are left
out of the rapid part, which is run all the time."""

HERE = Path(__file__).parent


GONE = [name for name in (*SLOW, *(f"flows/{name}" for name in RAPID_FLOWS)) if not (HERE / name).is_file()]
assert not GONE, f"marked slow or rapid, and not there: {GONE}"


def is_slow(path: Path) -> bool:
    """Whether all tests of a file belong to the slow part."""
    name = path.relative_to(HERE).as_posix()
    folder = name.partition("/")[0]
    return name in SLOW or folder == "pictures" or (folder == "flows" and path.name not in RAPID_FLOWS)


ONE_CASE_IN = 4
ONE_TEST_IN = {
    "desks": 6, "window": 6, "office": 4, "cli": 4, "log": 4, "rehearsal": 3, "export": 3, "practice": 3, "shared": 3,
}  # fmt: skip
"""Rooms of which each test opens a case or makes an election, and in the first two builds a screen as well, and how many of
their tests are rapid, one in so many: they were two thirds of the time that was left."""


def left_to_the_slow_part(node_ids: Iterable[str]) -> set[str]:
    """Which tests the rapid part leaves out, of the files that it reads.

    Of a test that is run with many values it runs the first case, and one in four of the others; of a file in a room of
    `ONE_TEST_IN` the first test, and one in so many of the others. The checksum of the name chooses, so that a test stays in
    its part when others are added. Both were chosen for the time that they take, and because their neighbours fail with
    them: who changes a room runs its folder, and the rapid part says what else has broken.
    """
    tests_of: dict[str, dict[str, None]] = {}
    left: set[str] = set()
    for node_id in node_ids:
        test, with_values, _values = node_id.partition("[")
        file = test.partition("::")[0]
        begun = tests_of.setdefault(file, {})
        if with_values and test in begun and zlib.crc32(node_id.encode()) % ONE_CASE_IN:
            left.add(node_id)
        begun.setdefault(test)
        one_in = ONE_TEST_IN.get(file.split("/")[1], 1)
        if test != next(iter(begun)) and zlib.crc32(test.encode()) % one_in:
            left.add(node_id)
    return left


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow, and have what is long begin first."""
    left = left_to_the_slow_part(item.nodeid for item in items)
    for item in items:
        if is_slow(item.path) or item.nodeid in left:
            item.add_marker(pytest.mark.slow)
    # a process that is done takes half of what another has left, but not the test which that one has begun
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def is_rapid(config: pytest.Config) -> bool:
    """Whether only the rapid part is wanted."""
    return config.getoption("markexpr") == "not slow"


def pytest_configure(config: pytest.Config) -> None:
    """Try properties with fewer examples in the rapid part; before the modules are read, whose tests ask how many."""
    if is_rapid(config) and not config.getoption("--hypothesis-profile"):
        from hypothesis import settings  # noqa: PLC0415 - a test alone need not wait until hypothesis is loaded

        import tests.examples  # noqa: F401, PLC0415

        settings.load_profile("rapid")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the slow files alone where only the rapid part is wanted: loading them to drop their tests takes time, too."""
    return True if is_rapid(config) and collection_path.name.startswith("test_") and is_slow(collection_path) else None


def pytest_collection_finish() -> None:
    """What collecting made lives until the end: the collector need not go through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Give each process one stretch of the tests; the one that is done first takes some of the other's.

    So what the tests of a folder or file share is made in one process.
    """
    from xdist.scheduler import WorkStealingScheduling  # noqa: PLC0415  tests run without xdist too

    return WorkStealingScheduling(config, log) if config.getoption("dist") == "load" else None


REAL_COST = {name: getattr(passwords, name) for name in ("MEMORY_KIB", "PASSES", "LANES")}


REAL_COST_OF_A_PIN = receipts._COST


@pytest.fixture
def real_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords and the PINs of receipts cost what they cost in an office."""
    for name, cost in REAL_COST.items():
        monkeypatch.setattr(passwords, name, cost)
    monkeypatch.setattr(receipts, "_COST", REAL_COST_OF_A_PIN)


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Passwords are made of the least memory that Argon2 allows, on one thread: to start four takes longer than the work.

    PINs of receipts cost as little: each practice case has some sixty. What the real ones cost is tested in tests/people and
    tests/export.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "LANES", 1)
        patch.setattr(passwords, "MEMORY_KIB", 8)
        patch.setattr(passwords, "PASSES", 1)
        patch.setattr(receipts, "_COST", 2)
        yield


@pytest.fixture(scope="session")
def settings_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for settings, so that no test writes into the person's own."""
    from PySide6.QtCore import QCoreApplication, QSettings  # noqa: PLC0415  only tests with a window load Qt

    folder = tmp_path_factory.mktemp("settings")
    QCoreApplication.setOrganizationName("tests")
    QCoreApplication.setApplicationName("tests")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
        QSettings.setPath(QSettings.Format.IniFormat, scope, str(folder))
    # Qt's file dialog keeps its own beside the person's
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))
    return folder


@pytest.fixture(autouse=True)
def fresh_window(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing remembered from another test: settings, theme and hidden personal data start afresh.

    Nobody sits there to answer the system's own dialogs: one that opens unasked fails the test instead of waiting for ever.
    """
    if not {"qapp", "qtbot", "pictures"}.intersection(request.fixturenames):
        yield
        return
    request.getfixturevalue("settings_folder")
    app = request.getfixturevalue("qapp")
    from PySide6.QtCore import QSettings  # noqa: PLC0415

    from ui.kit.file_dialog import FileDialog  # noqa: PLC0415
    from ui.kit.personal import privacy  # noqa: PLC0415
    from ui.kit.style.theme import theme  # noqa: PLC0415

    for asks in ("file", "new_file", "folder"):
        monkeypatch.setattr(FileDialog, asks, _unanswered)
    QSettings().clear()
    privacy().set_hidden(False)
    theme().apply(app, "light", 100)
    # a window that a test let go of must not be collected by chance in a method that Qt calls on it: Qt goes on there
    gc.disable()
    yield
    privacy().set_hidden(False)
    _take_away(app.topLevelWidgets())
    gc.enable()


def _take_away(windows: list[QWidget]) -> None:
    """Windows that a test leaves standing are drawn anew whenever a later test changes colours or text size."""
    from PySide6.QtCore import QCoreApplication, QEvent  # noqa: PLC0415

    for window in windows:
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _unanswered(*_asked: object) -> None:
    raise AssertionError("a file dialog opens, and nobody answers it")


@pytest.fixture(scope="session")
def pictures() -> ModuleType:
    """The picture harness: `take(widget, name, size=(1280, 800), theme_name="light", text_size=100) -> Path`,
    `clipped(widget) -> list[str]` (texts that do not fit), `colours(path)` and `settle()`."""
    name = "tests_pictures_harness"
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parent / "pictures" / "harness.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session", autouse=True)
def quick_eyes() -> Iterator[None]:
    """What stands on the screen of Review is seen at once, and no key is too quick; tests of the guards set their times."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ui.desks.review.guard.SECONDS", 0.0)
        patch.setattr("ui.desks.review.guard.WORD_SECONDS", 0.0)
        yield
