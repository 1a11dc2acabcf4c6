"""The form of a motion: what is written of its vote, the rulings on a docket's envelopes, and recording it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from adjudicator.casework.record.count_state import DocketState, Ruling, Vote
from adjudicator.export.paper.board_pages import vote_words
from adjudicator.office import Done, Office
from adjudicator.records.trouble import Refusal
from adjudicator.words import _
from adjudicator.words.dates import long_day_and_hour
from ui.desks.board.entering import NUMBERS, number_of, read_taken_out, read_vote
from ui.desks.board.ready import WHILE_DRAWN
from ui.desks.board.screen import VoteForm
from ui.desks.board.words import Cards, by_question, case_row, figures
from ui.parts import Choice, Notice, Row
from ui.shared.desk import Shell
from ui.shared.drafting import NOTHING, TakenUp, Values
from ui.shared.standing import refused

COUNT, IN_PART, NOT, NONE = "count", "in_part", "do_not_count", "none"
RULES = (
    Choice("1", COUNT, _("Count")),
    Choice("2", IN_PART, _("Count in part"), _("Choose the contests that do not count.")),
    Choice("3", NOT, _("Do not count")),
    Choice("0", NONE, _("No ruling at this meeting"), _("It goes on the next docket.")),
)
HOW = (
    Choice("", "now", _("At the meeting, at this screen")),
    Choice("", "later", _("On paper at the meeting, entered later")),
)
"""When a vote was written down: the second is said on screen, in the minutes and in the record."""

TITLES: Mapping[str, Callable[[str], str]] = {
    "docket": lambda docket: _("The vote on docket {docket}", docket=docket),
    "authority": lambda __: _("The motion that lets staff go on"),
    "certify": lambda __: _("The motion that certifies the count"),
}
"""What a motion is on -> the form's title, given the docket."""


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


