"""Setup's question whether a station's copy leaves the shared case and goes on alone: who signs that, and that it is done.

Passwords pass through: each is tried off the window's thread, and none is kept in the Screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from adjudicator.casework.record.rights import together_answer
from adjudicator.office import Office
from adjudicator.office.behind.entrance import Trial
from adjudicator.office.behind.files.leaving import LeavingCopy
from adjudicator.people.keys import SigningKey
from adjudicator.port.answers import Head
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import _, n_
from ui.parts import Choice, Notice, Working
from ui.shared.asking import SEATS, AskedField, AskedForm, Seats, TheOthers
from ui.shared.desk import Shell
from ui.shared.drafting import Values
from ui.shared.work import LongWork

CHOICE = _("Leave, and go on with this copy alone")
MEANS = _(
    "The other stations go on without what is recorded here, and what they record does not come here any more. Every release "
    'and sheet of this copy says "not the shared record". What was begun here and not recorded is gone. An administrator and '
    "a supervisor sign this, two people."
)
NOT_LEFT = _("The shared case was not left")
STOPPED = Notice(NOT_LEFT, _("It was stopped; the copy is as it was."), kind="notice")
NO_PASSWORD = _("Type your password.")
NOBODY_ELSE = _("Choose the other person who signs.")
NO_OTHER_PASSWORD = _("The other person types their own password.")
OWN = "password"

Signing = Sequence[tuple[str, str, str]]
"""People who sign, each with the password that they typed, and the field at which it stands what is wrong with it."""


class GoingOnPart:
    """The question, and what is done with its answer.

    `changed` draws, `tell` is told what went wrong, `said` what was done. `forget_by` has the system's keyring forget the
    password of this station's login, which is of no use any more.
    """

    def __init__(
        self,
        office: Office,
        shell: Shell,
        changed: Callable[[], None],
        tell: Callable[[Notice], None],
        said: Callable[[str], None],
        forget_by: Callable[[Callable[[], bool]], None],
    ) -> None:
        self._office, self._shell, self._changed, self._tell, self._said = office, shell, changed, tell, said
        self._forget_by = forget_by
        self._trying = LongWork(shell.run, changed)
        self._asks = False
        self._problems: dict[str, str] = {}

    @property
    def working(self) -> Working | None:
        """That passwords are being tried."""
        return self._trying.working

    def form(self) -> AskedForm | None:
        """The question, None while it is not asked."""
        if not self._asks:
            return None
        own = AskedField(OWN, _("Your password"), kind="secret", chained=False)
        return AskedForm("go_on", CHOICE, _("Leave and go on"), (own,), MEANS, self._seats(), self._problems)

    def ask(self) -> None:
        """Ask who signs."""
        self._asks, self._problems = True, {}
        self._changed()

    def take_back(self) -> None:
        """Think better of it."""
        self.forget()
        self._changed()

    def forget(self) -> None:
        """Nothing is asked any more, and nothing tried."""
        self._trying.stop()
        self._asks, self._problems = False, {}

    def answer(self, values: Values, others: TheOthers) -> None:
        """Try the passwords of both, and let the copy go on; what is refused stands at its field."""
        me = self._office.people.signed_in
        if me is None or self.working is not None:
            return
        own, (other, password) = str(values.get(OWN, "")), next(iter(others), ("", ""))
        self._problems = {} if own else {OWN: NO_PASSWORD}
        if not other or not password:
            self._problems[SEATS] = NO_OTHER_PASSWORD if other else NOBODY_ELSE
        if self._problems:
            self._changed()
            return
        try:
            going_on = self._office.sharing.going_on()
        except WorldError as error:
            self._failed(error)
            return
        if isinstance(going_on, Refusal):
            self._refuse(SEATS, going_on)
        else:
            self._try_each(going_on, ((me.id, own, OWN), (other, password, SEATS)))

    def _seats(self) -> Seats:
        """The person signed in, and who may be the other of the two."""
        me = self._office.people.signed_in
        roles = frozenset(me.roles) if me is not None else frozenset[str]()
        people = tuple(
            Choice("", each.id, each.name)
            for each in self._office.people.everyone()
            if each.active and (me is None or each.id != me.id) and together_answer(roles, frozenset(each.roles))
        )
        name = me.name if me is not None else ""
        return Seats(name, people, (_("First person"), _("Second person")), later=False)

    def _try_each(self, going_on: LeavingCopy, signing: Signing) -> None:
        """Try the password of the first, then those of the others; once all have signed, it is done."""
        if not signing:
            self._go_on(going_on)
            return
        (person, password, field), *others = signing
        try:
            trial = going_on.try_password(person)
        except WorldError as error:  # tries are counted at the server, while it answers
            self._failed(error)
            return
        if isinstance(trial, Refusal):
            self._refuse(field, trial)
            return
        tried = partial(self._tried, going_on, trial, field, others)
        self._trying.start(_("Trying the passwords"), lambda __: trial.unwrap(password), tried, self._failed)

    def _tried(self, going_on: LeavingCopy, trial: Trial, field: str, others: Signing, key: SigningKey | None) -> None:
        try:
            refusal = going_on.sign(trial, key)
        except WorldError as error:
            self._failed(error)
            return
        if refusal is not None:
            self._refuse(field, refusal)
        else:
            self._try_each(going_on, others)

    def _go_on(self, going_on: LeavingCopy) -> None:
        refusal = going_on.refused()
        if refusal is not None:
            self._refuse(SEATS, refusal)
            return
        self.take_back()
        # asked before: once the copy has left, nothing says any more where its server was
        ended = partial(self._ended, self._office.sharing.forgetting())
        self._shell.run_alone(_("Leaving the shared case"), going_on, ended, self._failed)

    def _ended(self, forgetting: Callable[[], bool] | None, head: Head | None) -> None:
        if head is None:
            self._tell(STOPPED)
            return
        said = n_(
            "This copy goes on alone, with {count} entry. Have its login revoked at another station",
            "This copy goes on alone, with {count} entries. Have its login revoked at another station",
            head.size,
        )
        self._said(said)
        if forgetting is not None:
            self._forget_by(forgetting)

    def _refuse(self, field: str, refusal: Refusal) -> None:
        self._problems = {field: refusal.words}
        self._changed()

    def _failed(self, error: WorldError) -> None:
        self._tell(Notice(_("{what}: {trouble}", what=NOT_LEFT, trouble=error.what), remedy=error.remedy))
