"""The life of one small case, deed by deed: every kind of act that the office knows, each by somebody who may do it.

A new kind of entry that no deed makes fails a test. A deed is one act, and one transaction.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from adjudicator.casework.acts.checking import SecondOpinion
from adjudicator.casework.acts.count.boxes import BoxStep, Sealed
from adjudicator.casework.acts.count.piles import Sorted
from adjudicator.casework.acts.count.sessions import FoundInside, Seated, Stock
from adjudicator.casework.acts.count.tabulation import ScannedBatch, SentFile
from adjudicator.casework.acts.mistakes import SaidMistake
from adjudicator.casework.acts.releasing import Said
from adjudicator.casework.acts.review.contacting import Spoken
from adjudicator.casework.acts.review.determining import Decision
from adjudicator.casework.acts.review.whys import Why
from adjudicator.casework.record.count_state import Vote
from adjudicator.casework.sheet.cards import cards_of, current_card
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.law.rules.position import Motion
from adjudicator.office import Office
from adjudicator.office.behind.time.clock import seeded_salts
from adjudicator.office.office import TimeAndChance, new_recovery
from adjudicator.records.facts import Answer, Source
from adjudicator.records.orders import CourtOrder
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.rehearsal.reasons import why_against
from tests.held_results import held_results
from tests.looking import approve_seen
from tests.office.conftest import (
    ABSENTEE,
    FIRST_PASSWORD,
    PASSWORD,
    PEOPLE,
    VOTERS,
    Watch,
    definition_bytes,
    envelope,
)

CASE = "small.case"
DAY = datetime(2020, 11, 4, 13, 0, tzinfo=UTC)
LAST_DAY = datetime(2020, 11, 6, 22, 5, tzinfo=UTC)
TOLD_AT = "2020-11-04T07:30"
AT_THE_BOX = BoxStep("carl", TOLD_AT)
VOTED_BY_POST = ABSENTEE + (
    "GWINNETT,00000001,DELGADO,MARIA,,,12,OAK ST,,LAWRENCEVILLE,GA,30043,,,,,,,A,A,,09/20/2020,09/25/2020,11/03/2020,"
    "MAILED,NO,NO,NO,,001,7,,101,,,,,,\n"
)
AGAIN = 10_000
"""Added to a deed's number where it is done a second time, so that no salt comes twice."""

LIST = (
    "envelope_number,stream,place,precinct_cast,style_cast,cast_at,last_name,first_name,birth_date,house_number,street,"
    "city,zip,oath_signed,id_shown\n"
    "0001,election_day,School 001,001,S1,2020-11-03T10:00,Delgado,Maria,1974-03-02,12,Oak Street,Lawrenceville,30043,"
    "yes,yes\n"
    "0002,election_day,School 002,002,S2,2020-11-03T11:30,Nguyen,Linh,1980-05-06,9,Elm St,Lawrenceville,30043,yes,no\n"
)
ORDER = CourtOrder.for_all(
    "20-CV-1187", frozenset({"School 001"}), datetime(2020, 11, 3, 19), datetime(2020, 11, 3, 20),  # noqa: DTZ001
    "in_force", "Superior Court", "J. Doe",
)  # fmt: skip
SCANNED_AT = "2020-11-06T21:20"
MOTION = Motion("2020-11", "2020-11-04", "Resolved, that a voter's two envelopes are not counted.")
ANOTHER = "violet harbour lantern"
CHANGE_PASSWORDS = {"a password is changed": "sue", "a key is recovered": "admin"}
"""Deed -> whose password is `ANOTHER` from there on."""
RECOVERY = new_recovery(lambda: bytes(range(32)))

Act = Callable[[Office], object]


@dataclass(frozen=True, slots=True)
class Deed:
    """One act: its name, who does it (empty: nobody is signed in), and how. `quiet` ones only lead on to others.

    `clock` is by how much the clock stands otherwise than in its turn. It is `acts` transactions: a try at a
    password is counted before it is made and forgotten where it fits, and a key of one's own is made before one is signed in.
    """

    name: str
    by: str
    act: Act
    quiet: bool = False
    clock: timedelta = timedelta()
    acts: int = 1


