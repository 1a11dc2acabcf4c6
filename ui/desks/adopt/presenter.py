"""The accounts of a case file of an older form, which an administrator looks at and confirms before anything is approved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from adjudicator.office import Office
from adjudicator.office.desks.vouching import Account
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, n_, plural
from ui.parts import Column, ListWords, Notice, Row
from ui.shared.listening import Listening
from ui.shared.people_words import roles_words

COLUMNS = (
    Column("name", _("Name"), "strong", 150),
    Column("id", _("Short name"), width=100),
    Column("roles", _("Roles"), width=170),
    Column("account", _("Account"), "muted", 80),
    Column("done", _("What was done under it until now"), width=420, stretch=True),
)
WORDS = ListWords(
    plural("{count} account", "{count} accounts"),
    _("accounts"),
    _("There are no accounts"),
    hint=_("Filter accounts"),
    icon="users",
)
SAYS = (
    _(
        "This file comes from an older version of the program, in which acts were not signed one by one. Anyone who held the "
        "file could have made an account in it. Look at each account: do you know the person, are the roles right, did they "
        "do what is listed?"
    ),
    _(
        "Confirming says that you vouch for all of them as they stand. Until then nothing can be approved or released. If "
        "nobody knows an account, close it in Setup first."
    ),
)
CHANGED = Notice(
    _("The accounts have changed since they were shown: nothing was confirmed"),
    _("This is how they stand now."),
    _("Look again, then confirm."),
    kind="warning",
)


@dataclass(frozen=True, slots=True)
class AdoptScreen:
    """The accounts, a row each; `confirm` is the word on the button that vouches for all of them."""

    says: tuple[str, ...]
    rows: tuple[Row, ...]
    confirm: str
    strip: Notice | None = None


class AdoptPresenter(Listening[AdoptScreen]):
    """Confirms them. `done` is called with what happened; `go` brings a desk to the front."""

    def __init__(self, office: Office, done: Callable[[str], None], go: Callable[[str, str], None]) -> None:
        self._office, self._done, self._go = office, done, go
        self._shown = office.vouching.accounts()
        super().__init__(_screen(self._shown))

    def confirm(self) -> None:
        """Confirm all accounts as they are shown; where one has changed since, they are shown anew."""
        if tuple(each.person for each in self._shown) != self._office.people.everyone():
            self._shown = self._office.vouching.accounts()
            self.show(_screen(self._shown, CHANGED))
            return
        done = self._office.vouching.adopt()
        if isinstance(done, Refusal):
            self.show(replace(self.screen, strip=Notice(_("The accounts were not confirmed"), done.words)))
            return
        self._done(
            n_(
                "The accounts are confirmed: {count} account",
                "The accounts are confirmed: {count} accounts",
                len(self._shown),
            )
        )

    def to_setup(self) -> None:
        """Go to Setup to close an account first; the band over the screens leads back."""
        self._go("setup", "people")


def _screen(accounts: tuple[Account, ...], strip: Notice | None = None) -> AdoptScreen:
    return AdoptScreen(
        SAYS,
        tuple(map(_row, accounts)),
        n_("Confirm {count} account", "Confirm {count} accounts", len(accounts)),
        strip,
    )


def _row(account: Account) -> Row:
    person = account.person
    stands = _("Open") if person.active else _("Closed")
    return Row(person.id, (person.name, person.id, roles_words(person.roles), stands, account.words))
