"""The Board desk: dockets are drawn and printed, votes and rulings entered; what was voted on stays readable."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from adjudicator.casework.record.count_state import DocketState, Vote
from adjudicator.export.paper.board_pages import vote_words
from adjudicator.office import Office
from adjudicator.office.desks.count.board import Moved
from adjudicator.records.count import BOARD_VOTES, DUPLICATE_ON
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import Words, _, beside, joined, n_
from adjudicator.words.dates import long_day_and_hour
from ui.desks.board.ready import WHILE_DRAWN, ReadyForBoard
from ui.desks.board.screen import BoardScreen, CertifyPart, DocketPart, ReadyPart, StepsForm
from ui.desks.board.votes import Votes
from ui.desks.board.words import (
    Cards,
    by_question,
    case_row,
    docket_row,
    figures,
    motion_lines,
    motion_row,
    taken_out,
)
from ui.parts import Choice, Notice
from ui.shared.desk import DeskPresenter, Shell
from ui.shared.drafting import TakenUp, Values
from ui.shared.first_reading import FirstReading
from ui.shared.standing import refused


class BoardPresenter(DeskPresenter[BoardScreen]):
    """Two parts: `ready`, from which a docket is drawn, and `votes`, the form of a motion. Dockets and meetings are shown."""

    desk = "board"

    def __init__(self, office: Office, shell: Shell) -> None:
        super().__init__(office, shell)
        self._cards = Cards(office)
        self.ready = ReadyForBoard(office, shell, self._cards, self._said_anew, self._come_further, self._is_drawn)
        self.votes = Votes(office, shell, self._cards, self._said_anew, lambda: self.ready.drawing is not None)
        self.reading = FirstReading(office.board, shell.run, self.refresh)
        self._strip: Notice | None = None
        self._docket = self._motion = ""
        self._steps: dict[str, str] | None = None
        self._steps_troubles: dict[str, str] = {}

    def make_screen(self) -> BoardScreen:
        """Make the Screen from the office as it is now."""
        unread = self.reading.waits()
        board, form = self._office.board, self.votes.form()
        missing = board.missing() if board.count().board_votes != "off" else ""
        docket, moved = self._shown_docket(), self._shown_motion()
        return BoardScreen(
            says=BOARD_VOTES[board.count().board_votes],
            ready=ReadyPart(_("What is ready for a meeting")) if unread else self.ready.part(),
            certify=CertifyPart("") if unread else self._certify_part(),
            dockets=tuple(docket_row(each, self._office) for each in board.dockets()),
            docket=self._docket_part(docket) if docket is not None and form is None else None,
            form=form,
            steps=self._steps_form() if self._steps is not None else None,
            meetings=tuple(motion_row(each) for each in board.motions()),
            motion=motion_lines(moved, self._office) if moved is not None else (),
            missing=Notice(missing, kind="warning") if missing else None,
            strip=self._strip or self.reading.notice,
            reading=self.reading.working,
            unread=unread,
            busy=self.ready.drawing is not None,
        )

    def _said_anew(self) -> None:
        """A part has changed; what it says takes the strip's place."""
        said = self.ready.strip or self.votes.strip
        if said is not None or (self.votes.is_open and self.ready.drawing is None):
            self._strip = said
        self.ready.strip = self.votes.strip = None
        if self.votes.is_open:
            self._steps = None
        self.refresh()

    def _come_further(self) -> None:
        """Long work has begun, or has come further: then nothing else is made anew, for it does so many times a second."""
        shown, working = self.screen, self.ready.working
        if working is None or shown.ready.working is None:
            self._said_anew()
        else:
            self.show(replace(shown, ready=replace(shown.ready, working=working)))

    # what is looked at

    def look_at_docket(self, docket: str) -> None:
        """Lay a docket open; not while a vote is entered."""
        if docket and docket != self._docket and not self.votes.is_open:
            self._docket = docket
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

    def draw(self, reason: str = "", why: str = "") -> None:
        """Put together what is chosen, and lay it open."""
        self.ready.draw(reason, why)

    def _is_drawn(self, docket: str) -> None:
        self._docket = docket

    def begin_vote(self) -> None:
        """Open the form of a vote on the docket that is laid open."""
        docket = self._shown_docket()
        if docket is not None:
            self.votes.begin_on(docket)

    def write_agenda(self, out: str, *, public: bool) -> None:
        """Write the agenda of the docket that is laid open, for the board or for the public."""
        docket = self._shown_docket()
        if out and docket is not None:
            papers, language = self._office.board_papers, self._shell.language
            self._write(out, lambda path: papers.write_agenda(path, docket, public=public, language=language))

    def write_minutes(self, out: str, *, public: bool) -> None:
        """Write the minutes of the meeting whose motion is shown."""
        moved = self._shown_motion()
        if out and moved is not None:
            papers, language = self._office.board_papers, self._shell.language
            self._write(out, lambda path: papers.write_minutes(path, moved.day, public=public, language=language))

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

    # steps, and what is begun

    def begin_steps(self) -> None:
        """Open the form of when the board votes."""
        if self._office.may("set_steps") is None and self.ready.drawing is None:
            count = self._office.board.count()
            self.votes.leave()
            self._steps = {"votes": count.board_votes, "style": count.duplicate_on, "reason": ""}
            self.refresh()

    def set_steps(self, written: Mapping[str, str]) -> None:
        """Set when the board votes, and which style duplicates are made on."""
        self._steps = dict(written)
        if self.ready.drawing is not None:
            self._strip = WHILE_DRAWN
            self.refresh()
            return
        done = self._office.board.set_steps(written["votes"], written["style"], written["reason"])
        if not isinstance(done, Refusal):
            self._steps, self._steps_troubles = None, {}
            self._strip = Notice(_("The steps are set"), kind="done")
            self._shell.said(self._strip.what)
        elif done.code == "reason_missing":
            self._steps_troubles = {"reason": done.words}
        else:
            self._strip = refused(done)
        self.refresh()

    def back(self) -> None:
        """Leave the form; what was written is let go."""
        self.votes.leave()
        self._steps, self._steps_troubles = None, {}
        self.refresh()

    def begun(self) -> Values | None:
        """The vote that is being entered."""
        return self.votes.begun()

    def take_up(self, value: Values) -> TakenUp:
        """Put the vote back that was being entered."""
        taken = self.votes.take_up(value)
        if taken.stands and value["kind"] == "docket":
            self._docket = str(value["about"])
        self.refresh()
        return taken

    # making the screen

    def _shown_docket(self) -> DocketState | None:
        """The docket that is laid open: the one chosen, else the oldest that waits, else the newest."""
        board = self._office.board
        chosen = board.docket(self._docket) if self._docket else None
        return chosen or next(iter((*board.waiting(), *board.dockets())), None)

    def _docket_part(self, docket: DocketState) -> DocketPart:
        refusal, asked = self.votes.why_not(docket), self.ready.asked
        asked = asked if asked in docket.questions else next(iter(docket.questions), "")
        voted = docket.vote is not None and docket.vote.carried
        drawn = long_day_and_hour(self._office.local(docket.drawn_at))
        return DocketPart(
            id=docket.id,
            title=_("Docket {docket}", docket=docket.id),
            detail=beside(
                _("Drawn {when} by {person}.", when=drawn, person=self._office.people.name_of(docket.drawn_by)),
                _("It amends what was certified.") if docket.amends else "",
                "" if voted else self._looked_up(docket),
            ),
            figures=figures(docket.outcomes, docket.reasons),
            said=self._said_of(docket),
            cases=tuple(
                case_row(number, codes, docket.rulings.get(number)) for number, codes in by_question(docket.questions)
            ),
            card=self._cards.card(asked),
            vote=_("Enter the vote") if refusal is None and self.ready.drawing is None else "",
            why_not="" if voted or refusal is None else beside(_("The secretary enters the vote."), refusal.words),
        )

    def _looked_up(self, docket: DocketState) -> str:
        """Whether the envelopes of a docket were looked up once more in the newest lists."""
        if docket.why:
            return _("Drawn before it was looked up once more: {reason}", reason=docket.why)
        found = [each for each in self._office.board.count().looked_up if each.about == docket.id]
        if not found:
            return ""
        hits = len(found[-1].hits)
        if not hits:
            return _("Looked up once more: nothing was found that nobody knew.")
        return n_(
            "Looked up once more: something was found of {count} envelope, which is back in review.",
            "Looked up once more: something was found of {count} envelopes, which are back in review.",
            hits,
        )

    def _said_of(self, docket: DocketState) -> tuple[str, ...]:
        """The vote on a docket, and what was taken out."""
        vote = docket.vote
        if vote is None:
            return ()
        hour = long_day_and_hour(datetime.fromisoformat(vote.hour))
        motion = _("Motion {number}, {hour}: {vote}", number=vote.number, hour=hour, vote=vote_words(vote))
        return (motion, vote.text, *taken_out(docket.removed, self._office))

    def _certify_part(self) -> CertifyPart:
        board, count = self._office.board, self._office.board.count()
        troubles, refusal = board.in_the_way(), board.may_certify()
        amended = [each.id for each in board.dockets() if each.amends and each.voted > count.certified_seq]
        said = certified_words(count.certified, amended) if count.certified else _("The count is not certified.")
        may_again = count.certified is None or bool(amended)
        wants_authority = count.board_votes == "authority" and count.authority is None
        return CertifyPart(
            said=said,
            troubles=troubles,
            certify=_("Record the certification") if refusal is None and may_again else "",
            authority=_("Record the authority") if wants_authority and self._office.may("record_vote") is None else "",
            steps=_("Change the steps") if self._office.may("set_steps") is None else "",
            why_not="" if refusal is None or not may_again else _who_certifies(troubles),
        )

    def _steps_form(self) -> StepsForm | None:
        if self._steps is None:
            return None
        return StepsForm(
            tuple(Choice("", code, words) for code, words in BOARD_VOTES.items()),
            tuple(Choice("", code, words) for code, words in DUPLICATE_ON.items()),
            self._steps,
            self._steps_troubles,
        )

    def _shown_motion(self) -> Moved | None:
        motions = self._office.board.motions()
        return next((each for each in motions if str(each.seq) == self._motion), next(iter(motions), None))


def certified_words(vote: Vote, amended: Sequence[str]) -> Words:
    """By which motion the count is certified, and which dockets have amended it since."""
    hour = long_day_and_hour(datetime.fromisoformat(vote.hour))
    again = n_(
        "Docket {dockets} has amended it since: it is certified again.",
        "Dockets {dockets} have amended it since: it is certified again.",
        len(amended),
        dockets=joined(amended),
    )
    return beside(_("Certified by motion {number}, {hour}.", number=vote.number, hour=hour), again if amended else "")


def _who_certifies(troubles: tuple[str, ...]) -> str:
    if troubles:
        return _(
            "The secretary records it once nothing stands in the way; before that a supervisor does, with a reason."
        )
    return _("The secretary records it.")
