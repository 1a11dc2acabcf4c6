"""Founding a shared record, bringing what a copy has, and bringing the functions up to date."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adjudicator import resources
from adjudicator.log.tree.merkle import leaf_hash, root_of
from adjudicator.log.tree.notes import checkpoint_text, signed_note
from adjudicator.port.acts import Document
from adjudicator.port.answers import Head, Stale
from adjudicator.port.keys import WrappedKey
from adjudicator.records.trouble import WorldError
from adjudicator.shared.founding import OF_A_RECORD, renew, set_up, statements
from adjudicator.shared.postgres import PostgresServer, schema_of
from adjudicator.shared.server import PulledAct, SentEntry
from tests.server.conftest import STAFF, Place, act, chance, founded, received, said
from tests.server.engine import Engine


def test_a_record_is_founded_once(place: Place) -> None:
    with pytest.raises(WorldError) as exists:
        place.founder.found(place.case, "x", "0.1.0")
    assert exists.value.code == "exists"
    assert place.office().case_key() == "wrapped 1"


def test_half_a_record_is_none(place: Place) -> None:
    with place.engine.administrator() as administrator:  # its role is there, as after a record that was taken away
        administrator.execute("CREATE ROLE case_half_station")
    with pytest.raises(WorldError) as exists:
        place.founder.found("half", "x", "0.1.0")
    assert exists.value.code == "exists"
    with place.engine.administrator() as administrator:
        assert administrator.execute("SELECT 1 FROM pg_namespace WHERE nspname = 'case_half'").fetchone() is None
        administrator.execute("DROP ROLE case_half_station")
    place.founder.found("half", "x", "0.1.0")


@pytest.mark.parametrize("case", ["", "a b", 'a"b', "A", "a;b", "x" * 41, "é"])
def test_an_id_that_no_program_gives_is_no_name_of_a_schema(case: str) -> None:
    with pytest.raises(ValueError, match="the id of a case"):
        schema_of(case)


@pytest.mark.parametrize("login", ["", "a b", 'a"b', "Front", "1a", "x" * 42])
def test_a_login_is_a_plain_word(place: Place, login: str) -> None:
    with pytest.raises(WorldError) as bad:
        place.founder.add_station(login, "x", "Front")
    assert bad.value.code == "bad_login"


def test_a_login_is_made_once_and_its_password_is_known_to_nobody(place: Place) -> None:
    place.founder.add_station(place.login("front"), "secret word", "Front")
    with pytest.raises(WorldError) as exists:
        place.founder.add_station(place.login("front"), "another", "Front")
    assert exists.value.code == "exists"
    with place.engine.administrator() as administrator:
        stored = administrator.execute(
            "SELECT rolpassword, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls FROM pg_authid "
            "WHERE rolname = %s", (place.login("front"),)
        ).fetchone()  # fmt: skip
    assert stored is not None
    assert str(stored[0]).startswith("SCRAM-SHA-256$")
    assert stored[1:] == (False,) * 5


def test_the_roles_are_set_up_again_without_harm(place: Place) -> None:
    set_up(place.engine.url("administrator"))
    assert isinstance(place.office().head(), Head)


def test_the_roles_are_made_by_an_administrator_alone(place: Place, front: PostgresServer) -> None:
    with pytest.raises(WorldError) as refused:
        set_up(front.address.url)
    assert refused.value.code == "server_refuses"


def brought(server: PostgresServer) -> list[PulledAct]:
    """Acts of another record with all that an act may carry."""
    head = server.append(
        act(
            server,
            [received("0001"), received("0002")],
            documents=[Document.of("pack", "a = 1")],
            lines=b"lines",
            key=WrappedKey("rita", "new"),
            sealed={chance(): b"sealed"},
        )
    )
    assert isinstance(head, Head)
    note = signed_note(checkpoint_text("origin", head), "sue", bytes(32), lambda _: bytes(64))
    assert server.put_checkpoint(note)
    return list(server.acts(1))


def test_a_copy_is_brought_as_it_is(place: Place, staffed: PostgresServer) -> None:
    acts = brought(staffed)
    acts = [replace(each, login="") for each in acts]
    acts[-1] = replace(acts[-1], keys=[WrappedKey("rita", "new", 3, "2020-11-04T10:00:00.000000Z")])
    other = founded(place.engine)
    assert other.founder.bring(acts[:2]) == Head(2, staffed.root_at(2) or b"")
    assert other.founder.bring(acts[2:]) == staffed.head()
    found = other.office()
    assert list(found.acts(1)) == acts
    assert found.key("rita") == acts[-1].keys[0]
    assert found.checkpoints() == staffed.checkpoints()
    # and goes on
    front = other.station("front")
    again = front.append(act(front, received("0001"), {"envelope 0001": 0}))
    assert isinstance(again, Stale)
    assert isinstance(front.append(act(front, received("0003"), {"envelope 0003": 0})), Head)
    other.close()


def test_what_is_not_next_is_not_brought_nor_half_of_it(place: Place, staffed: PostgresServer) -> None:
    acts = brought(staffed)
    other = founded(place.engine)
    for wrong in (acts[1:], [acts[0], acts[2]], [acts[0], acts[0]], [replace(acts[0], notes=acts[-1].notes)]):
        with pytest.raises(WorldError) as refused:
            other.founder.bring(wrong)
        assert refused.value.code == "server_refuses"
        assert other.office().head().size == 0
    other.close()


def test_acts_of_a_case_of_years_ago_are_brought_whatever_they_say(place: Place) -> None:
    body = '{"at":"2020-11-04T10:00:00.000000Z","by":"eve","data":{},"kind":"batch.approved","v":1}'
    old = PulledAct(1, "", chance(16), "eve", Head(0, chance()), bytes(64), [SentEntry(body)])
    assert place.founder.bring([old]).root == root_of([leaf_hash(body.encode())])


def test_the_functions_are_brought_up_to_date_and_nothing_else_is_touched(engine: Engine) -> None:
    with engine.administrator("postgres") as administrator:
        administrator.execute(b"CREATE DATABASE renewed TEMPLATE template0")
    one, two = founded(engine, "renewed"), founded(engine, "renewed")
    front = one.station("front")
    for entries in STAFF:
        front.append(act(front, entries))
    before = front.acts(1)
    with engine.administrator("renewed") as administrator:
        administrator.execute(f"DROP FUNCTION {one.schema}.stations()".encode())
    assert renew(engine.url("founder", "renewed")) == (one.case, two.case)
    assert front.acts(1) == before
    assert [row.name for row in front.stations()] == ["Front"]
    assert isinstance(front.append(act(front, said("envelope.taken", "rita", envelope="1"))), Head)
    with pytest.raises(WorldError) as refused:
        renew(front.address.url)
    assert refused.value.code == "server_refuses"
    one.close()
    two.close()


def test_the_files_name_the_record_by_variables_that_psql_fills(place: Place) -> None:
    for name in OF_A_RECORD:
        plain, named = statements(name), statements(name, "ab12")
        assert ':"record"' in plain
        assert ':"' not in named
        assert '"case_ab12"' in named


def test_the_files_are_run_by_hand_in_psql_as_well(place: Place) -> None:
    files = [f"--file={resources.path('server', name)}" for name in OF_A_RECORD]
    variables = ("--set=record=case_hand", "--set=stations=case_hand_station", "--set=ON_ERROR_STOP=1")
    place.engine.run("psql", "--no-psqlrc", "--quiet", *variables, *files, place.engine.url("founder"))
    with place.engine.administrator() as administrator:
        functions = [
            administrator.execute(
                "SELECT count(*) FROM pg_proc WHERE pronamespace = %s::regnamespace", (each,)
            ).fetchone()
            for each in ("case_hand", place.schema)
        ]
        assert functions[0] == functions[1]
        administrator.execute("DROP SCHEMA case_hand CASCADE")


def test_everything_is_dumped_and_restored(engine: Engine) -> None:
    with engine.administrator("postgres") as administrator:
        for database in ("dumped", "restored"):
            administrator.execute(f"CREATE DATABASE {database} TEMPLATE template0".encode())
    place = founded(engine, "dumped")
    set_up(engine.url("administrator", "restored"))
    front = place.station("front")
    for entries in STAFF:
        front.append(act(front, entries))
    acts = brought(front)
    dump, there = engine.folder / "dump", ("-h", str(engine.folder), "-U", "administrator")
    engine.run("pg_dump", *there, "-Fc", "-f", str(dump), "dumped")
    engine.run("pg_restore", *there, "-d", "restored", str(dump))
    with PostgresServer(engine.url(place.login("front"), "restored")) as found:
        assert list(found.acts(1)) == acts
        assert isinstance(found.append(act(found, received("0003"), {"envelope 0003": 0})), Head)
    place.close()


def test_the_database_is_in_unicode(place: Place) -> None:
    with place.engine.administrator("postgres") as administrator:
        administrator.execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'")
    with pytest.raises(WorldError) as refused:
        set_up(place.engine.url("administrator", "latin"))
    assert refused.value.code == "server_refuses"