class Votes:
    """The vote that is being entered, if any. While `busy`, none is begun or recorded."""

    def __init__(
        self, office: Office, shell: Shell, cards: Cards, changed: Callable[[], None], busy: Callable[[], bool]
    ) -> None:
        self._office, self._shell, self._cards, self._changed, self._busy = office, shell, cards, changed, busy
        self._entering: Entering | None = None
        self.strip: Notice | None = None

    @property
    def is_open(self) -> bool:
        """Whether a vote is being entered."""
        return self._entering is not None

    def why_not(self, docket: DocketState) -> Refusal | None:
        """Why no vote on a docket can be entered by the person signed in, None where it can."""
        if docket.vote is not None and docket.vote.carried:
            return Refusal("voted_already", _("The board has voted on it."))
        return self._office.may("record_vote")

    # beginning

    def begin_on(self, docket: DocketState) -> None:
        """Open the form of a vote on a docket."""
        if self.why_not(docket) is None:
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
        if self._busy():
            return
        now = str(long_day_and_hour(self._office.now()))
        written = {"number": "", "hour": now, "how": "now", "in_favor": "", "against": "0", "abstained": "0"}
        self._entering, self.strip = Entering(kind, about, {**written, "text": str(text)}, case=case), None
        self._changed()

    def leave(self) -> None:
        """Leave the form; what was written is let go."""
        self._entering = None

    # entering

    def write(self, name: str, value: str) -> None:
        """Keep what is written in a field of the vote."""
        if self._entering is not None and self._entering.written.get(name) != value:
            self._entering.written[name] = value
            if name in NUMBERS:
                self._changed()

    def look_at(self, number: str) -> None:
        """Choose the envelope that a ruling is given for."""
        if self._entering is not None and number and number != self._entering.case:
            self._entering.case = number
            self._changed()

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
            entering.case = self._next_case(entering)
        self._changed()
        return goes_on

    def rule_contest(self, contest: str) -> None:
        """Rule a contest of the case out, or let it count again."""
        entering = self._entering
        if entering is None or entering.case not in entering.in_part:
            return
        out = entering.rulings[entering.case].ruled_out
        changed = tuple(each for each in out if each != contest) if contest in out else (*out, contest)
        entering.rulings[entering.case] = Ruling(COUNT, changed)
        self._changed()

    def _next_case(self, entering: Entering) -> str:
        docket = self._docket(entering)
        questions = docket.questions if docket is not None else {}
        return next((each for each in questions if each not in entering.rulings), entering.case)

    def _docket(self, entering: Entering) -> DocketState | None:
        return self._office.board.docket(entering.about) if entering.kind == "docket" else None

    # recording

    def record(self, written: Mapping[str, str]) -> None:
        """Record the vote that is entered."""
        entering = self._entering
        if entering is None:
            return
        entering.written |= written
        vote, entering.troubles = read_vote(entering.written, self._office.election.date, self._office.now())
        docket = self._docket(entering)
        removed, trouble = read_taken_out(entering.written.get("removed", ""), docket.items if docket else ())
        if trouble and docket is not None:
            entering.troubles["removed"] = trouble
        empty = next((number for number in entering.in_part if not entering.rulings[number].ruled_out), "")
        if empty:
            entering.troubles["text"] = _(
                "Choose the contests that do not count on the ballot of envelope {number}.", number=empty
            )
        if self._busy():
            self.strip = WHILE_DRAWN
        elif vote is not None and not entering.troubles:
            self._said(self._act(entering, docket, vote, removed), vote)
        self._changed()

    def _act(
        self, entering: Entering, docket: DocketState | None, vote: Vote, removed: Mapping[str, str]
    ) -> Done | Refusal:
        board = self._office.board
        if docket is not None:
            return board.vote(docket, vote, removed, entering.rulings)
        if entering.kind == "authority":
            return board.give_authority(vote)
        return board.certify(vote, entering.written.get("override", ""))

    def _said(self, done: Done | Refusal, vote: Vote) -> None:
        if isinstance(done, Refusal):
            self.strip = refused(done)
            return
        said = _("Motion {number}: {vote}", number=vote.number, vote=vote_words(vote))
        self.strip, self._entering = Notice(said, kind="done"), None
        self._shell.said(said)

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
        if value["kind"] not in TITLES:
            return NOTHING
        rulings = {number: Ruling(each[0], tuple(each[1:])) for number, each in value["rulings"].items()}
        entering = Entering(
            value["kind"], value["about"], dict(value["written"]), rulings, set(value["in_part"]), value["case"]
        )
        docket = self._docket(entering)
        if entering.kind == "docket" and (docket is None or self.why_not(docket) is not None):
            return TakenUp(
                stands=False, notice=Notice(_("The board has voted on this docket meanwhile"), kind="notice")
            )
        self._entering = entering
        return TakenUp()

    # the form

    def form(self) -> VoteForm | None:
        """The form as it stands, None while nothing is entered."""
        entering = self._entering
        if entering is None:
            return None
        docket, ruling = self._docket(entering), entering.rulings.get(entering.case)
        is_in_part, questions = entering.case in entering.in_part, docket.questions if docket is not None else {}
        return VoteForm(
            kind=entering.kind,
            about=entering.about,
            title=TITLES[entering.kind](entering.about),
            written=entering.written,
            how=HOW,
            troubles=entering.troubles,
            result=_result(entering.written),
            figures=figures(docket.outcomes, docket.reasons) if docket is not None else (),
            so_far=_so_far(len(questions), sum(number in entering.rulings for number in questions)),
            case=self._cards.card(entering.case) if docket is not None else None,
            cases=tuple(
                case_row(number, codes, entering.rulings.get(number), in_part=number in entering.in_part)
                for number, codes in by_question(questions)
            ),
            rules=RULES if questions else (),
            ruled=IN_PART if is_in_part else ruling.ruling if ruling is not None else NONE,
            contests=self._contests(entering.case, ruling) if is_in_part else None,
            overrides=entering.kind == "certify" and bool(self._office.board.in_the_way()),
        )

    def _contests(self, number: str, ruling: Ruling | None) -> tuple[Row, ...]:
        out = ruling.ruled_out if ruling is not None else ()
        return tuple(
            Row(contest, (title, _("does not count") if contest in out else _("counts")))
            for contest, title in self._office.board.contests_of(number)
        )


def _so_far(cases: int, ruled: int) -> str:
    return _("A ruling is entered on {ruled} of {cases}.", ruled=ruled, cases=cases) if cases else ""


def _result(written: Mapping[str, str]) -> str:
    """What the numbers that are written come to."""
    in_favor, against = number_of(written.get("in_favor", "")), number_of(written.get("against", ""))
    if in_favor is None or against is None:
        return ""
    return _("The motion carries.") if in_favor > against else _("The motion does not carry.")
