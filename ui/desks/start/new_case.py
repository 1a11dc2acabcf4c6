"""The pack of a new case: the one that fits the day of its election, or another; and what is missing before it is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from adjudicator.law.rules.pack import Pack
from adjudicator.office.behind.law.laws import NO_LAW, NO_LAW_REMEDY, reason_problem
from adjudicator.records.trouble import Problem
from adjudicator.resources import fitting, is_example, packs
from adjudicator.words import _, beside, capital, told
from adjudicator.words.dates import dated
from ui.desks.start.screen import StartScreen
from ui.parts import Choice, Notice
from ui.shared.differs import before_use, differs_notice, pack_choice

TO_READ = _("Still to read: where the pack differs from the statute.")

WHO_READ = _("Write who has read this example, and when.")


class PackOffer:
    """The packs that can be used, read when the form of a new case is opened."""

    def __init__(self) -> None:
        self._packs: tuple[Pack, ...] = ()

    def opened(self, screen: StartScreen) -> StartScreen:
        """The form with the packs as they are now; one of the county's own that cannot be used is named, with the reason."""
        self._packs, problems = packs()
        return self.for_election(replace(screen, strip=_unusable(problems) if problems else None))

    def for_election(self, screen: StartScreen) -> StartScreen:
        """The form once its definition was chosen: the pack that fits is proposed unless somebody chose one."""
        day = screen.definition.day
        fits = fitting(day) if day else None
        ordered = sorted(self._packs, key=lambda each: fits is None or each.id != fits.id)
        choices = tuple(_choice(place, each, fits) for place, each in enumerate(ordered, 1))
        offered = fits.id if fits else ""
        screen = replace(screen, packs=choices, offered=offered)
        return self._with(screen, offered if screen.proposed else screen.pack)

    def chosen(self, screen: StartScreen, pack_id: str) -> StartScreen:
        """The form with a pack that somebody chose."""
        return self._with(replace(screen, proposed=False), pack_id)

    def _with(self, screen: StartScreen, pack_id: str) -> StartScreen:
        """The form with a pack, which nobody has read yet where it is another one."""
        law = next((each for each in self._packs if each.id == pack_id), None)
        fits = next((each for each in self._packs if each.id == screen.offered), None)
        outside = _outside(law, screen.definition.day, fits)
        read = screen.read and pack_id == screen.pack
        screen = replace(
            screen, pack=law.id if law else "", differs=differs_notice(law) if law else None, read=read,
            outside=outside, wants_reason=law is not None and outside is not None,
        )  # fmt: skip
        return judged(screen)


def _unusable(problems: Sequence[Problem]) -> Notice:
    """That a pack of the county's own is not offered, and the first thing that is wrong with it."""
    first = problems[0]
    what = _("A pack of your own cannot be used: {pack}", pack=first.file.partition("/")[0])
    why = _("{what}.", what=capital(beside(first.place, first.what, by=": ")))
    return Notice(what, why, first.remedy, kind="warning")


def _choice(place: int, pack: Pack, fits: Pack | None) -> Choice:
    return pack_choice(place, pack, fits=fits is not None and pack.id == fits.id)


def _outside(law: Pack | None, day: date | None, fits: Pack | None) -> Notice | None:
    """That the pack is an example or not the law on the day, or that there is none to propose; None where all is well."""
    if day is None:
        return None
    if law is not None:
        return before_use(law, day, fits)
    return None if fits else Notice(told(NO_LAW, day=dated(day)), remedy=NO_LAW_REMEDY, kind="warning")


def reason_troubles(screen: StartScreen, reason: str) -> dict[str, str]:
    """What is wrong with the reason for a pack, where the form wants one."""
    if not screen.wants_reason:
        return {}
    if not reason.strip():
        return {"reason": WHO_READ if is_example(screen.pack) else _("Write why this pack is used for this election.")}
    problem = reason_problem(reason)
    return {"reason": _("{sentence}.", sentence=problem)} if problem else {}


def judged(screen: StartScreen) -> StartScreen:
    """Whether a case can be made from what was chosen and read, and what is missing in words."""
    wanted = (
        (screen.definition.usable, _("an election's definition")),
        # it is proposed once the day of the election is known
        (bool(screen.pack) or not screen.definition.usable, _("a pack of rules")),
        (bool(screen.place), _("a place for the file")),
    )
    missing = [words for fine, words in wanted if not fine]
    to_read = screen.differs is not None and not screen.read
    to_choose = _("Still to choose: {things}.", things=beside(*missing, by=", ")) if missing else ""
    may_make = bool(screen.pack) and not missing and not to_read
    return replace(screen, may_make=may_make, missing=beside(to_choose, TO_READ if to_read else ""))
