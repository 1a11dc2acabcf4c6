"""A case file with one envelope in it; a whole life of a case; and a disk that can fail."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from adjudicator.casework.acts.receiving import papers_of
from adjudicator.casework.record.catalogue import FORM, new_entry
from adjudicator.casework.record.entry import SealedEntry, seal
from adjudicator.log.case_log import CaseLog
from adjudicator.office.behind.time.clock import seeded_salts
from adjudicator.port.acts import Document
from adjudicator.records.envelope import Envelope
from adjudicator.roll import build_roll
from tests.log.conftest import SigningLog, public_of
from tests.office.conftest import make_passwords_cheap, roll_text

from .disk import NO_DISK, Disk, disk
from .life import Chapter, lived

DEFINITION = Document.of("definition", "{}")
PACK = Document.of("pack", "[]")
SALTS = seeded_salts(1)


def opened() -> SealedEntry:
    """The first entry of a case."""
    data = {
        "case": "C1", "mode": "practice", "county": "GWINNETT", "election": "General", "time_zone": "America/New_York",
        "definition": DEFINITION.digest, "rules": "r", "pack": "p", "pack_document": PACK.digest,
        "deadlines": {"last_day": "2020-11-06T22:00:00.000000Z"},
        "form": FORM, "recovery": "", "board_votes": "off",
    }  # fmt: skip
    return entry("case.opened", data, by="")


def added() -> SealedEntry:
    """The only person of the case, who may do what these tests do, by themselves."""
    roles = ["administrator", "clerk", "reviewer"]
    return entry("person.added", {"person": "mo", "name": "Mo", "roles": roles, "key": public_of("mo")})


def received(number: str) -> SealedEntry:
    """An envelope with nothing on its papers."""
    papers = papers_of(Envelope(number, place="001"))
    return entry("envelope.received", {"envelope": number, "file": "", "papers": papers})


def entry(kind: str, data: dict[str, object], by: str = "mo") -> SealedEntry:
    """An entry; personal data that are not known are sealed all the same."""
    return seal(new_entry(kind, "2020-11-04T14:00:00.000000Z", by, data), SALTS)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The path of a closed case file."""
    path = tmp_path / "practice.case"
    begun(path).close()
    return path


def begun(path: Path) -> CaseLog:
    """A case file of three entries, open."""
    log = SigningLog.create(path, [opened()], [DEFINITION, PACK])
    for each in (added(), received("0001")):
        log.append([each])
    return log


@pytest.fixture(scope="session")
def in_memory() -> Iterator[Path]:
    """A folder that lies in memory where the machine has one: these tests sync thousands of times."""
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def life(in_memory: Path) -> dict[str, Chapter]:
    """Each deed with the case before it, and the whole case after the last one in the folder `life`."""
    roll = in_memory / "small.roll"
    (in_memory / "voters.csv").write_text(roll_text(), encoding="utf-8")
    assert not isinstance(build_roll(in_memory / "voters.csv", roll), list)
    (in_memory / "life").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        make_passwords_cheap(patch)
        return {chapter.deed.name: chapter for chapter in lived(in_memory / "life", roll)}


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords cost nothing."""
    make_passwords_cheap(monkeypatch)


@pytest.fixture
def watched() -> Iterator[Disk]:
    """The disk that can fail; the test is left out where there is none."""
    if NO_DISK:
        pytest.skip(NO_DISK)
    with disk() as found:
        yield found


@pytest.fixture
def place(in_memory: Path) -> Iterator[Path]:
    """An empty folder in memory."""
    folder = in_memory / "place"
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def after(in_memory: Path) -> Iterator[Path]:
    """Another one, in which files are opened after a fault."""
    folder = in_memory / "after"
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)
