"""What the sign-in screen shows: who may sign in, the ready-made people of practice, or the first administrator's form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ui.parts import Choice, Notice
from ui.shared.new_person import RoleOffer


@dataclass(frozen=True, slots=True)
class Colleague:
    """Someone who may sign in: short name, name, roles in words."""

    id: str
    name: str
    roles: str


@dataclass(frozen=True, slots=True)
class Rehearser:
    """A ready-made person of the practice election, with the key that fills in the password shown beside the name."""

    key: str
    id: str
    name: str
    roles: str
    password: str


@dataclass(frozen=True, slots=True)
class PasswordForm:
    """The form for another password: title, what it is about, the word over the field of the old one, the button's words.

    `troubles` maps "old", "new" or "again" to words; `attempt` counts the tries that failed.
    """

    title: str
    explains: str
    old: str
    act: str
    rules: tuple[str, ...]
    troubles: Mapping[str, str] = field(default_factory=dict[str, str])
    attempt: int = 0


@dataclass(frozen=True, slots=True)
class LostPassword:
    """The page for a lost password: who can help, and the form for an administrator with the words of the recovery key.

    `administrators` are those who may be recovered, with nobody in it where the form cannot help; `chosen` is the one meant.
    `troubles` maps "person", "words", "new" or "again" to words.
    """

    says: tuple[str, ...]
    administrators: tuple[Choice, ...] = ()
    chosen: str = ""
    rules: tuple[str, ...] = ()
    troubles: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class SignInScreen:
    """The sign-in screen. `first` says that nobody has an account yet; `troubles` maps a field of its form to words.

    `people` are those that fit what is typed; `chosen` is the short name of the one who signs in; `case` is the path
    of the case file and `sort` whose it is and whether it is practice, for the list of recent cases. `attempt` counts the
    tries that failed, so that each is heard. `own` is
    the form for a password of one's own, where an administrator chose the one that was given; `why` says why the person who
    was here before is not here any more. `lost` is the page for a lost password, `refused` why nobody
    can sign in with this file.
    """

    heading: str
    under: str
    case: str
    sort: str = ""
    first: bool = False
    people: tuple[Colleague, ...] = ()
    typed: str = ""
    chosen: str = ""
    trouble: str = ""
    locked: bool = False
    attempt: int = 0
    rehearsers: tuple[Rehearser, ...] = ()
    own: PasswordForm | None = None
    why: str = ""
    lost: LostPassword | None = None
    refused: Notice | None = None
    offers: tuple[RoleOffer, ...] = ()
    password_rules: tuple[str, ...] = ()
    troubles: Mapping[str, str] = field(default_factory=dict[str, str])
