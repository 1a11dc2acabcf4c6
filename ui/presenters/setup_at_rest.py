"""The part of Setup for the case file itself: whether it is encrypted, and its passphrase."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from adjudicator.office import Office
from adjudicator.office.room import Done
from adjudicator.records.trouble import Refusal
from ui.presenters.passphrase_words import LOST, RULE, passphrase_troubles

ENCRYPTED, PLAIN = "The case file is encrypted", "The case file is not encrypted"
WHAT_ENCRYPTED = "Whoever gets hold of it, or of a backup of it, learns nothing but its size."
WHAT_PLAIN = "Whoever gets hold of it, or of a backup of it, can read every voter's name and address in it."
WHAT_CHANGING = (
    "Every other window and command that has it open must be closed first. Its scans go along. Backups made before stay as "
    "they are."
)
NOT_AN_ADMINISTRATOR = "Only an administrator changes this."


@dataclass(frozen=True, slots=True)
class AtRestScreen:
    """How the case file lies on the disk. `label` is the word of the first field, `act` that on the button.

    `may_not` says why nothing can be changed here, empty where it can; `troubles` what is wrong, by field. `turn` is another
    once what was written has been used, so that it is forgotten.
    """

    title: str
    says: tuple[str, ...]
    encrypted: bool
    label: str
    act: str
    rule: str = RULE
    if_lost: str = LOST
    may_not: str = ""
    troubles: Mapping[str, str] = field(default_factory=dict[str, str])
    turn: int = 0


class AtRestPart:
    """Its acts. `changed` draws; `refused` is told what was refused, `said` what was done."""

    def __init__(
        self,
        office: Office,
        changed: Callable[[], None],
        refused: Callable[[Refusal], None],
        said: Callable[[str], None],
    ) -> None:
        self._office, self._changed, self._refused, self._said = office, changed, refused, said
        self._troubles: dict[str, str] = {}
        self._turn = 0

    def screen(self) -> AtRestScreen:
        """The part as it stands."""
        encrypted = self._office.at_rest.is_encrypted
        may_not = NOT_AN_ADMINISTRATOR if self._office.may("change_passphrase") else ""
        return AtRestScreen(
            title=ENCRYPTED if encrypted else PLAIN,
            says=(WHAT_ENCRYPTED if encrypted else WHAT_PLAIN, may_not or WHAT_CHANGING),
            encrypted=encrypted,
            label="New passphrase" if encrypted else "Passphrase",
            act="Change the passphrase" if encrypted else "Encrypt the file",
            may_not=may_not,
            troubles=self._troubles,
            turn=self._turn,
        )

    def change(self, passphrase: str, again: str) -> None:
        """Put the case file under a passphrase; what is wrong with it stands beside its field."""
        self._troubles = passphrase_troubles(passphrase, again)
        if self._troubles:
            self._changed()
            return
        was_encrypted = self._office.at_rest.is_encrypted
        done = self._office.at_rest.change(passphrase)
        self._end(done, "The case file has another passphrase" if was_encrypted else "The case file is encrypted")

    def remove(self) -> None:
        """Decrypt the case file."""
        self._end(self._office.at_rest.remove(), "The case file is no longer encrypted")

    def forget(self) -> None:
        """Nothing of what was written stays."""
        self._troubles = {}
        self._turn += 1

    def _end(self, done: Done | Refusal, words: str) -> None:
        self.forget()
        if isinstance(done, Refusal):
            self._refused(done)
        else:
            self._said(words)
