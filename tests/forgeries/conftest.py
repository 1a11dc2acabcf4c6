"""A case of a real office, with a batch that waits, to be forged."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from adjudicator.log.case_log import CaseLog
from adjudicator.office import Done
from tests.casework.admission.conftest import begun, quick, roll_file, watch, worked
from tests.forgeries.attacker import Attacker
from tests.office.conftest import PASSWORD, Watch, make_passwords_cheap, open_again, wait_for_no_disk

__all__ = ["begun", "quick", "roll_file", "watch", "worked"]


@pytest.fixture(scope="session")
def waiting(tmp_path_factory: pytest.TempPathFactory, worked: Path) -> Path:
    """The case of `worked`, where 0001 waits in a batch, and rob took 0007 since. Never changed."""
    folder, watch = tmp_path_factory.mktemp("waiting"), Watch()
    watch.moment += timedelta(minutes=30)
    with pytest.MonkeyPatch.context() as patch:
        make_passwords_cheap(patch)
        wait_for_no_disk(patch)
        office = open_again(Path(shutil.copy(worked, folder / "small.case")), watch, 2000)
        office.people.sign_in("rita", PASSWORD)
        assert isinstance(office.batches.close(), Done)
        office.people.sign_in("rob", PASSWORD)
        assert isinstance(office.whose.take("0007"), Done)
        office.close()
    return folder / "small.case"


@pytest.fixture
def case(waiting: Path, tmp_path: Path) -> Path:
    """A copy of it, in the attacker's hands."""
    return Path(shutil.copy(waiting, tmp_path / "small.case"))


@pytest.fixture(scope="session")
def newer(waiting: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A checkpoint of its newest head, which sue signed in a copy."""
    hands = Attacker(Path(shutil.copy(waiting, tmp_path_factory.mktemp("newer") / "small.case")))
    hands.sign_head("sue", hands.key("sue"))
    (note,) = hands.raw.execute("SELECT note FROM checkpoint ORDER BY number DESC LIMIT 1").fetchone()
    hands.log.close()
    return str(note)


@pytest.fixture(scope="session")
def saved(waiting: Path) -> str:
    """The newest checkpoint of the case before anybody forged it."""
    with CaseLog.open(waiting, read_only=True) as log:
        return log.checkpoints()[0]
