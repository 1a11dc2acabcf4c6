"""The part of Setup for the case file itself: whether it is encrypted, and its passphrase."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from adjudicator.office import Office
from adjudicator.office.behind.files.passphrase_change import PassphraseChange
from adjudicator.office.behind.room import Done
from adjudicator.office.desks.at_rest import FOR_THE_OTHERS
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import _, beside
from ui.parts import Notice
from ui.shared.desk import Shell
from ui.shared.people_words import LOST, RULE, passphrase_troubles

ENCRYPTED, PLAIN = _("The case file is encrypted"), _("The case file is not encrypted")
WHAT_ENCRYPTED = _("Anyone who gets hold of it, or of a backup of it, learns nothing but its size.")
WHAT_PLAIN = _("Anyone who gets hold of it, or of a backup of it, can read every voter's name and address in it.")
WHAT_CHANGING = _(
    "First close every other window and command that has it open. Its scans change with it. Backups made before stay as "
    "they are: under their old passphrase, or not encrypted."
)
STOPPED = Notice(_("The passphrase was not changed"), _("It was stopped; every file is as it was."), kind="notice")
NOT_AN_ADMINISTRATOR = _("Only an administrator can change this.")


@dataclass(frozen=True, slots=True)
class AtRestScreen:
    """How the case file lies on the disk. `label` is the word of the first field, `act` that on the button.

    `roll` offers to take the roll along, empty where there is none to take; `shared` says which other cases use it and what
    follows for them, and then it goes along only where a person chooses it; `apart` says what lies under another passphrase
    than the case. `may_not` says why nothing can be changed here, empty where it can; `troubles` what is wrong, by field.
    `turn` is another once what was written has been used, so that it is forgotten.
    """

    title: str
    says: tuple[str, ...]
    encrypted: bool
    label: str
    act: str
    rule: str = RULE
    if_lost: str = LOST
    may_not: str = ""
    roll: str = ""
    shared: str = ""
    apart: str = ""
    troubles: Mapping[str, str] = field(default_factory=dict[str, str])
    turn: int = 0


class AtRestPart:
    """Its acts. `changed` draws; `refused` is told what was refused, `tell` what went wrong, `said` what was done."""

    def __init__(
        self,
        office: Office,
        shell: Shell,
        changed: Callable[[], None],
        refused: Callable[[Refusal], None],
        tell: Callable[[Notice], None],
        said: Callable[[str], None],
    ) -> None:
        self._office, self._shell, self._changed = office, shell, changed
        self._refused, self._tell, self._said = refused, tell, said
        self._troubles: dict[str, str] = {}
        self._turn = 0

    def screen(self, *, in_front: bool = True) -> AtRestScreen:
        """The part as it stands; only `in_front` is it looked what lies under another passphrase."""
        encrypted = self._office.at_rest.is_encrypted
        may_not = NOT_AN_ADMINISTRATOR if self._office.may("change_passphrase") else ""
        return AtRestScreen(
            title=ENCRYPTED if encrypted else PLAIN,
            says=(WHAT_ENCRYPTED if encrypted else WHAT_PLAIN, may_not or WHAT_CHANGING),
            encrypted=encrypted,
            label=_("New passphrase") if encrypted else _("Passphrase"),
            act=_("Change the passphrase") if encrypted else _("Encrypt the file"),
            may_not=may_not,
            roll=_("The roll too: {roll}", roll=self._office.at_rest.roll) if self._office.at_rest.roll else "",
            shared=self._office.at_rest.shared_roll() if in_front and not may_not else "",
            apart=beside(*self._office.at_rest.left_behind(), by="\n") if in_front else "",
            troubles=self._troubles,
            turn=self._turn,
        )

    def change(self, passphrase: str, again: str, *, with_roll: bool | None = None) -> None:
        """Put the case file under a passphrase; what is wrong with it stands beside its field."""
        self._troubles = passphrase_troubles(passphrase, again, self._office.election)
        if self._troubles:
            self._changed()
            return
        at_rest = self._office.at_rest
        done = _("The case file has another passphrase") if at_rest.is_encrypted else _("The case file is encrypted")
        doing = _("Changing the passphrase of the case") if at_rest.is_encrypted else _("Encrypting the case")
        after = at_rest.shared_roll() if with_roll else ""
        self._begin(at_rest.changing(passphrase, with_roll=with_roll), doing, done, after)

    def remove(self, *, with_roll: bool | None = None) -> None:
        """Decrypt the case file."""
        after = self._office.at_rest.shared_roll() if with_roll else ""
        change = self._office.at_rest.removing(with_roll=with_roll)
        self._begin(change, _("Decrypting the case"), _("The case file is no longer encrypted"), after)

    def forget(self) -> None:
        """Nothing of what was written stays."""
        self._troubles = {}
        self._turn += 1

    def _begin(self, change: PassphraseChange | Refusal, doing: str, words: str, after: str) -> None:
        self.forget()
        if isinstance(change, Refusal):
            self._refused(change)
        else:
            self._changed()
            self._shell.run_alone(doing, change, lambda done: self._ended(done, words, after), self._failed)

    def _ended(self, done: Done | None, words: str, after: str) -> None:
        if done is None:
            self._tell(STOPPED)
            return
        self._said(words)
        if after:
            self._tell(Notice(words, remedy=FOR_THE_OTHERS, kind="notice"))

    def _failed(self, trouble: WorldError) -> None:
        self._tell(Notice(trouble.what, remedy=trouble.remedy))
