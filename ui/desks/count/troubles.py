"""What does not fit, as the account gives it, and explaining it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adjudicator.canvass.trouble import Trouble
from adjudicator.office import Office
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside, n_
from ui.desks.count.screen import TroubleLine, TroublesScreen
from ui.desks.count.words import trouble_line
from ui.parts import Notice
from ui.shared.asking import AskedField, AskedForm
from ui.shared.desk import Shell

MOST_OPEN = 3
"""So many are shown until all are asked for: what people enter has to stay in sight."""


class Troubles:
    """What does not fit now; one of them is being explained while `_asked` says which."""

    def __init__(self, office: Office, shell: Shell, changed: Callable[[], None]) -> None:
        self._office, self._shell, self._changed = office, shell, changed
        self._asked: Trouble | None = None
        self._unfolded = False
        self._problems: dict[str, str] = {}
        self.strip: Notice | None = None

    def screen(self) -> TroublesScreen:
        """All of it as it stands."""
        found = self._office.tabulation.troubles()
        waiting = tuple(self._line(each) for each in found if not each.settled)
        settled = tuple(self._line(each) for each in found if each.settled)
        longest = waiting if self._unfolded else waiting[:MOST_OPEN]
        folded = len(waiting) - len(longest) + len(settled)
        return TroublesScreen(
            title=n_("{count} number does not fit", "{count} numbers do not fit", len(waiting))
            if waiting
            else _("Everything fits that was entered so far"),
            open=longest,
            settled=settled if self._unfolded else (),
            fold=self._fold_words(folded, waits=bool(waiting)),
            ask=self._ask(),
        )

    def fold(self) -> None:
        """Show all of it, what is explained with it; or what stands longest alone."""
        self._unfolded = not self._unfolded
        self._changed()

    def ask(self, about: str) -> None:
        """Ask for the explanation of one; empty: no longer."""
        found = self._office.tabulation.troubles() if about else ()
        self._asked = next((each for each in found if each.about == about), None)
        self._problems = {}
        self._changed()

    def ask_first(self) -> None:
        """Ask for the explanation of what stands longest."""
        waiting = next((each for each in self._office.tabulation.troubles() if not each.settled), None)
        if waiting is not None and self._office.may("explain") is None:
            self.ask(waiting.about)

    def answer(self, values: Mapping[str, str]) -> None:
        """Record the explanation."""
        asked, words = self._asked, values.get("words", "").strip()
        if asked is None:
            return
        self._problems = {} if words else {"words": _("Write what happened, in a sentence or two.")}
        if words:
            done = self._office.tabulation.explain(asked, words)
            self.strip = Notice(done.words) if isinstance(done, Refusal) else None
            self._asked = None
            if not isinstance(done, Refusal):
                self._shell.said(_("The difference is explained"))
        self._changed()

    def _fold_words(self, folded: int, *, waits: bool) -> str:
        if self._unfolded:
            return _("Show less")
        if folded and not waits:
            return n_("Show {count} that is explained", "Show {count} that are explained", folded)
        return n_("Show {count} more", "Show {count} more", folded) if folded else ""

    def _line(self, trouble: Trouble) -> TroubleLine:
        mine = self._office.may("explain") is None
        count = self._office.tabulation.count()
        words = count.explained.get(trouble.about)
        explained = ""
        if trouble.settled and words is not None:
            who, said = self._office.people.name_of(words.by), self._office.tabulation.words_of(words.words)
            said = _('"{words}"', words=said) if said else ""
            explained = beside(_("Explained by {person}.", person=who), said)
        return trouble_line(trouble, _("Explain") if mine and not trouble.settled else "", explained)

    def _ask(self) -> AskedForm | None:
        if self._asked is None:
            return None
        line = trouble_line(self._asked, "", "")
        words = AskedField(
            "words", _("What happened"), _("It is printed with the reconciliation. No voter's name."), kind="long"
        )
        return AskedForm(
            line.about,
            _("Explain the difference"),
            _("Record"),
            (words,),
            beside(line.words, line.numbers),
            problems=dict(self._problems),
        )
