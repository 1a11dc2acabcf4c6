"""What each role may do at the door: every method of every desk that acts is tried as each role alone."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from adjudicator.canvass.trouble import Trouble
from adjudicator.casework.acts.checking import SecondOpinion
from adjudicator.casework.acts.count.boxes import BoxStep, Sealed
from adjudicator.casework.acts.count.piles import Sorted
from adjudicator.casework.acts.count.sessions import FoundInside, Seated, Stock
from adjudicator.casework.acts.count.tabulation import ScannedBatch, SentFile
from adjudicator.casework.acts.mistakes import SaidMistake
from adjudicator.casework.acts.releasing import Said
from adjudicator.casework.acts.review.contacting import Spoken
from adjudicator.casework.acts.review.whys import Why
from adjudicator.casework.record.count_state import DocketState, ScanState, UploadState, Vote
from adjudicator.casework.record.rights import RIGHTS
from adjudicator.casework.record.state import BatchState
from adjudicator.casework.sheet.application_day import Application
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.law.rules.position import Motion
from adjudicator.office import Office
from adjudicator.office.behind.files.previews import FilePreview
from adjudicator.office.behind.files.scan_folder import FolderMatch
from adjudicator.office.behind.files.sharing import ServerLogin, StationLogin
from adjudicator.office.desks.count.looking_up import FoundInLists
from adjudicator.people.rights import READS
from adjudicator.records.elector import Elector
from adjudicator.records.facts import Answer, Source
from adjudicator.records.orders import CourtOrder
from adjudicator.records.people import ROLES, Person
from adjudicator.records.trouble import Refusal
from tests.held_results import held_results
from tests.looking import approve_seen

from .conftest import FIRST_PASSWORD, PASSWORD, Desk, Watch, Worked, desk_behind, envelope, open_again, worked_once

ORDER = CourtOrder.for_all(
    "20-CV-1187",
    frozenset({"School 001"}),
    datetime(2020, 11, 3, 19),  # noqa: DTZ001 - an order's times are local
    datetime(2020, 11, 3, 20),  # noqa: DTZ001
    "in_force",
    "Superior Court",
    "J. Doe",
)
MOTION = Motion("2020-11", "2020-11-04", "Resolved, that a voter's two envelopes are not counted.")
HOUR = "2020-11-06T21:20"
SCANNED = ScannedBatch("ICC1/17", "as_they_are", False, 1, HOUR)
SCAN = ScanState("ICC1/17", 1, 1, "as_they_are", False, 1, 0, HOUR, "sue")
UPLOAD = UploadState("U0001", 1, 1, (), "ab" * 32, "", 0, "president", 0, HOUR, "sue")
VOTE = Vote("2020-12", "2020-11-04T08:00", "Resolved, that the docket is approved.", 3, 0)
DOCKET = DocketState("D0001", 1, "sue", "2020-11-04T13:00:00.000000Z", (), {}, {}, {}, {})
SIGNED = Answer("oath", "signed", Source("envelope", "", ""))
NEW_PASSWORD = "four loud geese fly"


@dataclass(frozen=True, slots=True)
class Case:
    """A case with something for everybody to do, and what the acts are tried on."""

    office: Office
    sheet: Sheet
    batch: BatchState
    list: FilePreview
    roll: Path
    elector: Elector

    @property
    def folder(self) -> Any:
        return self.office.path.with_name("release")


AT_THE_BOX = BoxStep("rob", "2020-11-04T08:00")
TOLD_AT = "2020-11-04T08:00"
SEATED = Seated(("aclerk", "acustodian"), TOLD_AT, TOLD_AT)

Try = Callable[[Case], object]

DOORS: Mapping[str, tuple[str, Try]] = {
    "sharing.begin": ("share", lambda case: case.office.sharing.begin()),
    "sharing.founding": (
        "share",
        lambda case: case.office.sharing.founding(ServerLogin("postgresql://localhost/a", "")),
    ),
    "sharing.revoking": (
        "share",
        lambda case: case.office.sharing.revoking(ServerLogin("postgresql://localhost/a", ""), "east_1"),
    ),
    "sharing.bringing": (
        "share",
        lambda case: case.office.sharing.bringing(ServerLogin("postgresql://localhost/a", "")),
    ),
    "sharing.letting_in": (
        "share",
        lambda case: case.office.sharing.letting_in(
            ServerLogin("postgresql://localhost/a", ""), StationLogin("e", "e", "u", "p")
        ),
    ),
    "sharing.wrapping_anew": ("share", lambda case: case.office.sharing.wrapping_anew("too short")),
    "sharing.write_login_sheet": (
        "share",
        lambda case: case.office.sharing.write_login_sheet(
            case.roll.with_name("e.pdf"), StationLogin("e", "e", "u", "p")
        ),
    ),
    "sharing.leave": ("share", lambda case: case.office.sharing.leave()),
    "at_rest.change": ("change_passphrase", lambda case: case.office.at_rest.change("too short")),
    "at_rest.changing": ("change_passphrase", lambda case: case.office.at_rest.changing("too short")),
    "at_rest.remove": ("change_passphrase", lambda case: case.office.at_rest.remove()),
    "at_rest.removing": ("change_passphrase", lambda case: case.office.at_rest.removing()),
    "batches.close": ("close_batch", lambda case: case.office.batches.close()),
    "batches.may_approve": ("approve", lambda case: case.office.batches.may_approve(case.batch)),
    "batches.approve": ("approve", lambda case: approve_seen(case.office, case.batch)),
    "batches.looked": ("approve", lambda case: case.office.batches.looked(case.batch, "0002")),
    "batches.give_back": ("return", lambda case: case.office.batches.give_back(case.batch, ["0002"], "why")),
    "board.set_steps": ("set_steps", lambda case: case.office.board.set_steps("before", "cast", "why")),
    "board.draw": ("draw_docket", lambda case: case.office.board.draw()),
    "board.record_docket": (
        "draw_docket",
        lambda case: case.office.board.record_docket(case.office.board.drawing()(lambda *_: None)),
    ),
    "board.vote": ("record_vote", lambda case: case.office.board.vote(DOCKET, VOTE)),
    "board.give_authority": ("record_vote", lambda case: case.office.board.give_authority(VOTE)),
    "board.certify": ("certify_over", lambda case: case.office.board.certify(VOTE, "why")),
    "board.may_certify": ("certify_over", lambda case: case.office.board.may_certify()),
    "law.change_pack": (
        "change_pack",
        lambda case: case.office.law.change_pack(case.office.law.another_pack("georgia-2020"), "why"),
    ),
    "law.set_position": (
        "set_position",
        lambda case: case.office.law.set_position(
            case.office.law.another_choice("two_envelopes", "not_counted", MOTION)
        ),
    ),
    "orders.enter": ("enter_order", lambda case: case.office.orders.enter(ORDER)),
    "orders.amend": ("enter_order", lambda case: case.office.orders.amend(ORDER, "why")),
    "orders.change": ("enter_order", lambda case: case.office.orders.change("20-CV-9", "vacated", "why")),
    "overview.may_close_period": ("close_period", lambda case: case.office.overview.may_close_period()),
    "overview.close_period": ("close_period", lambda case: case.office.overview.close_period()),
    "overview.change_reason": ("change_reasons", lambda case: case.office.overview.change_reason("ZZ", "why")),
    "people.add": (
        "add_person",
        lambda case: case.office.people.add(Person("new", "New", frozenset({"clerk"})), NEW_PASSWORD),
    ),
    "people.change": (
        "change_person",
        lambda case: case.office.people.change("rob", frozenset({"reviewer"}), active=True),
    ),
    "vouching.confirm": ("confirm_person", lambda case: case.office.vouching.confirm("rob")),
    "vouching.may_confirm": ("confirm_person", lambda case: case.office.vouching.may_confirm("rob")),
    "vouching.propose_strict": ("set_strict", lambda case: case.office.vouching.propose_strict(True)),
    "vouching.agree_to_strict": ("set_strict", lambda case: case.office.vouching.agree_to_strict()),
    "vouching.adopt": ("adopt_accounts", lambda case: case.office.vouching.adopt()),
    "vouching.may_dispute": ("dispute_key", lambda case: case.office.vouching.may_dispute("rob", 1)),
    "vouching.dispute": ("dispute_key", lambda case: case.office.vouching.dispute("rob", 1)),
    "people.failures": ("change_person", lambda case: case.office.people.failures("rob")),
    "people.give_new_key": ("change_person", lambda case: case.office.people.give_new_key("rob", NEW_PASSWORD)),
    "scans.matching": ("receive", lambda case: case.office.scans.matching(case.roll.parent, lambda _: ())),
    "scans.keeping": ("receive", lambda case: case.office.scans.keeping(FolderMatch(case.roll.parent, (), (), ()))),
    "receive.keeping_scans": ("receive", lambda case: case.office.receive.keeping_scans(case.list)),
    "receive.receive": ("receive", lambda case: case.office.receive.receive(case.list)),
    "receive.receive_one": ("receive", lambda case: case.office.receive.receive_one(envelope("0900"))),
    "receive.correct": ("correct", lambda case: case.office.receive.correct("0001", {"city": "Duluth"}, "why", 99)),
    "receive.attach_roll": ("receive", lambda case: case.office.receive.attach_roll(case.roll)),
    "boxes.seal": (
        "keep_boxes",
        lambda case: case.office.boxes.seal(Sealed("3", "stock", ("A1",), "Vault"), AT_THE_BOX),
    ),
    "boxes.move": ("keep_boxes", lambda case: case.office.boxes.move("3", "Truck", AT_THE_BOX)),
    "boxes.open": ("keep_boxes", lambda case: case.office.boxes.open("3", ["A1"], AT_THE_BOX)),
    "boxes.deliver": ("keep_boxes", lambda case: case.office.boxes.deliver("3", "Clerk", AT_THE_BOX)),
    "contacts.log": (
        "contact",
        lambda case: case.office.contacts.log("0001", Spoken("phone", "no_answer", TOLD_AT)),
    ),
    "contacts.give_receipt": ("contact", lambda case: case.office.contacts.give_receipt("0001")),
    "counter.find": ("contact", lambda case: case.office.counter.find("Delgado")),
    "scans.attach": ("contact", lambda case: case.office.scans.attach("0001", case.roll)),
    "voter_papers.write_receipt": (
        "contact",
        lambda case: case.office.voter_papers.write_receipt("0001", case.folder.with_name("receipt.pdf")),
    ),
    "boxes.sign": ("sign_box", lambda case: case.office.boxes.sign("3", 1)),
    "boxes.count_bag": ("count_bags", lambda case: case.office.boxes.count_bag("School 001", 3, 0, 0)),
    "looking_up.look_up": ("look_up_again", lambda case: case.office.looking_up.look_up("P0001")),
    "looking_up.record": (
        "look_up_again",
        lambda case: case.office.looking_up.record(FoundInLists("P0001", 0, (), (), ())),
    ),
    "looking_up.tell": ("report_hit", lambda case: case.office.looking_up.tell("0001", "board", TOLD_AT)),
    "tables.swear": ("swear_in", lambda case: case.office.tables.swear("rob", "2020-11-02")),
    "tables.sort": (
        "handle_ballots",
        lambda case: case.office.tables.sort(Sorted("held", ["0001"], 1, ("aclerk", "acustodian"), TOLD_AT)),
    ),
    "tables.open": (
        "handle_ballots",
        lambda case: case.office.tables.open("P0001", SEATED, FoundInside(0, 0)),
    ),
    "tables.duplicate": ("handle_ballots", lambda case: case.office.tables.duplicate("P0001", SEATED, Stock(0, 0))),
    "tables.settle": ("settle_exception", lambda case: case.office.tables.settle("S0001", "0001", "copy", "why")),
    "day.close": ("close_day", lambda case: case.office.day.close()),
    "releases.may_release": ("release", lambda case: case.office.releases.may_release(())),
    "releases.release": ("release", lambda case: case.office.releases.release(case.folder)),
    "releases.acknowledge": (
        "acknowledge",
        lambda case: case.office.releases.acknowledge("R0001", Said("Dana", "2020-11-06T21:05", 1)),
    ),
    "releases.write_stop_notice": (
        "acknowledge",
        lambda case: case.office.releases.write_stop_notice(case.folder / "stop.pdf"),
    ),
    "releases.write": ("release", lambda case: case.office.releases.write(case.folder)),
    "second.set_percent": ("set_second_decisions", lambda case: case.office.second.set_percent(10, "why")),
    "second.papers": ("check", lambda case: case.office.second.papers("0002")),
    "second.contests": ("check", lambda case: case.office.second.contests("0002")),
    "second.check": ("check", lambda case: case.office.second.check("0002", SecondOpinion("count_full"))),
    "sittings.change": ("change_sittings", lambda case: case.office.sittings.change(5, ["17:00"])),
    "tabulation.record_scan": ("record_scan", lambda case: case.office.tabulation.record_scan(SCANNED)),
    "tabulation.clear_scan": ("record_scan", lambda case: case.office.tabulation.clear_scan(SCAN, 1, HOUR)),
    "tabulation.take_into_results": (
        "record_scan",
        lambda case: case.office.tabulation.take_into_results(SCAN, 1, HOUR),
    ),
    "tabulation.void_scan": ("record_scan", lambda case: case.office.tabulation.void_scan(SCAN, "", "why")),
    "tabulation.upload": (
        "upload",
        lambda case: case.office.tabulation.upload(SentFile((), "ab" * 32, "x", 0, "president", 0, HOUR), "why"),
    ),
    "tabulation.withdraw": ("upload", lambda case: case.office.tabulation.withdraw(UPLOAD, HOUR, "why")),
    "tabulation.see": ("upload", lambda case: case.office.tabulation.see(UPLOAD, 1, HOUR)),
    "tabulation.reconcile": (
        "reconcile",
        lambda case: case.office.tabulation.reconcile(held_results(case.office.record.head().size)),
    ),
    "tabulation.explain": (
        "explain",
        lambda case: case.office.tabulation.explain(Trouble("not_scanned", "", "", 1, 0, ""), "why"),
    ),
    "review.accept": ("review", lambda case: case.office.review.answer(case.sheet, [])),
    "review.answer": ("review", lambda case: case.office.review.answer(case.sheet, [SIGNED])),
    "review.say": ("review", lambda case: case.office.review.say(case.sheet, "oath", "signed")),
    "review.choose": ("review", lambda case: case.office.review.choose(case.sheet, case.elector)),
    "review.choose_portion": ("review", lambda case: case.office.review.choose_portion(case.sheet, "001", "001-1")),
    "review.in_no_portion": ("review", lambda case: case.office.review.in_no_portion(case.sheet)),
    "review.registered_by": (
        "review",
        lambda case: case.office.review.registered_by(
            case.sheet, "registered", Application(date(2020, 10, 1), "postmark")
        ),
    ),
    "review.applied": ("review", lambda case: case.office.review.applied(case.sheet, date(2020, 1, 1))),
    "review.identification_arrived": (
        "review",
        lambda case: case.office.review.identification_arrived(
            case.sheet,
            datetime(2020, 11, 4, 9),  # noqa: DTZ001 - the county's own time
            "licence",
        ),
    ),
    "review.research": ("review", lambda case: case.office.review.research(case.sheet, {"call": ("nothing", "")})),
    "review.record": ("determine", lambda case: case.office.review.record(case.sheet)),
    "review.withdraw": ("determine", lambda case: case.office.review.withdraw("0003", "why")),
    "review.refer": ("refer", lambda case: case.office.review.refer("0001", "why")),
    "review.take_back_referral": ("refer", lambda case: case.office.review.take_back_referral("0001")),
    "review.answer_referral": ("answer_referral", lambda case: case.office.review.answer_referral("0001", "so")),
    "review.bring_back": ("cure", lambda case: case.office.review.bring_back(["0001"])),
    "review.cure": ("cure", lambda case: case.office.review.cure("0001", [SIGNED])),
    "mistakes.may_ask": ("ask_mistake", lambda case: case.office.mistakes.may_ask("0001")),
    "mistakes.ask": ("ask_mistake", lambda case: case.office.mistakes.ask("0001", SaidMistake("no_envelope", "why"))),
    "mistakes.ask_back": ("ask_mistake", lambda case: case.office.mistakes.ask_back("none", "why")),
    "mistakes.may_answer": ("answer_mistake", lambda case: case.office.mistakes.may_answer("0001")),
    "mistakes.agree": ("answer_mistake", lambda case: case.office.mistakes.agree(["0001"])),
    "mistakes.disagree": ("answer_mistake", lambda case: case.office.mistakes.disagree(["0001"], "why")),
    "progress.by_person": ("read_pace", lambda case: case.office.progress.by_person()),
    "whose.take": ("take", lambda case: case.office.whose.take("0001")),
    "whose.put_back": ("put_back", lambda case: case.office.whose.put_back(("0001",))),
    "whose.put_all_back": ("put_back", lambda case: case.office.whose.put_all_back()),
    "whose.take_over": ("take_over", lambda case: case.office.whose.take_over("0001", Why("left"))),
    "whose.set_free": ("set_free", lambda case: case.office.whose.set_free("0001", Why("left"))),
    "whose.may_take_over": ("take_over", lambda case: case.office.whose.may_take_over(case.sheet.state)),
    "review.reopen": ("reopen", lambda case: case.office.review.reopen("0002", "why")),
}
"""Method of a desk -> the act that it is, and a try of it."""

OWN = {
    "people.sign_in", "people.sign_out", "people.change_password", "people.recover", "sittings.lock", "sittings.unlock",
    "tables.sign", "tables.sign_here", "tables.sign_pile", "tables.sign_pile_here",
    "boxes.sign_here", "sharing.leave_and_go_on", "sharing.going_on", "releases.record", "whose.along", "drafts.keep",
    "drafts.drop",
}  # fmt: skip
"""Acts that ask for no role: everybody's own; who recovers a key has the case's own words for it; a release is recorded with
what `write` gave, which asked for one, and an act that takes the next envelope `along` was asked for before; a draft is
nothing that was done; a pile, session or step of a box is signed by who was there, whatever their role."""

READING = {
    "mistakes.agreed", "mistakes.number_agreed", "mistakes.number_waiting", "mistakes.reason_of", "mistakes.state",
    "mistakes.waiting", "mistakes.words_of",
    "receive.received_as", "receive.received_list",
    "accounts.account", "accounts.accounting", "accounts.history", "accounts.troubles",
    "drafts.desks", "drafts.of",
    "sharing.forgetting", "sharing.in_force_nowhere", "sharing.kept_from", "sharing.left_words", "sharing.may_go_on",
    "sharing.may_keep", "sharing.part", "sharing.stations",
    "at_rest.is_encrypted", "at_rest.left_behind", "at_rest.roll_left_behind", "at_rest.roll",
    "at_rest.cleared", "at_rest.in_the_way", "at_rest.still_there", "at_rest.linked", "at_rest.shared_roll",
    "backups.choose", "backups.doubt", "backups.made", "backups.making", "backups.newest", "backups.pending", "backups.place",
    "batches.batch", "batches.batches", "batches.closable", "batches.departing",
    "batches.envelopes", "batches.left_to_look_at", "batches.resting_on_one", "batches.to_look_at",
    "batches.view", "batches.voted", "batches.way",
    "second.percent", "second.waiting",
    "explanations.law_of", "explanations.of", "explanations.otherwise",
    "law.another_choice", "law.another_pack", "law.history", "law.outside", "law.pack",
    "day.in_hand", "day.since", "day.steps", "day.still_open",
    "orders.all", "orders.cast_under", "orders.what_amending_changes", "orders.what_entering_changes",
    "orders.what_status_changes",
    "board.case_of", "board.contests_of", "board.count", "board.docket", "board.dockets", "board.in_the_way",
    "board.drawing", "board.goes_on", "board.is_near", "board.missing", "board.motions", "board.next_docket",
    "board.not_looked_up", "board.numbers", "board.reading", "board.ready", "board.reason", "board.take", "board.waiting",
    "board.waits_to_leave", "board_papers.write_agenda", "board_papers.write_minutes", "releases.for_the_board",
    "releases.to_take_away", "second.blind",
    "overview.calendar", "overview.canvass", "overview.count", "overview.counted_by", "overview.counting",
    "overview.envelopes",
    "overview.by_number", "overview.find", "overview.first_since", "overview.last_day", "overview.numbered",
    "overview.open_again", "overview.resting_on_one", "overview.states",
    "overview.time_left", "overview.voter_names", "overview.waiting",
    "people.approvers", "people.desks", "people.everyone", "people.fingerprint", "people.in_the_way", "people.looks_at",
    "people.made_key", "people.must_choose", "people.name_of", "people.needs_first", "people.signed_in",
    "vouching.accounts", "vouching.by_one_person", "vouching.must_adopt", "vouching.what_dispute_changes",
    "receive.check", "receive.file_name", "receive.files", "receive.find_roll", "receive.preview", "receive.reading",
    "receive.roll_problems", "receive.scans_folder", "receive.list_of", "scans.layout", "scans.of",
    "receive.build_roll", "receive.kept_scans", "receive.keeps_scans_of", "receive.not_the_roll", "receive.read_roll",
    "sittings.ends_at", "sittings.idle_minutes", "sittings.locked", "sittings.shift_ends",
    "record.head", "record.lines", "record.newest_checkpoint", "record.seen_checkpoint", "record.sheet_of",
    "record.verified",
    "record.verifying",
    "record.write_sheet",
    "releases.not_acknowledged", "releases.orders", "releases.said_of", "releases.stop_lines", "releases.unsettled",
    "releases.proposed_name", "releases.releases", "releases.resting_on_one", "releases.waiting",
    "review.arrival", "review.calendar", "review.clarification", "review.compared", "review.cured",
    "review.if_the_cards_hold",
    "review.reason_of",
    "releases.joining",
    "labels.wanted", "labels.write",
    "receive.discard_roll", "receive.fitting",
    "receive.columns_of", "receive.keep_columns", "receive.shows_names",  # kept beside the case, at this computer
    "scans.brought", "contacts.newest", "contacts.of", "contacts.receipt_of", "contacts.voter_of",
    "voter_papers.write_call_list",
    "looking_up.looking", "looking_up.not_looked_up",
    "boxes.bags", "boxes.box", "boxes.brought", "boxes.boxes", "boxes.in_box", "boxes.next_position", "boxes.where",
    "looking_up.is_looked_up", "looking_up.late_hits", "looking_up.not_final",
    "table_papers.to_copy", "table_papers.write", "table_papers.write_boxes", "table_papers.write_hit",
    "table_papers.write_pull_list", "table_papers.write_sorting_sheet", "tables.count", "tables.handlers",
    "tables.least_people", "tables.left", "tables.lies",
    "tables.is_near", "tables.reading", "tables.take", "releases.is_near", "releases.reading", "releases.take",
    "tables.not_fresh", "tables.pile", "tables.piles", "tables.session", "tables.sessions", "tables.still_in",
    "tables.unsigned", "tables.not_signed", "boxes.unsigned", "boxes.not_signed",
    "tabulation.count", "tabulation.holding_against", "tabulation.looking_at", "tabulation.looking_into",
    "tabulation.recorded_at", "tabulation.scans", "tabulation.to_scan", "tabulation.troubles", "tabulation.uploads",
    "tabulation.words_of", "tabulation.writing",
    "review.lists_waited_for", "review.reading_lists", "review.recorded_sheet", "review.search", "review.take_lists",
    "review.unread_lists",
    "review.sheet",
    "review.signature",
    "progress.everyone", "progress.is_near", "progress.own", "progress.reading", "progress.standing", "progress.take",
    "practice_clock.points", "practice_clock.runs", "practice_clock.set_on",  # nothing of it is recorded
    "whose.in_hand", "whose.of", "whose.since",
}  # fmt: skip
"""Methods that write nothing into the record."""


def methods(office: Office) -> Iterator[str]:
    """Every public method and property of every desk."""
    for desk, instance in vars(office).items():
        if not desk.startswith("_"):
            names = (name for name, _ in inspect.getmembers_static(type(instance)) if not name.startswith("_"))
            yield from (f"{desk}.{name}" for name in names)


@pytest.fixture(scope="module")
def made(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Worked:
    """One envelope to do, one in a batch, one determined; and a person for each role alone."""
    return worked_once(begun, tmp_path_factory.mktemp("door"), _something_for_everybody)


def _something_for_everybody(desk: Desk) -> None:
    office = desk.office
    for number, voter in (("0001", "Smith"), ("0002", ""), ("0003", "Nguyen")):
        desk.receive(number, voter)
    desk.easy("0002")
    office.batches.close()
    desk.easy("0003")
    desk.sign_in("admin")
    for role in ROLES:
        added = office.people.add(Person(f"a{role}", role, frozenset({role})), FIRST_PASSWORD)
        assert not isinstance(added, Refusal)
    for role in ROLES:
        assert not isinstance(office.people.sign_in(f"a{role}", FIRST_PASSWORD, PASSWORD), Refusal)


@pytest.fixture
def case(made: Worked, tmp_path: Path, watch: Watch, roll_file: Path) -> Iterator[Case]:
    """That case, and a list to receive; the administrator is signed in."""
    with desk_behind(made, tmp_path, watch) as desk:
        office = desk.office
        elector, sheet = office.review.search("Smith")[0].elector, desk.sheet("0001")
        listed = office.path.with_name("list.csv")
        listed.write_text("envelope_number,stream,place\n0901,election_day,School 001\n", encoding="utf-8")
        desk.sign_in("admin")
        preview = office.receive.preview("envelope_list", listed)
        yield Case(office, sheet, office.batches.batches()[0], preview, roll_file, elector)


def test_every_method_of_every_desk_is_tried_here_or_writes_nothing(office: Office) -> None:
    """A method that is new goes into DOORS with the act it is, or into READING where it writes nothing."""
    assert set(methods(office)) == {*DOORS, *OWN, *READING}


def test_every_act_has_a_door_but_those_that_are_read() -> None:
    assert {act for act, _ in DOORS.values()} == set(RIGHTS) - READS


@pytest.mark.parametrize("role", ROLES)
def test_each_role_does_at_the_door_what_the_table_allows_and_nothing_else(case: Case, role: str) -> None:
    for door, (act, attempt) in DOORS.items():
        assert not isinstance(case.office.people.sign_in(f"a{role}", PASSWORD), Refusal)
        size = case.office.record.head().size
        result = attempt(case)
        refused = isinstance(result, Refusal) and result.code == "no_right"
        assert refused is (role not in RIGHTS[act].roles), door
        assert not refused or case.office.record.head().size == size, door


def test_nobody_signed_in_does_nothing(case: Case) -> None:
    case.office.people.sign_out()
    for door, (_, attempt) in DOORS.items():
        result = attempt(case)
        assert isinstance(result, Refusal), door
        assert result.code == "nobody", door


def test_a_role_taken_away_in_another_window_is_gone_at_once(case: Case, watch: Any) -> None:
    office = case.office
    office.people.sign_in("areviewer", PASSWORD)
    other = open_again(office.path, watch, 77)
    other.people.sign_in("admin", PASSWORD)
    other.people.change("areviewer", frozenset({"observer"}), active=True)
    assert refused_words(office.review.refer("0001", "why")) == "Your roles do not allow this (observer)."
    other.people.change("areviewer", frozenset({"reviewer"}), active=False)
    other.close()
    assert refused_words(office.review.refer("0001", "why")).startswith("Your account has been closed.")


def refused_words(result: object) -> str:
    assert isinstance(result, Refusal)
    return result.words
