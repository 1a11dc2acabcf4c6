"""The Board desk: dockets are drawn and printed, votes and rulings entered; what was voted on stays readable."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from adjudicator.casework.record.count_state import DocketState, Ruling
from adjudicator.export.board_pages import motion_words, ruling_words, vote_words
from adjudicator.law.telling.words import hold_words, outcome_words, reason_words
from adjudicator.office import Done, Office
from adjudicator.office.desks.board import Moved, Ready
from adjudicator.records.count import BOARD_VOTES, DUPLICATE_ON
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import _, beside, capital, n_, number
from adjudicator.words.dates import day_and_hour, long_day_and_hour
from ui.desks.board.entering import NUMBERS, number_of, read_taken_out, read_vote
from ui.desks.board.screen import (
    BoardScreen,
    CaseCard,
    CertifyPart,
    DocketPart,
    Figure,
    ReadyPart,
    StepsForm,
    VoteForm,
)
from ui.parts import Choice, Notice, Row
from ui.shared.desk import DeskPresenter, Shell
from ui.shared.drafting import NOTHING, TakenUp, Values

OUTCOMES = ("count_full", "count_partial", "not_counted")

COUNT, IN_PART, NOT, NONE = "count", "in_part", "do_not_count", "none"
RULES = (
    Choice("1", COUNT, _("Count")),
    Choice("2", IN_PART, _("Count in part"), _("Choose the contests that do not count.")),
    Choice("3", NOT, _("Do not count")),
    Choice("0", NONE, _("No ruling at this meeting"), _("It goes on the next docket.")),
)


@dataclass(slots=True)
class Entering:
    """A vote that is being entered: on what, what is written, the rulings so far, and the case they are given for."""

    kind: str
    about: str = ""
    written: dict[str, str] = field(default_factory=dict[str, str])
    rulings: dict[str, Ruling] = field(default_factory=dict[str, Ruling])
    in_part: set[str] = field(default_factory=set[str])
    case: str = ""
    troubles: dict[str, str] = field(default_factory=dict[str, str])


class BoardPresenter(DeskPresenter[BoardScreen]):
    """What the secretary and supervisors can do at the Board desk."""

    desk = "board"

    def __init__(self, office: Office, shell: Shell) -> None:
        super().__init__(office, shell)
        self._strip: Notice | None = None
        self._asked, self._docket, self._motion = "", "", ""
        self._entering: Entering | None = None
        self._steps: dict[str, str] | None = None
        self._steps_troubles: dict[str, str] = {}
        self._draw_trouble = ""
        self._cards: tuple[int, dict[str, CaseCard]] = (0, {})

    def make_screen(self) -> BoardScreen:
        """Make the Screen from the office as it is now."""
        board = self._office.board
        missing = board.missing() if board.count().board_votes != "off" else ""
        docket = self._shown_docket()
        return BoardScreen(
            says=BOARD_VOTES[board.count().board_votes],
            ready=self._ready_part(board.ready()),
            certify=self._certify_part(),
            dockets=tuple(self._docket_row(each) for each in board.dockets()),
            docket=self._docket_part(docket) if docket is not None and self._entering is None else None,
            form=self._form() if self._entering is not None else None,
            steps=self._steps_form() if self._steps is not None else None,
            meetings=tuple(self._motion_row(each) for each in board.motions()),
            motion=self._motion_lines(),
            missing=Notice(missing, kind="warning") if missing else None,
            strip=self._strip,
        )

    # what is looked at

    def look_at_question(self, number: str) -> None:
        """Show what the board needs on an envelope that waits."""
        if number and number != self._asked:
            self._asked = number
            self.refresh()

    def look_at_docket(self, docket: str) -> None:
        """Lay a docket open; not while a vote is entered."""
        if docket and docket != self._docket and self._entering is None:
            self._docket = docket
            self.refresh()

    def look_at_case(self, number: str) -> None:
        """Choose the envelope that a ruling is given for."""
        if self._entering is not None and number and number != self._entering.case:
            self._entering.case = number
            self.refresh()

    def look_at_motion(self, seq: str) -> None:
        """Show a motion of a past meeting."""
        if seq and seq != self._motion:
            self._motion = seq
            self.refresh()

    def open_envelope(self, number: str) -> None:
        """Show what the record says of an envelope."""
        if "record" in self._office.people.desks():
            self._shell.go("record", number)

    def dismiss(self) -> None:
        """Take the strip away."""
        self._strip = None
        self.refresh()

    # dockets

    def draw(self, reason: str = "") -> None:
        """Put together everything that is ready."""
        done = self._office.board.draw(reason=reason)
        if isinstance(done, Refusal) and done.code == "reason_missing":
            self._draw_trouble = done.words
        elif self._took(done, lambda: _("Docket {docket} is drawn", docket=self._office.board.dockets()[0].id)):
            self._docket, self._draw_trouble = self._office.board.dockets()[0].id, ""
        self.refresh()

    def write_agenda(self, out: str, *, public: bool) -> None:
        """Write the agenda of the docket that is laid open, for the board or for the public."""
        docket = self._shown_docket()
        if out and docket is not None:
            board, language = self._office.board, self._shell.language
            self._write(out, lambda path: board.write_agenda(path, docket, public=public, language=language))

    def write_minutes(self, out: str, *, public: bool) -> None:
        """Write the minutes of the meeting whose motion is shown."""
        moved = self._shown_motion()
        if out and moved is not None:
            board, language = self._office.board, self._shell.language
            self._write(out, lambda path: board.write_minutes(path, moved.day, public=public, language=language))

    def _write(self, out: str, write: Callable[[Path], Refusal | None]) -> None:
        path = Path(out) if out.endswith(".pdf") else Path(f"{out}.pdf")
        try:
            refusal = write(path)
        except WorldError as error:
            self._strip = Notice(_("Nothing was written: {trouble}", trouble=error.what), remedy=error.remedy)
        else:
            done = Notice(_("{page} is written", page=str(path)), kind="done")
            self._strip = Notice(_("Nothing was written"), refusal.words) if refusal is not None else done
        self.refresh()

    # votes

    def begin_vote(self) -> None:
        """Open the form of a vote on the docket that is laid open."""
        docket = self._shown_docket()
        if docket is not None and self._may_vote_on(docket) is None:
            text = _("Resolved, that docket {docket} is approved.", docket=docket.id)
            self._begin("docket", text, docket.id, next(iter(docket.questions), ""))

    def begin_authority(self) -> None:
        """Open the form of the motion that lets staff go on."""
        if self._office.may("record_vote") is None:
            self._begin("authority", _("Resolved, that staff may open what is approved before the board votes on it."))

    def begin_certify(self) -> None:
        """Open the form of the motion that certifies."""
        if self._office.board.may_certify() is None:
            self._begin("certify", _("Resolved, that the count is certified."))

    def _begin(self, kind: str, text: str, about: str = "", case: str = "") -> None:
        now = long_day_and_hour(self._office.now())
        written = {"number": "", "hour": str(now), "in_favor": "", "against": "0", "abstained": "0", "text": str(text)}
        self._entering, self._strip, self._steps = Entering(kind, about, written, case=case), None, None
        self.refresh()

    def write(self, name: str, value: str) -> None:
        """Keep what is written in a field of the vote."""
        if self._entering is not None and self._entering.written.get(name) != value:
            self._entering.written[name] = value
            if name in NUMBERS:
                self.refresh()

    def rule(self, ruling: str) -> bool:
        """Give the board's ruling on the case that is shown, and go on to the next one that has none; whether it went on.

        To count in part goes on once it is given again, when the contests are chosen.
        """
        entering = self._entering
        if entering is None or not entering.case:
            return False
        number, before = entering.case, entering.rulings.get(entering.case, Ruling(COUNT))
        goes_on = ruling in (COUNT, NOT)
        if ruling == IN_PART:
            goes_on = number in entering.in_part and bool(before.ruled_out)
            entering.in_part.add(number)
            entering.rulings[number] = before if before.ruling == COUNT else Ruling(COUNT)
        else:
            entering.in_part.discard(number)
            entering.rulings[number] = Ruling(ruling)
        if ruling == NONE:
            entering.rulings.pop(number)
        if goes_on:
            entering.case = self._next_case(number)
        self.refresh()
        return goes_on

    def rule_contest(self, contest: str) -> None:
        """Rule a contest of the case out, or let it count again."""
        entering = self._entering
        if entering is None or entering.case not in entering.in_part:
            return
        out = entering.rulings[entering.case].ruled_out
        changed = tuple(each for each in out if each != contest) if contest in out else (*out, contest)
        entering.rulings[entering.case] = Ruling(COUNT, changed)
        self.refresh()

    def _next_case(self, number: str) -> str:
        docket, entering = self._shown_docket(), self._entering
        if docket is None or entering is None:
            return number
        open_cases = [each for each in docket.questions if each not in entering.rulings]
        return next(iter(open_cases), number)

    def record(self, written: Mapping[str, str]) -> None:
        """Record the vote that is entered."""
        entering = self._entering
        if entering is None:
            return
        entering.written |= written
        election, now = self._office.election.date, self._office.now()
        vote, entering.troubles = read_vote(entering.written, election, now)
        docket = self._shown_docket() if entering.kind == "docket" else None
        removed, trouble = read_taken_out(entering.written.get("removed", ""), docket.items if docket else ())
        if trouble and docket is not None:
            entering.troubles["removed"] = trouble
        empty = next((number for number in entering.in_part if not entering.rulings[number].ruled_out), "")
        if empty:
            entering.troubles["text"] = _(
                "Choose the contests that do not count on the ballot of envelope {number}.", number=empty
            )
        if vote is None or entering.troubles:
            self.refresh()
            return
        board = self._office.board
        if docket is not None:
            done = board.vote(docket, vote, removed, entering.rulings)
        elif entering.kind == "authority":
            done = board.give_authority(vote)
        else:
            done = board.certify(vote, entering.written.get("override", ""))
        said = _("Motion {number}: {vote}", number=vote.number, vote=vote_words(vote))
        if self._took(done, lambda: said):
            self._entering = None
        self.refresh()

    def back(self) -> None:
        """Leave the form; what was written is let go."""
        self._entering = self._steps = None
        self._steps_troubles = {}
        self.refresh()

    # steps

    def begin_steps(self) -> None:
        """Open the form of when the board votes."""
        if self._office.may("set_steps") is None:
            count = self._office.board.count()
            self._steps = {"votes": count.board_votes, "style": count.duplicate_on, "reason": ""}
            self._entering = None
            self.refresh()

    def set_steps(self, written: Mapping[str, str]) -> None:
        """Set when the board votes, and which style duplicates are made on."""
        self._steps = dict(written)
        done = self._office.board.set_steps(written["votes"], written["style"], written["reason"])
        if isinstance(done, Refusal) and done.code == "reason_missing":
            self._steps_troubles = {"reason": done.words}
        elif self._took(done, lambda: _("The steps are set")):
            self._steps, self._steps_troubles = None, {}
        self.refresh()

    # drafts

    def begun(self) -> Values | None:
        """The vote that is being entered."""
        entering = self._entering
        if entering is None:
            return None
        return {
            "kind": entering.kind,
            "about": entering.about,
            "written": dict(entering.written),
            "rulings": {number: [each.ruling, *each.ruled_out] for number, each in entering.rulings.items()},
            "in_part": sorted(entering.in_part),
            "case": entering.case,
        }

    def take_up(self, value: Values) -> TakenUp:
        """Put the vote back that was being entered; one on a docket that has carried meanwhile is let go."""
        docket = self._office.board.docket(str(value["about"])) if value["kind"] == "docket" else None
        if value["kind"] == "docket" and (docket is None or self._may_vote_on(docket) is not None):
            return TakenUp(
                stands=False, notice=Notice(_("The board has voted on this docket meanwhile"), kind="notice")
            )
        if value["kind"] not in ("docket", "authority", "certify"):
            return NOTHING
        self._docket = docket.id if docket is not None else self._docket
        rulings = {number: Ruling(each[0], tuple(each[1:])) for number, each in value["rulings"].items()}
        self._entering = Entering(
            value["kind"], value["about"], dict(value["written"]), rulings, set(value["in_part"]), value["case"]
        )
        self.refresh()
        return TakenUp()

    # making the screen

    def _took(self, done: Done | Refusal, said: Callable[[], str]) -> bool:
        """Say what came of an act; whether it was recorded."""
        if isinstance(done, Refusal):
            self._strip = Notice(_("Nothing was recorded"), done.words)
            return False
        words = said()
        self._strip = Notice(words, kind="done")
        self._shell.said(words)
        return True

    def _shown_docket(self) -> DocketState | None:
        """The docket that is laid open: the one chosen, else the oldest that waits, else the newest."""
        board = self._office.board
        chosen = board.docket(self._docket) if self._docket else None
        return chosen or next(iter((*board.waiting(), *board.dockets())), None)

    def _may_vote_on(self, docket: DocketState) -> Refusal | None:
        if docket.vote is not None and docket.vote.carried:
            return Refusal("voted_already", _("The board has voted on it."))
        return self._office.may("record_vote")

    def _card(self, number: str) -> CaseCard | None:
        if not number:
            return None
        size = self._office.record.head().size
        if self._cards[0] != size:
            self._cards = (size, {})
        if number not in self._cards[1]:
            found = self._office.board.case_of(number)
            self._cards[1][number] = CaseCard(number, tuple(filter(None, found)) if found else ())
        return self._cards[1][number]

    def _ready_part(self, ready: Ready) -> ReadyPart:
        board, count = self._office.board, self._office.board.count()
        refusal = self._office.may("draw_docket")
        asked = self._asked if self._asked in ready.questions else next(iter(ready.questions), "")
        number = f"D{count.next.get('docket', 1):04d}"
        figures = _figures(ready.outcomes, ready.reasons) if ready.batches else ()
        return ReadyPart(
            heading=_ready_words(ready)
            if board.count().board_votes != "off" or ready
            else _("The board does not vote"),
            figures=figures,
            batches=tuple(
                Row(
                    each.id, (each.id, *(each.outcomes.get(code, 0) for code in OUTCOMES), self._name(each.approved_by))
                )
                for each in ready.batches
            ),
            cases=tuple(_case_row(each, codes) for each, codes in _by_question(ready.questions)),
            card=self._card(asked),
            draw=_("Draw docket {docket}", docket=number) if ready and refusal is None else "",
            why_not=refusal.words if ready and refusal is not None else "",
            wants_reason=bool(ready) and count.certified is not None,
            trouble=self._draw_trouble,
        )

    def _docket_row(self, docket: DocketState) -> Row:
        voted = _("waits")
        if docket.vote is not None:
            voted = _("carried") if docket.vote.carried else _("did not carry")
        drawn = day_and_hour(self._office.local(docket.drawn_at))
        cells = (docket.id, drawn, len(docket.items), len(docket.questions), voted)
        return Row(docket.id, cells, order=(docket.id, docket.drawn_at, *cells[2:]))

    def _docket_part(self, docket: DocketState) -> DocketPart:
        refusal = self._may_vote_on(docket)
        asked = self._asked if self._asked in docket.questions else next(iter(docket.questions), "")
        voted = docket.vote is not None and docket.vote.carried
        drawn = long_day_and_hour(self._office.local(docket.drawn_at))
        return DocketPart(
            id=docket.id,
            title=_("Docket {docket}", docket=docket.id),
            detail=beside(
                _("Drawn {when} by {person}.", when=drawn, person=self._name(docket.drawn_by)),
                _("It amends what was certified.") if docket.amends else "",
                "" if voted else self._looked_up(docket),
            ),
            figures=_figures(docket.outcomes, docket.reasons),
            said=self._said_of(docket),
            cases=tuple(
                _case_row(number, codes, docket.rulings.get(number)) for number, codes in _by_question(docket.questions)
            ),
            card=self._card(asked),
            vote=_("Enter the vote") if refusal is None else "",
            why_not="" if voted or refusal is None else beside(_("The secretary enters the vote."), refusal.words),
        )

    def _looked_up(self, docket: DocketState) -> str:
        """Whether the envelopes of a docket were looked up once more in the newest lists of other votes."""
        found = [each for each in self._office.board.count().looked_up if each.about == docket.id]
        if not found:
            return _("Its envelopes were not looked up once more since it was drawn.")
        hits = len(found[-1].hits)
        if not hits:
            return _("Looked up once more: no other vote was found.")
        return n_(
            "Looked up once more: another vote was found for {count} envelope, which is back in review.",
            "Looked up once more: another vote was found for {count} envelopes, which are back in review.",
            hits,
        )

    def _said_of(self, docket: DocketState) -> tuple[str, ...]:
        """The vote on a docket, and what was taken out; why, for those who see names."""
        if docket.vote is None:
            return ()
        hour = long_day_and_hour(datetime.fromisoformat(docket.vote.hour))
        motion = _(
            "Motion {number}, {hour}: {vote}", number=docket.vote.number, hour=hour, vote=vote_words(docket.vote)
        )
        taken = (
            beside(_("Envelope {number} was taken out", number=number), self._office.board.reason(seal), by=": ")
            for number, seal in docket.removed.items()
        )
        return (motion, docket.vote.text, *taken)

    def _form(self) -> VoteForm | None:
        entering = self._entering
        if entering is None:
            return None
        docket = self._shown_docket() if entering.kind == "docket" else None
        titles = {
            "docket": _("The vote on docket {docket}", docket=entering.about),
            "authority": _("The motion that lets staff go on"),
            "certify": _("The motion that certifies the count"),
        }
        ruling = entering.rulings.get(entering.case)
        given = IN_PART if entering.case in entering.in_part else ruling.ruling if ruling is not None else NONE
        questions = docket.questions if docket is not None else {}
        return VoteForm(
            kind=entering.kind,
            about=entering.about,
            title=titles[entering.kind],
            written=entering.written,
            troubles=entering.troubles,
            result=_result(entering.written),
            case=self._card(entering.case) if docket is not None else None,
            cases=tuple(
                _case_row(number, codes, entering.rulings.get(number), in_part=number in entering.in_part)
                for number, codes in _by_question(questions)
            ),
            rules=RULES if questions else (),
            ruled=given,
            contests=self._contests(entering.case, ruling) if entering.case in entering.in_part else None,
            overrides=entering.kind == "certify" and bool(self._office.board.in_the_way()),
        )

    def _contests(self, number: str, ruling: Ruling | None) -> tuple[Row, ...]:
        out = ruling.ruled_out if ruling is not None else ()
        return tuple(
            Row(contest, (title, _("does not count") if contest in out else _("counts")))
            for contest, title in self._office.board.contests_of(number)
        )

    def _certify_part(self) -> CertifyPart:
        board, count = self._office.board, self._office.board.count()
        troubles, refusal = board.in_the_way(), board.may_certify()
        said = _("The count is not certified.")
        if count.certified is not None:
            hour = long_day_and_hour(datetime.fromisoformat(count.certified.hour))
            said = _("Certified by motion {number}, {hour}.", number=count.certified.number, hour=hour)
        may_again = count.certified is None or any(
            each.amends and each.voted > count.certified_seq for each in board.dockets()
        )
        wants_authority = count.board_votes == "authority" and count.authority is None
        return CertifyPart(
            said=said,
            troubles=troubles,
            certify=_("Record the certification") if refusal is None and may_again else "",
            authority=_("Record the authority") if wants_authority and self._office.may("record_vote") is None else "",
            steps=_("Change the steps") if self._office.may("set_steps") is None else "",
            why_not="" if refusal is None or not may_again else self._who_certifies(troubles),
        )

    def _who_certifies(self, troubles: tuple[str, ...]) -> str:
        if troubles:
            return _(
                "The secretary records it once nothing stands in the way; before that a supervisor does, with a reason."
            )
        return _("The secretary records it.")

    def _steps_form(self) -> StepsForm | None:
        if self._steps is None:
            return None
        return StepsForm(
            tuple(Choice("", code, words) for code, words in BOARD_VOTES.items()),
            tuple(Choice("", code, words) for code, words in DUPLICATE_ON.items()),
            self._steps,
            self._steps_troubles,
        )

    def _motion_row(self, moved: Moved) -> Row:
        hour = day_and_hour(datetime.fromisoformat(moved.vote.hour))
        on = capital(motion_words(moved.kind, moved.docket))
        cells = (hour, moved.vote.number, on, vote_words(moved.vote))
        return Row(str(moved.seq), cells, order=(moved.vote.hour, *cells[1:]))

    def _shown_motion(self) -> Moved | None:
        motions = self._office.board.motions()
        return next((each for each in motions if str(each.seq) == self._motion), next(iter(motions), None))

    def _motion_lines(self) -> tuple[str, ...]:
        """A motion of a past meeting: its text, what was taken out, the rulings, and who entered it when."""
        moved = self._shown_motion()
        if moved is None:
            return ()
        taken = (
            beside(_("Envelope {number} was taken out", number=number), self._office.board.reason(seal), by=": ")
            for number, seal in moved.removed.items()
        )
        titles = {contest.id: contest.title for contest in self._office.election.contests.values()}
        ruled = (_ruling_line(number, each, titles) for number, each in moved.rulings.items())
        over = self._office.board.reason(moved.override)
        entered = _(
            "Entered by {person}, {when}", person=self._name(moved.by), when=day_and_hour(self._office.local(moved.at))
        )
        because = _("Certified with something not explained: {reason}", reason=over) if over else ""
        return tuple(filter(None, (moved.vote.text, *taken, *ruled, because, entered)))

    def _name(self, person: str) -> str:
        return self._office.people.name_of(person) if person else ""


def _ready_words(ready: Ready) -> str:
    if not ready:
        return _("Nothing waits for a meeting")
    number, asked = ready.envelopes, len(ready.questions)
    said = n_("{count} determination is ready", "{count} determinations are ready", number) if number else ""
    wants = n_("{count} envelope wants a ruling", "{count} envelopes want a ruling", asked) if asked else ""
    return beside(said, wants, by="; ")


def _figures(outcomes: Mapping[str, int], reasons: Mapping[str, int]) -> tuple[Figure, ...]:
    """Sums by outcome, and by reason what is not counted."""
    found = ((outcome_words(code), number(outcomes.get(code, 0)), 0) for code in OUTCOMES)
    return (*found, *((reason_words(code), number(count), 1) for code, count in sorted(reasons.items())))


def _by_question(questions: Mapping[str, tuple[str, ...]]) -> list[tuple[str, tuple[str, ...]]]:
    """Envelopes with what they ask, those of one question together."""
    return sorted(questions.items(), key=lambda each: each[1])


def _case_row(number: str, codes: tuple[str, ...], ruling: Ruling | None = None, *, in_part: bool = False) -> Row:
    ruled = ruling_words(ruling.ruling, in_part or bool(ruling.ruled_out)) if ruling is not None else ""
    return Row(number, (number, beside(*map(hold_words, codes), by="; "), ruled))


def _ruling_line(number: str, ruling: Ruling, titles: Mapping[str, str]) -> str:
    said = _("Envelope {number}: {ruling}", number=number, ruling=ruling_words(ruling.ruling, bool(ruling.ruled_out)))
    out = beside(*(titles.get(each, each) for each in ruling.ruled_out), by="; ")
    return beside(said, _("without {contests}", contests=out) if out else "", by=", ")


def _result(written: Mapping[str, str]) -> str:
    """What the numbers that are written come to."""
    in_favor, against = number_of(written.get("in_favor", "")), number_of(written.get("against", ""))
    if in_favor is None or against is None:
        return ""
    return _("The motion carries.") if in_favor > against else _("The motion does not carry.")