def _person(at: int) -> Act:
    return lambda office: office.people.add(PEOPLE[at], FIRST_PASSWORD if at else PASSWORD)


def _file(kind: str, name: str, text: str, office: Office) -> object:
    path = office.path.with_name(name)
    path.write_text(text, encoding="utf-8")
    return office.receive.receive(office.receive.preview(kind, path))


def _sheet(office: Office, number: str) -> Sheet:
    sheet = office.review.sheet(number)
    assert isinstance(sheet, Sheet), sheet
    return sheet


def _accept(number: str, office: Office) -> object:
    sheet = _sheet(office, number)
    card = current_card(cards_of(sheet))
    assert card is not None
    return office.review.accept(sheet, card)


def _say(number: str, fact: str, value: str, office: Office) -> object:
    sheet = _sheet(office, number)
    return office.review.say(sheet, fact, value, why=why_against(sheet, fact, value))


def _research(office: Office) -> object:
    lines = {"call": ("nothing", "Nobody answered at Oak Street"), "county_list": ("found", "")}
    return office.review.research(_sheet(office, "0003"), lines)


def _record(number: str, office: Office) -> object:
    return office.review.record(_sheet(office, number), Decision())


def _correct(office: Office) -> object:
    changes = {"house_number": "33", "note": "The papers say thirty-three"}
    return office.receive.correct("0003", changes, "Read again", _sheet(office, "0003").state.version)


def _approve(office: Office) -> object:
    return approve_seen(office, office.batches.batches()[0])


def _check(office: Office) -> object:
    (drawn,) = office.second.waiting()
    return office.second.check(drawn.envelope, SecondOpinion("count_full", (), "The papers are in order"))


def _give_back(office: Office) -> object:
    return office.batches.give_back(office.batches.batches()[0], ["0001"], "Look at the label again")


def _cure(office: Office) -> object:
    came = Answer("identification", "supplied_in_time", Source("paper", "2020-11-05T09:00", "licence"))
    return office.review.cure("0002", [came], "It came by post")


def _another_pack(office: Office) -> object:
    return office.law.change_pack(office.law.another_pack("georgia-2020"), "Counsel advises the statute")


def _motion(office: Office) -> object:
    return office.law.set_position(office.law.another_choice("two_envelopes", "not_counted", MOTION))


def _vote(office: Office, number: str) -> Vote:
    hour = office.now().strftime("%Y-%m-%dT%H:%M")
    return Vote(number, hour, "Resolved, that staff may go on.", 3, 0, 1)


def _board_votes(office: Office) -> object:
    docket = office.board.waiting()[0]
    return office.board.vote(docket, _vote(office, "2020-2"), {"0001": "Its papers were asked for"})


def _fold_back(office: Office) -> object:
    # so small a log is folded back into the file at each commit: what a busy day does after some thousand pages
    office._room.log.db.execute("PRAGMA wal_autocheckpoint = 1")
    return office.receive.receive_one(envelope("0004", **VOTERS["Okafor"]))


def _scan(number: str) -> Act:
    batch = ScannedBatch(number, "as_they_are", False, 1, SCANNED_AT, 1)
    return lambda office: office.tabulation.record_scan(batch)


def _upload(office: Office) -> object:
    sent = SentFile(("ICC1/17",), "cd" * 32, "results.csv", 1, "president", 1, SCANNED_AT)
    return office.tabulation.upload(sent, "The state asked for it")


def _explain(office: Office) -> object:
    return office.tabulation.explain(office.tabulation.troubles()[0], "The test ballots were scanned, too")


def _swear(who: str) -> Act:
    return lambda office: office.tables.swear(who, "2020-11-02")


def _sort(office: Office) -> object:
    return office.tables.sort(Sorted("to_open", ["0001"], 1, ("admin", "rita"), TOLD_AT))


def _open(office: Office) -> object:
    found = FoundInside(1, 1, {"0001": "other_style"}, "The state sends no newer list")
    return office.tables.open("P0001", Seated(("admin", "rita", "sue"), TOLD_AT, TOLD_AT), found)


