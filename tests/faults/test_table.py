"""The fault table: at every write of every act, killed before or after, failed and lost or persisted, power cut.

Whatever happens, the case opens, verifies, has everything that was acknowledged, and has the act whole or not at all.
"""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path
from sqlite3 import ProgrammingError

import pytest

from adjudicator.casework.record.catalogue import CATALOGUE
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import verify
from adjudicator.office.desks.record import verifying
from adjudicator.records.trouble import WorldError
from tests.needles import tells_of_a_voter, whole_text

from .disk import Disk, Fate
from .life import CASE, NO_DEED, Chapter, deeds, is_expected, opened
from .trial import FailingOnce, Platter, Recorder, closed, different, files_in, found_in, put

pytestmark = pytest.mark.usefixtures("cheap")

NAMES = [deed.name for deed in deeds(Path()) if not deed.quiet]


@pytest.mark.slow
def test_every_kind_of_entry_is_made_by_a_deed(life: dict[str, Chapter], in_memory: Path) -> None:
    with CaseLog.open(in_memory / "life" / CASE, read_only=True) as log:
        kinds = {logged.entry.kind for logged in log.entries()}
        assert verifying(log, "deep")(lambda _done, _of: None).findings == ()
    assert set(CATALOGUE) - kinds == set(NO_DEED) - {"case.opened"}


def recorded(chapter: Chapter, watched: Disk, place: Path) -> Recorder:
    """Do a deed on a disk on which nothing fails, watching each step."""
    put({CASE: chapter.before}, place)
    with opened(chapter, place) as office:
        recorder = Recorder(Platter(files_in(place), random.Random(chapter.number)))
        watched.watch = recorder
        assert is_expected(chapter.deed, chapter.deed.act(office))
        watched.watch = None
        assert recorder.platter.here == files_in(place)
        recorder.look()
    return recorder


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_killed_at_any_write_an_act_is_there_whole_or_not_at_all(
    life: dict[str, Chapter], watched: Disk, place: Path, after: Path, name: str
) -> None:
    chapter = life[name]
    recorder = recorded(chapter, watched, place)
    assert len(recorder.steps) >= 3
    stages = stages_of(chapter, recorder, after)
    _WHOLE[name] = len(recorder.steps), stages
    assert all(found_in(files, after) in stages for files in different(recorder.cut))
    # once it was acknowledged, not even a power cut takes it away
    assert {found_in(files, after) for files in recorder.cut[-2:]} == {stages[-1]}


_WHOLE: dict[str, tuple[int, list[int]]] = {}


def on_a_whole_disk(chapter: Chapter, watched: Disk, place: Path, after: Path) -> tuple[int, list[int]]:
    """How many steps a deed takes, and its stages; worked out once, since they are the same each time."""
    name = chapter.deed.name
    if name not in _WHOLE:
        recorder = recorded(chapter, watched, place)
        _WHOLE[name] = len(recorder.steps), stages_of(chapter, recorder, after)
    return _WHOLE[name]


def stages_of(chapter: Chapter, recorder: Recorder, after: Path) -> list[int]:
    """What is found where a deed was killed, in order: the case before it, and after each of its acts."""
    stages = list(dict.fromkeys(found_in(files, after) for files in different(recorder.killed)))
    assert len(stages) <= chapter.deed.acts + 1
    return stages


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("fate", [Fate.LOST, Fate.KEPT], ids=["lost", "persisted"])
def test_failed_at_any_write_an_act_is_there_whole_or_not_at_all_and_can_be_done_again(
    life: dict[str, Chapter], watched: Disk, place: Path, after: Path, name: str, fate: Fate
) -> None:
    chapter = life[name]
    steps, stages = on_a_whole_disk(chapter, watched, place, after)
    before, done = stages[0], stages[-1]
    tried: set[str] = set()
    for at in range(steps):
        acknowledged = failing(chapter, watched, place, FailingOnce(at, fate))
        found = found_in(files_in(place), after)
        assert found == done if acknowledged else found in stages
        if found == before != done and (left := closed(after)) not in tried:
            tried.add(left)
            again(chapter, after)


def failing(chapter: Chapter, watched: Disk, place: Path, fault: FailingOnce) -> bool:
    """Do a deed on a disk that fails once; whether it was acknowledged. The files are left as they stand then."""
    put({CASE: chapter.before}, place)
    office = chapter.office(place)
    watched.watch = fault
    try:
        acknowledged = is_expected(chapter.deed, chapter.deed.act(office)) and office.stopped is None
    except WorldError as error:
        acknowledged = False
        assert not tells_of_a_voter(whole_text(error))  # noqa: PT017 - which step fails is not known beforehand
    finally:
        watched.watch = lambda _step: Fate.LOST  # whoever was there is gone
        left = files_in(place)
        with suppress(WorldError, ProgrammingError):  # the deed may have closed it
            office.close()
        watched.watch = None
    put(left, place)
    return acknowledged


def again(chapter: Chapter, folder: Path) -> None:
    """Do the deed on the file that was opened after the fault."""
    with opened(chapter, folder, again=1) as office:
        assert is_expected(chapter.deed, chapter.deed.act(office))
    assert verify(folder / CASE).findings == ()
