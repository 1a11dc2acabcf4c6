"""What verify of a case does not look at: the key ring, releases, the roll. Each is found where it is used."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from adjudicator.office import Done, Office
from adjudicator.office.behind.releases.check import verify_release
from adjudicator.people.keys import SEED_BYTES, SigningKey
from adjudicator.people.wrapping import NONCE_BYTES, SALT_BYTES
from adjudicator.port.acts import Signer
from adjudicator.records.trouble import Refusal
from adjudicator.roll import check_roll
from tests.forgeries.table import FORGERIES, as_page
from tests.forgeries.trial import errors, report
from tests.looking import approve_seen
from tests.office.behind.releases import Forger
from tests.office.conftest import PASSWORD, Watch, open_again

LIST_SAYS = "UPDATE envelope SET state = replace(state, 'count_full', 'not_counted') WHERE number = '0001'"
MINE = "a password of the attacker"


def by(name: str) -> str:
    """What the table says of a forgery."""
    (forgery,) = [each for each in FORGERIES if each.name == name]
    return forgery.by


def approving(case: Path, watch: Watch) -> Office:
    """The case, where sue has approved what waited."""
    watch.moment += timedelta(hours=2)
    office = open_again(case, watch, 3000)
    office.people.sign_in("sue", PASSWORD)
    (batch,) = [each for each in office.batches.batches() if each.status == "waiting"]
    assert isinstance(approve_seen(office, batch), Done)
    return office


def change(path: Path, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(sql, values)


def test_with_a_key_of_the_attackers_in_the_key_ring_nobody_signs_in(case: Path, watch: Watch) -> None:
    key = SigningKey(bytes(SEED_BYTES))
    wrapped = key.wrapped("sue", MINE, bytes(SALT_BYTES + NONCE_BYTES))
    change(case, "UPDATE keyring SET wrapped = ? WHERE person = 'sue'", wrapped)
    assert errors(report(case, "deep")) == set()
    with closing(open_again(case, watch, 3000)) as office:
        refused = office.people.sign_in("sue", MINE)
    assert isinstance(refused, Refusal)
    assert refused.code == by("F15 a key in the key ring")


def test_a_list_that_says_otherwise_while_a_release_is_made_does_not_leave(
    case: Path, watch: Watch, tmp_path: Path
) -> None:
    with closing(approving(case, watch)) as office:
        change(case, LIST_SAYS)
        refused = office.releases.release(tmp_path / "release")
    assert isinstance(refused, Refusal)
    assert refused.code == by("f3 a list before a release")


def test_a_row_of_a_release_changed_under_the_supervisors_own_signature_is_named(
    case: Path, watch: Watch, tmp_path: Path
) -> None:
    with closing(approving(case, watch)) as office:
        assert not isinstance(office.releases.release(tmp_path / "release"), Refusal)
        signer = office._room.signer(office._room.log)
        assert isinstance(signer, Signer)
    hands = Forger(tmp_path / "release", signer)
    hands.change("dispositions.csv", lambda text: text.replace("count_full", "not_counted", 1))
    found = {finding.id for finding in verify_release(hands.folder).findings}
    assert found == {by("F18 a release signed anew")}


def test_a_row_of_the_roll_changed_is_named(roll_file: Path, tmp_path: Path) -> None:
    roll = Path(shutil.copy(roll_file, tmp_path / "small.roll"))
    roll.chmod(0o600)
    change(roll, "UPDATE elector SET birth_year = 1900 WHERE registration_number = '00000001'")
    assert {finding.id for finding in check_roll(roll).findings} == {by("f9 an elector in the roll")}


def test_the_page_for_auditors_lists_what_is_tried() -> None:
    page = (Path(__file__).parents[2] / "docs" / "forgeries.md").read_text(encoding="utf-8")
    assert page.endswith(as_page())