def _call(office: Office) -> object:
    return office.contacts.log("0001", Spoken("phone", "message_left", TOLD_AT, "His wife takes the message"))


def _duplicate(office: Office) -> object:
    return office.tables.duplicate("P0001", Seated(("cleo", "carl"), TOLD_AT, TOLD_AT), Stock(2, 1, 1))


def _custodian(who: str) -> Deed:
    person = Person(who, f"{who.title()} Custodian", frozenset({"custodian"}))
    return Deed(f"{who} is added", "admin", lambda office: office.people.add(person, FIRST_PASSWORD), quiet=True)


TABLES = (
    Deed("a call is noted", "rita", _call),
    Deed("a receipt is printed", "rita", lambda office: office.contacts.give_receipt("0001")),
    Deed("a bag is counted", "rita", lambda office: office.boxes.count_bag("School 001", 3, 0, 0)),
    _custodian("cleo"),
    _custodian("carl"),
    Deed("an oath is recorded", "sue", _swear("admin")),
    *(Deed(f"the oath of {who} is recorded", "sue", _swear(who), quiet=True) for who in ("rita", "sue", "cleo", "carl")),
    Deed("a pile is sorted", "admin", _sort),
    Deed("another signs the pile", "rita", lambda office: office.tables.sign_pile("P0001")),
    Deed("it is looked up again", "rita", lambda office: office.looking_up.look_up("P0001")),
    Deed("it is opened", "admin", _open),
    Deed("another signs the session", "rita", lambda office: office.tables.sign("S0001")),
    Deed(
        "an exception is settled", "sue",
        lambda office: office.tables.settle("S0001", "0001", "copy", "The style of another precinct"),
    ),
    Deed("a ballot is duplicated", "cleo", _duplicate),
    Deed("a newer absentee file is received", "rita", partial(_file, "absentee_file", "late.csv", VOTED_BY_POST), quiet=True),
    Deed("another vote is found too late", "rita", lambda office: office.looking_up.look_up("P0001"), quiet=True),
    Deed("it is told", "sue", lambda office: office.looking_up.tell("0001", "board", TOLD_AT)),
    Deed(
        "a box goes under seal", "cleo",
        lambda office: office.boxes.seal(Sealed("3", "outer", ("A1",), "Vault"), AT_THE_BOX),
    ),
    Deed("the second person signs", "carl", lambda office: office.boxes.sign("3", office.boxes.boxes()[0].moves[0].seq)),
    Deed("it is moved", "cleo", lambda office: office.boxes.move("3", "Truck", AT_THE_BOX)),
    Deed("its seals are broken", "cleo", lambda office: office.boxes.open("3", ["A1"], AT_THE_BOX)),
    Deed(
        "it goes under seal again", "cleo",
        lambda office: office.boxes.seal(Sealed("3", "outer", ("A2",), "Vault"), AT_THE_BOX), quiet=True,
    ),
    Deed("it is handed over", "cleo", lambda office: office.boxes.deliver("3", "Clerk of the court", AT_THE_BOX)),
)  # fmt: skip
"""What is done at tables and with boxes, once an envelope is approved."""


TABULATION = (
    Deed("a batch is scanned", "sue", _scan("ICC1/17")),
    Deed(
        "the review panel settles a ballot", "sue",
        lambda office: office.tabulation.clear_scan(office.tabulation.scans()[0], 1, SCANNED_AT),
    ),
    Deed(
        "a batch is in the results", "sue",
        lambda office: office.tabulation.take_into_results(office.tabulation.scans()[0], 1, SCANNED_AT),
    ),
    Deed("another batch is scanned", "sue", _scan("ICC1/18"), quiet=True),
    Deed(
        "a batch is voided", "sue",
        lambda office: office.tabulation.void_scan(office.tabulation.scans()[1], "ICC1/17", "Scanned twice"),
    ),
    Deed(
        "results are reconciled", "sue",
        lambda office: office.tabulation.reconcile(
            held_results(office.record.head().size, ("more_than_scanned", "001", 0, 1))
        ),
    ),
    Deed("results are uploaded", "sue", _upload),
    Deed(
        "the state's site is looked at", "sue",
        lambda office: office.tabulation.see(office.tabulation.uploads()[0], 1, SCANNED_AT),
    ),
    Deed("a difference is explained", "sue", _explain),
    Deed(
        "an upload is taken out", "sue",
        lambda office: office.tabulation.withdraw(office.tabulation.uploads()[0], SCANNED_AT, "The wrong file"),
    ),
)  # fmt: skip
"""What a supervisor does once ballots were scanned."""


