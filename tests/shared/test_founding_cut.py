"""Founding a shared record is cut off at a message, as where the program dies: sharing once more goes on with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from adjudicator.log.case_log import CaseLog
from adjudicator.office.behind.files import sharing
from adjudicator.office.behind.station import NO_STATION
from adjudicator.port.answers import Head
from adjudicator.records.trouble import WorldError
from adjudicator.shared.copying import join
from adjudicator.shared.founding import PostgresFounder
from adjudicator.shared.postgres import PostgresServer
from tests.log.conftest import Pen, begin, new_act, signer
from tests.server.conftest import engine
from tests.server.engine import Engine

from .cuts import EVERY_MESSAGE
from .proxy import Fault, Proxy
from .stations import PASSPHRASE

__all__ = ["engine"]

SOME = 12
"""So many messages are taken where not all are."""

_names = count(1)


class Founding:
    """A case that is shared over a line which the tests hold. The schema has a name of its own: that of the case is for tests
    without a server.
    """

    def __init__(self, server: Engine, proxy: Proxy, folder: Path) -> None:
        self.engine, self.proxy = server, proxy
        self.name = f"found{next(_names)}"
        self.path = folder / f"{self.name}.case"
        with begin(self.path, Pen()):
            pass

    def server(self, _case: str = "") -> PostgresServer:
        return PostgresServer(self._url(), case=self.name)

    def founder(self, _case: str = "") -> Any:
        return _Named(self._url(), self.name)

    def _url(self) -> str:
        return f"postgresql://founder@/ballots?host={self.proxy.folder}&port=5432"

    def share(self) -> Head:
        """As `adjudicator share` does: found, say so in the record, bring everything."""
        login: Any = self
        key = sharing.found(self.path, PASSPHRASE, login)
        with CaseLog.open(self.path) as log:
            if not log.case().shared:
                log.append(new_act([Pen("shared", 50).entry("case.shared", "clerk")], signer=signer("clerk")))
        return sharing.bring_all(self.path, PASSPHRASE, login, key, NO_STATION, lambda _done, _of: None)


class _Named(PostgresFounder):
    """Founds under another name than the case's."""

    def __init__(self, url: str, name: str) -> None:
        super().__init__(url, "", name)
        self._name = name

    def found(self, case: str, wrapped: str, least: str) -> None:
        del case
        super().found(self._name, wrapped, least)


@pytest.fixture
def proxy(engine: Engine) -> Iterator[Proxy]:
    with Proxy(engine.folder / f"pf{next(_names)}", engine.folder / ".s.PGSQL.5432") as made:
        yield made


def test_a_founding_that_was_cut_off_is_gone_on_with(engine: Engine, proxy: Proxy, tmp_path: Path) -> None:
    whole = Founding(engine, proxy, tmp_path)
    counted = proxy.arm(Fault(0))
    head = whole.share()
    every = range(1, counted.seen + 1)
    places = every if os.environ.get(EVERY_MESSAGE) else [*every[:: max(1, counted.seen // SOME)], counted.seen]
    resumed = 0
    for at in places:
        trial = Founding(engine, proxy, tmp_path)
        proxy.arm(Fault(at))
        with suppress(WorldError):  # a few nobody misses: a statement is asked again, or a connection is only closed
            trial.share()
        proxy.mend()
        with engine.administrator() as administrator:
            found = administrator.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (f"case_{trial.name}",))
            resumed += found.fetchone() is not None
        trial.share()
        with trial.server() as server, CaseLog.open(trial.path, read_only=True) as log:
            assert server.head() == log.head() == head, at
            assert log.case().shared == head.size
    assert resumed > 0


def test_what_stations_work_on_or_another_record_is_not_gone_on_with(
    engine: Engine, proxy: Proxy, tmp_path: Path
) -> None:
    shared, other = Founding(engine, proxy, tmp_path), Founding(engine, proxy, tmp_path)
    shared.share()
    assert shared.share().size > 0  # nobody has joined yet
    other.name = shared.name
    with CaseLog.open(other.path) as log:
        log.append(new_act([Pen("otherwise", 70).received("0009")], signer=signer("clerk")))
    with pytest.raises(WorldError) as another:
        other.share()
    assert another.value.code == "another_story"
    with shared.founder() as founder:
        founder.add_station(f"east_{shared.name}", "", "East")
    with shared.server() as server:
        join(server, tmp_path / "east.case", PASSPHRASE, "url", plain=True)
    with pytest.raises(WorldError) as exists:
        shared.share()
    assert exists.value.code == "exists"
