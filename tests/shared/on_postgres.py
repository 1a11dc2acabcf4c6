"""A shared record on a real server, and stations of it, for tests that need one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from secrets import token_bytes
from typing import Any

from adjudicator.casework.record.catalogue import new_entry
from adjudicator.casework.record.entry import SealedEntry, instant, seal
from adjudicator.port.acts import NewAct
from adjudicator.shared.case_key import KEY_BYTES, CaseKey
from adjudicator.shared.copying import bring, join
from adjudicator.shared.founding import PostgresFounder
from adjudicator.shared.postgres import PostgresServer
from adjudicator.shared.record import SharedRecord
from tests.log.conftest import Pen, begin, new_act, signer
from tests.looking import filled
from tests.server.engine import Engine

from .stations import PASSPHRASE


class NowPen(Pen):
    """Writes entries of now, which a server wants."""

    def entry(self, kind: str, by: str, /, **data: Any) -> SealedEntry:
        return seal(new_entry(kind, instant(datetime.now(UTC)), by, filled(kind, data)), self._salts)


class Shared:
    """A shared record on a real server."""

    def __init__(self, server: Engine, case: str, folder: Path) -> None:
        self.engine, self.case, self.folder = server, case, folder
        self.secret, self.pen = token_bytes(KEY_BYTES), NowPen()
        self.key = CaseKey(self.secret)
        self.founder = PostgresFounder(server.url("founder"), "", case)
        self.founder.found(case, self.key.wrapped(PASSPHRASE), "0.1.0")
        with begin(folder / "first.case", self.pen) as log:
            log.append(new_act([self.pen.entry("case.shared", "clerk")], signer=signer("clerk")))
            bring(log, self.founder, self.key)
        self.records: list[SharedRecord] = []

    def station(self, name: str) -> SharedRecord:
        """A new station with its copy."""
        self.founder.add_station(f"{name}_{self.case}", "", name)
        with self.server(name) as server:
            join(server, self.folder / f"{name}.case", PASSPHRASE, "url", plain=True)
        return self.opened(name)

    def url(self, name: str) -> str:
        """The address of the server for a station's login."""
        return self.engine.url(f"{name}_{self.case}")

    def server(self, name: str) -> PostgresServer:
        """The server by a station's login."""
        return PostgresServer(self.url(name), case=self.case)

    def opened(
        self, name: str, *, following: bool = True, server: PostgresServer | None = None, patience: float = 3.0
    ) -> SharedRecord:
        """The record of a station whose copy is there; by another way to the server where one is given."""
        path, way = self.folder / f"{name}.case", server or self.server(name)
        self.records.append(SharedRecord.open_shared(path, way, self.key, None, patience=patience, following=following))
        return self.records[-1]

    def let_go(self, record: SharedRecord) -> None:
        """Close a record that was opened here."""
        self.records.remove(record)
        record.close()

    def received(self, number: str) -> NewAct:
        """The act by which an envelope is received."""
        return new_act([self.pen.received(number)], {f"envelope {number}": 0}, signer=signer("clerk"))

    def close(self) -> None:
        """Close all records that were opened, and the founder's connection."""
        for record in tuple(self.records):
            self.let_go(record)
        self.founder.close()