def deeds(roll: Path) -> tuple[Deed, ...]:
    """The whole life, in order; `roll` is the small election's."""
    accept, say, record = partial(partial, _accept), partial(partial, _say), partial(partial, _record)
    check_in = "registration_number,last_name,first_name,precinct,checked_in_at,status\n"
    return (
        Deed("the first person is added", "", _person(0)),
        Deed("the first person signs in", "", lambda office: office.people.sign_in("admin", PASSWORD), acts=3),
        Deed("a person is added", "admin", _person(1)),
        Deed("a supervisor is added", "admin", _person(4), quiet=True),
        Deed("another supervisor is added", "admin", _person(3), quiet=True),
        Deed("a wrong password is given", "", lambda office: office.people.sign_in("rita", "wrong horse battery")),
        Deed(
            "somebody chooses a password and signs in", "",
            lambda office: office.people.sign_in("rita", FIRST_PASSWORD, PASSWORD), acts=4,
        ),
        Deed("somebody signs in", "", lambda office: office.people.sign_in("rita", PASSWORD), acts=3),
        Deed("a roll is attached", "rita", lambda office: office.receive.attach_roll(roll)),
        Deed("an absentee file is received", "rita", partial(_file, "absentee_file", "absentee.csv", ABSENTEE)),
        Deed("a check-in list is received", "rita", partial(_file, "check_in_list", "in.csv", check_in), quiet=True),
        Deed("an envelope list is received", "rita", partial(_file, "envelope_list", "list.csv", LIST)),
        Deed(
            "an envelope is received by hand", "rita",
            lambda office: office.receive.receive_one(envelope("0003", **VOTERS["Smith"])),
        ),
        Deed("an envelope is received and the log folded back", "rita", _fold_back),
        Deed("an envelope is corrected", "rita", _correct),
        Deed("an envelope is taken", "rita", lambda office: office.whose.take("0001")),
        Deed("a draft is kept", "rita", lambda office: office.drafts.keep("review", {"why": "Which Smith is this?"})),
        Deed("another is kept in its place", "rita", lambda office: office.drafts.keep("review", {"why": "Which?"})),
        Deed("it is removed", "rita", lambda office: office.drafts.drop("review")),
        Deed("it is taken over", "sam", lambda office: office.whose.take_over("0001", Why("urgent"))),
        Deed("it is put back", "sam", lambda office: office.whose.put_back(("0001",))),
        Deed("answers are accepted", "rita", accept("0001")),
        Deed("a voter is chosen", "rita", accept("0001")),
        Deed("a search is recorded", "rita", _research),
        Deed("a determination is recorded", "rita", record("0001")),
        Deed("it is taken back", "rita", lambda office: office.review.withdraw("0001", "Recorded too early")),
        Deed("it is recorded again", "rita", record("0001"), quiet=True),
        Deed("a question is asked", "rita", lambda office: office.review.refer("0003", "Whose is it?"), quiet=True),
        Deed("it is taken back unanswered", "rita", lambda office: office.review.take_back_referral("0003")),
        Deed("an envelope is referred", "rita", lambda office: office.review.refer("0003", "Which Smith is this?")),
        Deed("the question is answered", "sue", lambda office: office.review.answer_referral("0003", "The elder one")),
        Deed("papers are accepted", "rita", accept("0002"), quiet=True),
        Deed("an answer is given", "rita", say("0002", "identification", "missing")),
        Deed("the voter is accepted", "rita", accept("0002"), quiet=True),
        Deed("an envelope is held", "rita", record("0002")),
        Deed("a batch is closed", "rita", lambda office: office.batches.close()),
        Deed("an envelope is returned", "sue", _give_back),
        Deed("second decisions are set", "sue", lambda office: office.second.set_percent(10, "As the board wishes")),
        Deed("it is recorded once more", "rita", record("0001"), quiet=True),
        Deed("it is closed once more", "rita", lambda office: office.batches.close(), quiet=True),
        Deed("it is decided a second time", "sam", _check),
        Deed("a batch is approved", "sue", _approve),
        Deed("a line is typed twice", "rita", lambda office: office.receive.receive_one(envelope("0009")), quiet=True),
        Deed(
            "it is said to be entered by mistake", "rita",
            lambda office: office.mistakes.ask("0009", SaidMistake("same_as", "Typed twice", "0003")),
        ),
        Deed("that is agreed to", "sue", lambda office: office.mistakes.agree(["0009"])),
        *TABLES,
        Deed("the steps are set", "sue", lambda office: office.board.set_steps("authority", "cast", "Its bylaws")),
        Deed(
            "a supervisor becomes the secretary, too", "admin",
            lambda office: office.people.change("sam", frozenset({"supervisor", "secretary"}), active=True), quiet=True,
        ),
        Deed("it is looked up once more", "sue", lambda office: office.looking_up.look_up("D0001"), quiet=True),
        Deed("a docket is drawn", "sue", lambda office: office.board.draw()),
        Deed("staff may go on", "sam", lambda office: office.board.give_authority(_vote(office, "2020-1"))),
        Deed("the board votes", "sam", _board_votes),
        Deed(
            "a release is made", "sue",
            lambda office: office.releases.release(office.path.with_name("release")),
        ),
        Deed(
            "the tabulation room has it", "sue",
            lambda office: office.releases.acknowledge("R0001", Said("Dana Reyes", "2020-11-06T21:05", 1, "T-14")),
        ),
        Deed(
            "the count is certified", "sue",
            lambda office: office.board.certify(_vote(office, "2020-3"), "What is held waits for its voters"),
        ),
        Deed("this is looked up, too", "sue", lambda office: office.looking_up.look_up("D0002"), quiet=True),
        Deed("what was certified is amended", "sue", lambda office: office.board.draw(reason="0001 was taken out")),
        Deed("an envelope is reopened", "sue", lambda office: office.review.reopen("0001", "A late letter came")),
        Deed("a hold is cured", "rita", _cure),
        Deed(
            "somebody signs in by a clock that was set back", "",
            lambda office: office.people.sign_in("rita", PASSWORD), clock=-timedelta(hours=1), acts=3,
        ),
        Deed("a court order is entered", "sue", lambda office: office.orders.enter(ORDER)),
        Deed(
            "it is put right", "sue",
            lambda office: office.orders.amend(replace(ORDER, judge="J. Roe"), "The judge's name was mistyped"),
        ),
        Deed("its status changes", "sue", lambda office: office.orders.change(ORDER.number, "vacated", "On appeal")),
        Deed("another pack comes into force", "sue", _another_pack),
        Deed("a motion sets a position", "sue", _motion),
        *TABULATION,
        Deed("shifts get an end", "admin", lambda office: office.sittings.change(10, ["17:00"])),
        Deed("a code is changed", "admin", lambda office: office.overview.change_reason("PW", "Wrong precinct")),
        Deed(
            "roles change", "admin",
            lambda office: office.people.change("sam", frozenset({"supervisor"}), active=False),
        ),
        Deed("a key is given anew", "admin", lambda office: office.people.give_new_key("rita", FIRST_PASSWORD)),
        Deed("what was done under the old one is disputed", "sue", lambda office: office.vouching.dispute("rita", 1)),
        Deed(
            "another administrator is added", "admin",
            lambda office: office.people.add(Person("bob", "Bob Admin", frozenset({"administrator"})), FIRST_PASSWORD),
            quiet=True,
        ),
        Deed(
            "who adds somebody", "bob",
            lambda office: office.people.add(Person("kim", "Kim Supervisor", frozenset({"supervisor"})), FIRST_PASSWORD),
            quiet=True,
        ),
        Deed("who confirms an account", "kim", lambda office: office.vouching.confirm("sue")),
        Deed("strict is proposed", "bob", lambda office: office.vouching.propose_strict(True)),
        Deed("it is agreed to", "kim", lambda office: office.vouching.agree_to_strict()),
        Deed("its end is proposed", "bob", lambda office: office.vouching.propose_strict(False), quiet=True),
        Deed("that is agreed to", "kim", lambda office: office.vouching.agree_to_strict(), quiet=True),
        Deed(
            "a key is recovered", "",
            lambda office: office.people.recover("admin", RECOVERY.words, ANOTHER), acts=2,
        ),
        Deed("a password is changed", "sue", lambda office: office.people.change_password(PASSWORD, ANOTHER), acts=3),
        Deed("the day is closed", "sue", lambda office: office.day.close()),
        Deed("the period is closed", "sue", lambda office: office.overview.close_period(), clock=LAST_DAY - DAY),
        Deed("somebody signs out", "sue", lambda office: office.people.sign_out()),
        Deed("the file is closed", "rita", lambda office: office.close()),
    )  # fmt: skip


