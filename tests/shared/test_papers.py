"""Scans and roll: what one station has kept, the others have, and the server reads nothing of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.log.copies.scans import ScanFile
from adjudicator.shared.case_key import CaseKey, NotOursError, unwrap
from adjudicator.shared.papers import bring_scans, fetch_scans

from .fake_server import FakeRecord, FakeServer
from .stations import PASSPHRASE

LIST = "ab" * 32


@pytest.fixture
def server() -> Any:
    return FakeServer(FakeRecord())


def test_scans_go_from_one_station_to_the_other(server: Any, tmp_path: Path) -> None:
    key, east, west = CaseKey.by_chance(), tmp_path / "east.case", tmp_path / "west.case"
    files = {f"Delgado-{number}.png": f"picture {number}".encode() * number for number in range(45)}
    ScanFile(east, None).keep(LIST, {name: lambda content=content: content for name, content in files.items()})
    assert bring_scans(east, None, server, key) == 45
    assert bring_scans(east, None, server, key) == 45
    assert server.calls.count("put_scan") == 45  # each once
    assert "Delgado" not in repr(server.record.scans)
    assert LIST not in repr(server.record.scans)
    assert fetch_scans(west, None, server, key) == 45
    assert fetch_scans(west, None, server, key) == 0
    west_scans = ScanFile(west, None)
    assert {name: west_scans.read(LIST, name) for name in west_scans.names(LIST)} == files


def test_a_scan_that_was_changed_at_the_server_is_left_out(server: Any, tmp_path: Path) -> None:
    key, east, west = CaseKey.by_chance(), tmp_path / "east.case", tmp_path / "west.case"
    ScanFile(east, None).keep(LIST, {"a.png": lambda: b"one", "b.png": lambda: b"two"})
    bring_scans(east, None, server, key)
    first, second = sorted(server.record.scans)
    scans = server.record.scans
    scans[first], scans[second] = scans[second], scans[first]
    server.record.scans[("bm9uZQ==", "bm9uZQ==")] = b"x"
    assert fetch_scans(west, None, server, key) == 0
    assert ScanFile(west, None).names(LIST) == ()


def test_a_box_opens_only_under_its_key_and_for_what_it_is_about() -> None:
    key, other = CaseKey.by_chance(), CaseKey.by_chance()
    box = key.hide(b"Maria Delgado", b"a")
    assert key.show(box, b"a") == b"Maria Delgado"
    assert key.show(key.hide(b"", b"a"), b"a") == b""
    assert len(box) == len(key.hide(b"", b"a"))
    for opens, about, each in ((other, b"a", box), (key, b"b", box), (key, b"a", box[:-1]), (key, b"a", b"")):
        with pytest.raises(NotOursError):
            opens.show(each, about)
    with pytest.raises(NotOursError):
        other.show_name(key.hide_name("a", "scan"), "scan")
    assert key.hide_name("a", "scan") == key.hide_name("a", "scan") != key.hide_name("a", "list")


def test_a_passphrase_opens_the_case_key_and_another_one_wraps_it_anew(server: Any) -> None:
    key = CaseKey.by_chance()
    wrapped = key.wrapped(PASSPHRASE)
    opened = unwrap(wrapped, PASSPHRASE)
    assert opened is not None
    assert opened.show(key.hide(b"x", b"a"), b"a") == b"x"
    other = Passphrase(b"another one altogether")
    assert unwrap(wrapped, other) is None
    assert unwrap("$argon2id$v=19$m=999999999,t=1,p=1$YQ==$chacha20-poly1305$YQ==$YQ==", PASSPHRASE) is None
    assert unwrap("x", PASSPHRASE) is None
    anew = opened.wrapped(other)
    again = unwrap(anew, other)
    assert again is not None
    assert again.show(key.hide(b"x", b"a"), b"a") == b"x"
    server.record.wrapped = wrapped
    assert server.wrap_anew(anew, wrapped)
    assert not server.wrap_anew(wrapped, wrapped)
