"""The Rules tab: the pack in force laid open, a motion of the board on a position, and another pack."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from adjudicator.casework.record.entry import Entry
from adjudicator.casework.telling.consequence_words import moved_words
from adjudicator.law.rules.pack import Pack
from adjudicator.law.rules.position import Motion, Position
from adjudicator.law.rules.span import holds_on
from adjudicator.law.telling.span_words import because_words, span_of
from adjudicator.office import Office
from adjudicator.office.desks.law import LAWMAKING, Enacted
from adjudicator.resources import fitting, pack_ids, packs
from adjudicator.words import _, beside, n_, small, told
from adjudicator.words.dates import long_day, long_day_and_hour
from ui.desks.setup.changes import Changing, Proposal, Worked
from ui.desks.setup.pack import CHIPS, LIST, PackReader
from ui.desks.setup.positions import motion_choices, motion_title
from ui.desks.setup.screen import MotionForm, NewMotion, PackScreen, PacksForm
from ui.desks.setup.titles import title_of
from ui.parts import Notice
from ui.shared.differs import before_use, differs_notice, pack_choice
from ui.shared.law_card import LawCard
from ui.shared.reading_times import read_day_of_season
from ui.shared.work import TellsProgress

POSITION = "position:"
WHY = _("Kept with the change, such as counsel's advice and its date. Write nothing about a voter.")
FOLLOWS = _("Every recommendation follows from this pack and nothing else. Every determination names its digest.")
STAY = _("The pack in force is the law on that day.")
DATE_WORDS = _("Write a date such as Nov 5, 2020 or 11/5/2020.")


class LawPart:
    """What a person can do on the Rules tab. `refresh` draws Setup anew."""

    def __init__(self, office: Office, changing: Changing, refresh: Callable[[], None]) -> None:
        self._office, self._changing, self._refresh = office, changing, refresh
        self._reader = PackReader(office.law.pack)
        self._enacted: tuple[Enacted, ...] | None = None
        self._opened, self._form, self._wanted = "", "", ""
        self._packs: tuple[Pack, ...] = ()
        self._troubles: Mapping[str, str] = {}

    def screen(self) -> PackScreen:
        """The tab as it stands; it follows the pack in force."""
        law = self._office.law.pack
        if law.digest != self._reader.pack.digest:
            self._reader, self._enacted = PackReader(law), None
        return PackScreen(
            name=told(law.name),
            under=self._under(law),
            digest=law.digest.removeprefix("sha256:"),
            list=replace(LIST, rows=self._reader.rows),
            chips=CHIPS,
            differs=None if self._form else differs_notice(law),
            open=self._card(),
            another=_("Use another pack") if self._office.may("change_pack") is None else "",
            motion=self._motion_form() if self._form == "motion" else None,
            packs=self._packs_form(law) if self._form == "pack" else None,
        )

    def heard(self, entries: Sequence[Entry]) -> None:
        """Something was recorded; by another window where no entries are told. Who enacted the law is read anew then."""
        if not entries or any(entry.kind in LAWMAKING for entry in entries):
            self._enacted = None

    def open(self, part: str) -> None:
        """Lay a part of the pack open."""
        if part != self._opened:
            self._opened = part
            self.forget()
            self._refresh()

    def forget(self) -> None:
        """Leave a form without doing anything."""
        self._form, self._wanted, self._troubles = "", "", {}

    # a motion

    def begin_motion(self) -> None:
        """Open the form for a motion on the position that is laid open."""
        if self._position() is not None and self._may_move():
            self._form, self._troubles = "motion", {}
            self._refresh()

    def propose_motion(self, new: NewMotion) -> None:
        """Show what a motion would change. What is wrong with it stands beside its field."""
        position = self._position()
        day = read_day_of_season(new.date, self._office.election.date)
        self._troubles = self._motion_troubles(new, day)
        if self._troubles or position is None or day is None:
            self._refresh()
            return
        motion = Motion(new.number.strip(), day.isoformat(), new.text.strip())
        desk = self._office.law

        def work_out(progress: TellsProgress) -> Worked:
            draft = desk.another_choice(position.id, new.value, motion, progress)
            return Worked(draft.shown.found, lambda __, restore: desk.set_position(draft.chosen(restore=restore)))

        self._changing.propose(Proposal(
            title=_("{motion}: {position}", motion=motion_title(motion), position=small(title_of(position.id))),
            says=beside(told(position.asks), told(position.said(new.value))),
            confirm=_("Record the motion"),
            said=_("Motion {number} recorded: {position}", number=motion.number, position=small(title_of(position.id))),
            work_out=work_out,
        ))  # fmt: skip

    # another pack

    def begin_pack(self) -> None:
        """Open the choice of another pack."""
        if self._office.may("change_pack") is None:
            self._form, self._wanted, self._packs = "pack", "", packs()[0]
            self._refresh()

    def choose_pack(self, rules: str) -> None:
        """Say which pack is meant, so that what it says of the statute can be read first."""
        self._wanted = rules
        self._refresh()

    def take_offered(self) -> None:
        """Choose the pack that fits the election instead of the chosen one."""
        fits = self._fitting()
        if fits is not None and self._form == "pack":
            self.choose_pack(fits.id)

    def propose_pack(self) -> None:
        """Show what the chosen pack would change."""
        wanted, desk = next((each for each in self._packs if each.id == self._wanted), None), self._office.law
        if wanted is None:
            return

        def work_out(progress: TellsProgress) -> Worked:
            draft = desk.another_pack(wanted.id, progress)
            return Worked(
                draft.shown.found,
                lambda reason, restore: desk.change_pack(draft.chosen(restore=restore), reason),
                moved_words(draft.moved),
            )

        self._changing.propose(Proposal(
            title=_("Use another pack: {pack}", pack=wanted.name),
            says=_(
                "It replaces {pack}. Motions of the board stay in force where the new pack asks the same question.",
                pack=told(self._office.law.pack.name),
            ),
            confirm=_("Put this pack in force"),
            said=_("Rules in force: {pack}", pack=wanted.name),
            work_out=work_out,
            reason=WHY,
            notice=self._before_it(wanted),
        ))  # fmt: skip

    # making the screen

    def _card(self) -> LawCard | None:
        position = self._position()
        if position is None:
            return self._reader.card(self._opened)
        card = self._reader.card(self._opened, self._recorded(position))
        return replace(card, act=_("Record a motion") if self._may_move() else "") if card else None

    def _may_move(self) -> bool:
        """Whether the person may record a motion; the pack has to be one that this program has."""
        return self._office.may("set_position") is None and self._reader.pack.id in pack_ids()

    def _position(self) -> Position | None:
        name = self._opened.removeprefix(POSITION) if self._opened.startswith(POSITION) else ""
        return next((each for each in self._reader.pack.positions if each.id == name), None)

    def _under(self, law: Pack) -> tuple[str, ...]:
        moved = sum(position.motion is not None for position in law.positions)
        motions = n_("{count} motion of the board", "{count} motions of the board", moved) if moved else ""
        because = [because_words(law)] if law.chosen_because else []
        return (beside(_span(law), told(law.says)), beside(self._in_force(), motions, by="; "), *because, FOLLOWS)

    def _in_force(self) -> str:
        put = next((each for each in self._history() if not each.position), None)
        if put is None:
            return _("In force since the case was made, {when}", when=self._moment(self._office.case.opened_at))
        return _(
            "Put in force by {person}, {when}",
            person=self._office.people.name_of(put.by),
            when=self._moment(put.at),
        )

    def _recorded(self, position: Position) -> str:
        put = next((each for each in self._history() if each.position == position.id), None)
        if put is None or position.motion is None:
            return ""
        return _("Recorded by {person}, {when}", person=self._office.people.name_of(put.by), when=self._moment(put.at))

    def _history(self) -> tuple[Enacted, ...]:
        if self._enacted is None:
            self._enacted = self._office.law.history()
        return self._enacted

    def _moment(self, at: str) -> str:
        return long_day_and_hour(self._office.local(at))

    def _motion_form(self) -> MotionForm | None:
        position = self._position()
        if position is None:
            return None
        today = long_day(self._office.now())
        return MotionForm(
            position.id, title_of(position.id), told(position.asks), motion_choices(position), position.value, today,
            self._troubles,
        )  # fmt: skip

    def _motion_troubles(self, new: NewMotion, day: date | None) -> dict[str, str]:
        to_come = day is not None and day > self._office.now().date()
        checks = (
            ("number", bool(new.number.strip()), _("Write the motion's number, as in the minutes.")),
            ("date", day is not None, DATE_WORDS),
            ("date", not to_come, _("The date of a motion cannot be in the future.")),
            ("text", bool(new.text.strip()), _("Write the motion's text, as the board moved it.")),
        )
        return {field: words for field, fine, words in checks if not fine}

    def _packs_form(self, law: Pack) -> PacksForm:
        others = [each for each in self._packs if each.id != law.id]
        fits = self._fitting()
        choices = tuple(pack_choice(place, each, fits=each == fits) for place, each in enumerate(others, 1))
        wanted = next((each for each in others if each.id == self._wanted), None)
        if wanted is None:
            return PacksForm(choices, self._wanted)
        return PacksForm(choices, self._wanted, self._outside(wanted), differs_notice(wanted))

    def _fitting(self) -> Pack | None:
        """The pack that fits the election best, where it can be put in force."""
        fits = fitting(self._office.election.date)
        return next((each for each in self._packs if fits is not None and each.id == fits.id), None)

    def _outside(self, wanted: Pack) -> Notice | None:
        """That a pack is an example, or not the law on the day of the election; the one that is is offered, or is in force
        already.
        """
        law, fits, day = self._office.law.pack, self._fitting(), self._office.election.date
        if not holds_on(law, day):
            return before_use(wanted, day, fits)
        found = before_use(wanted, day)
        return replace(found, remedy=beside(found.remedy, STAY)) if found else None

    def _before_it(self, wanted: Pack) -> Notice | None:
        """What is to be read before a pack is put in force: that it is another year's, and where it is not the statute."""
        outside, differs = self._outside(wanted), differs_notice(wanted)
        if outside is None or differs is None:
            return replace(outside, action="") if outside else differs
        return replace(outside, action="", why=beside(outside.why, beside(differs.what, differs.why, by=": ")))


def _span(law: Pack) -> str:
    """A pack's id, and from when until when it is the law."""
    span = span_of(law)
    return _("{pack}, the law {span}.", pack=law.id, span=span) if span else f"{law.id}."