NO_DEED = {
    "case.opened": "making a case", "case.restored": "restoring one", "passphrase.changed": "a new file",
    "case.shared": "founding a shared record", "case.left": "leaving one",
    "form.raised": "raising a file of an older form", "accounts.adopted": "an administrator, after that",
}  # fmt: skip
"""Kinds of entry that are no deeds in an open case, and what makes them."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One deed, and the case file as it stood closed before it. `number` gives its moment and its salts."""

    number: int
    deed: Deed
    before: bytes
    passwords: dict[str, str]

    def office(self, folder: Path, again: int = 0) -> Office:
        """The case opened in that folder, with whoever does the deed signed in."""
        office = Office.open(folder / CASE, chance=self.chance(again))
        if self.deed.by:
            done = office.people.sign_in(self.deed.by, self.passwords.get(self.deed.by, PASSWORD))
            if isinstance(done, Refusal):  # for the first time, with the password that was handed over
                done = office.people.sign_in(self.deed.by, FIRST_PASSWORD, PASSWORD)
            assert not isinstance(done, Refusal), done
        return office

    def chance(self, again: int = 0) -> TimeAndChance:
        """The clock and the salts of this deed; `again` counts how often it was tried before on the same file."""
        watch = Watch()
        watch.moment = DAY + timedelta(minutes=self.number + 120 * again) + self.deed.clock
        return TimeAndChance(watch, seeded_salts(self.number + AGAIN * again), lambda: "case-1")


