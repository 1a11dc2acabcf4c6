"""PostgreSQL cannot check who signed: what a login brings in other people's names stops no office that says so."""

from __future__ import annotations

import pytest

from adjudicator.port.answers import Head, Refused, Stale
from adjudicator.port.keys import WrappedKey
from adjudicator.records.trouble import WorldError
from adjudicator.shared.postgres import PostgresServer
from tests.server.conftest import Place, act, received, said


@pytest.fixture
def thief(place: Place, staffed: PostgresServer) -> PostgresServer:
    """A login in wrong hands: with nobody's key, so that no act of it has a good signature."""
    return place.station("thief")


@pytest.fixture
def back(place: Place) -> PostgresServer:
    """Another honest station."""
    return place.station("back")


def test_a_number_taken_in_anothers_name_is_free_again_once_two_stations_said_so(
    staffed: PostgresServer, back: PostgresServer, thief: PostgresServer
) -> None:
    forged = act(thief, received("0001"))
    assert isinstance(thief.append(forged), Head)
    true = act(staffed, received("0001"), {"envelope 0001": 0})
    assert staffed.append(true) == Stale("envelope 0001", 0, staffed.head().size)
    assert not staffed.disown(forged.id)
    assert not staffed.disown(forged.id)  # twice by one is once
    assert isinstance(staffed.append(act(staffed, received("0001"), {"envelope 0001": 0})), Stale)
    assert back.disown(forged.id)
    assert isinstance(staffed.append(act(staffed, received("0001"), {"envelope 0001": 0})), Head)
    assert isinstance(staffed.append(act(staffed, received("0001"), {"envelope 0001": 0})), Stale)
    # it stays where it is, with the login that brought it
    found = next(each for each in staffed.acts(1) if each.id == forged.id)
    assert found.login == thief.stations()[-1].login


def test_one_hostile_login_purges_nothing(staffed: PostgresServer, back: PostgresServer, thief: PostgresServer) -> None:
    true = act(staffed, received("0001"))
    assert isinstance(staffed.append(true), Head)
    assert not thief.disown(true.id)
    assert not staffed.disown(true.id)  # whoever brought it does not count
    assert not thief.disown(bytes(16))  # there is none
    assert isinstance(back.append(act(back, received("0001"), {"envelope 0001": 0})), Stale)


def test_once_it_is_revoked_one_station_is_enough(place: Place, staffed: PostgresServer, thief: PostgresServer) -> None:
    early, late = act(thief, received("0001")), act(thief, received("0002"))
    for forged in (early, late):
        thief.append(forged)
    assert not staffed.disown(early.id)
    place.office().revoke(place.login("thief"))
    assert isinstance(staffed.append(act(staffed, received("0001"), {"envelope 0001": 0})), Head)
    assert isinstance(staffed.append(act(staffed, received("0002"), {"envelope 0002": 0})), Stale)
    assert staffed.disown(late.id)
    assert isinstance(staffed.append(act(staffed, received("0002"), {"envelope 0002": 0})), Head)


def test_what_a_revoked_login_said_of_others_counts_no_more(
    place: Place, staffed: PostgresServer, back: PostgresServer, thief: PostgresServer
) -> None:
    true = act(staffed, received("0001"))
    staffed.append(true)
    thief.disown(true.id)
    place.office().revoke(place.login("thief"))
    assert not back.disown(true.id)


def test_who_founds_is_believed_alone(place: Place, staffed: PostgresServer, thief: PostgresServer) -> None:
    forged = act(thief, received("0001"))
    thief.append(forged)
    assert place.office().disown(forged.id)
    assert isinstance(staffed.append(act(staffed, received("0001"), {"envelope 0001": 0})), Head)


def test_roles_taken_in_anothers_name_come_back(place: Place, staffed: PostgresServer, thief: PostgresServer) -> None:
    forged = act(
        thief,
        [said("person.changed", "ada", person=each, roles=[], active=False) for each in ("rita", "rob", "sue", "ada")],
    )
    assert isinstance(thief.append(forged), Head)
    taken = said("envelope.taken", "rita", envelope="0001")
    assert staffed.append(act(staffed, taken)) == Refused("right")
    assert place.office().disown(forged.id)
    assert isinstance(staffed.append(act(staffed, taken)), Head)


def test_roles_given_in_anothers_name_are_gone(place: Place, staffed: PostgresServer, thief: PostgresServer) -> None:
    forged = act(thief, said("person.changed", "ada", person="rita", roles=["supervisor"], active=True))
    thief.append(forged)
    assert place.office().disown(forged.id)
    assert staffed.append(act(staffed, said("day.closed", "rita", open={}))) == Refused("right")


def test_a_key_given_in_anothers_name_is_the_persons_no_more(
    place: Place, staffed: PostgresServer, thief: PostgresServer
) -> None:
    given = act(staffed, said("person.key_changed", "ada", person="rita", key="1"), key=WrappedKey("rita", "true"))
    staffed.append(given)
    base = staffed.head()
    forged = act(thief, said("person.key_changed", "ada", person="rita", key="2"), key=WrappedKey("rita", "false"))
    thief.append(forged)
    taken = said("envelope.taken", "rita", envelope="0001")
    assert staffed.key("rita") == WrappedKey("rita", "false")
    assert staffed.append(act(staffed, taken, base=base)) == Refused("key")
    place.office().disown(forged.id)
    assert staffed.key("rita") == WrappedKey("rita", "true")
    assert isinstance(staffed.append(act(staffed, taken, base=base)), Head)


def test_a_batch_approved_in_anothers_name_still_waits(
    place: Place, staffed: PostgresServer, thief: PostgresServer
) -> None:
    head = staffed.append(act(staffed, [received("0001"), received("0002")]))
    assert isinstance(head, Head)
    determined = staffed.append(
        act(staffed, said("envelope.determined", "rita", envelope="0001", outcome="count_full", departs=False))
    )
    assert isinstance(determined, Head)
    items = {"0001": determined.size}
    staffed.append(act(staffed, said("batch.closed", "rita", batch="B1", items=items, second_decisions=0)))
    approval = said("batch.approved", "sue", batch="B1", approved=items, looked_at=["0001"], sample=["0001"])
    forged = act(thief, approval)
    assert isinstance(thief.append(forged), Head)
    with pytest.raises(WorldError) as refused:
        staffed.append(act(staffed, approval))
    assert refused.value.code == "server_refuses"
    assert place.office().disown(forged.id)
    assert isinstance(staffed.append(act(staffed, approval)), Head)
    with pytest.raises(WorldError):
        staffed.append(act(staffed, approval))