def lived(folder: Path, roll: Path) -> Iterator[Chapter]:
    """Live the whole life once in a folder; gives each chapter before its deed is done."""
    path = folder / CASE
    chance = TimeAndChance(Watch(), seeded_salts(AGAIN - 1), lambda: "case-1")
    made = Office.create(path, definition_bytes(), "small.json", chance=chance, recovery=RECOVERY.fingerprint)
    assert isinstance(made, Office), made
    made.close()
    passwords: dict[str, str] = {}
    for number, deed in enumerate(deeds(roll), 1):
        chapter = Chapter(number, deed, path.read_bytes(), dict(passwords))
        yield chapter
        with opened(chapter, folder) as office:
            done = deed.act(office)
            assert is_expected(deed, done), (deed.name, done)
        if deed.name in CHANGE_PASSWORDS:
            passwords[CHANGE_PASSWORDS[deed.name]] = ANOTHER


def is_expected(deed: Deed, done: object) -> bool:
    """Whether a deed was done; a wrong password is refused, and noted all the same."""
    return isinstance(done, Refusal) is (deed.name == "a wrong password is given")


@contextmanager
def opened(chapter: Chapter, folder: Path, again: int = 0) -> Iterator[Office]:
    """The case open for a deed, closed after it whatever the disk says."""
    office = chapter.office(folder, again)
    try:
        yield office
    finally:
        with suppress(WorldError):
            office.close()


def clear(folder: Path) -> None:
    """Empty a folder."""
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
