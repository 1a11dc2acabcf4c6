"""The password of a station's login in the system's keyring: Keychain, Credential Manager, the Secret Service of a desktop.

A keyring may ask a person to open it, or never answer: each call is made on a thread of its own and waited for so long and no
longer. The library is loaded when it is first asked.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from concurrent.futures import TimeoutError as TooLongError
from contextlib import suppress
from threading import Thread
from typing import Protocol, TypeVar

from psycopg.conninfo import make_conninfo

from adjudicator.records.trouble import WorldError
from adjudicator.shared.address import ServerAddress
from adjudicator.shared.line import Waits, still
from adjudicator.words import _

T = TypeVar("T")

SERVICE = "Provisional ballot adjudication"
"""Under which name a keyring lists the passwords."""

LIMIT = 20.0
"""Seconds in which a keyring has to answer: a person may have to type its password first."""

OF_A_LOGIN = ("user", "host", "hostaddr", "port", "dbname", "service")
"""The parts of an address that say which login it is, and where. How it is spoken to is no matter."""

NO_KEYRING = "no_keyring"
TROUBLES = frozenset({NO_KEYRING, "keyring_refuses", "keyring_silent"})
"""The codes of what can be wrong with a keyring."""


class SystemKeyring(Protocol):
    """What is asked of a keyring, in the words of the library."""

    def get_password(self, service: str, username: str, /) -> str | None:
        """Give a password, None where none is kept."""
        ...

    def set_password(self, service: str, username: str, password: str, /) -> None:
        """Keep a password in place of the one before."""
        ...

    def delete_password(self, service: str, username: str, /) -> None:
        """Forget a password."""
        ...


def system_keyring() -> SystemKeyring:
    """The keyring of the account that is logged in to this computer. Raises WorldError "no_keyring" where there is none."""
    try:
        import keyring  # noqa: PLC0415 - a tenth of a second that only stations pay
        from keyring.backends import fail  # noqa: PLC0415
    except ImportError:
        raise _no_keyring() from None
    found = keyring.get_keyring()
    if isinstance(found, fail.Keyring):
        raise _no_keyring()
    return found


def read(url: str, waits: Waits = still) -> str:
    """The password that is kept for the login of an address; empty where none is, and where there is no keyring.

    Raises WorldError "bad_address", "keyring_refuses" (it is locked, or failed) and "keyring_silent".
    """
    login = _login_of(url)
    try:
        return _ask(lambda ring, _asked: ring.get_password(SERVICE, login), waits) or ""
    except WorldError as error:
        if error.code != NO_KEYRING:
            raise
        return ""


def keep(url: str, password: str, waits: Waits = still) -> None:
    """Keep the password of the login of an address, in place of one before.

    Raises WorldError "bad_address", "no_keyring", "keyring_refuses" and "keyring_silent"; then it is not kept, also where the
    keyring answers later.
    """
    login = _login_of(url)

    def put(ring: SystemKeyring, asked: Future[None]) -> None:
        ring.set_password(SERVICE, login, password)
        if ring.get_password(SERVICE, login) != password:  # one is set up that keeps nothing
            raise _refuses()
        if asked.cancelled():  # too late: the person was told that it is not kept
            ring.delete_password(SERVICE, login)

    _ask(put, waits)


def forget(url: str, waits: Waits = still) -> bool:
    """Forget the password of the login of an address; whether one was kept.

    Raises WorldError "bad_address", "keyring_refuses" and "keyring_silent".
    """
    login = _login_of(url)

    def remove(ring: SystemKeyring, _asked: Future[bool]) -> bool:
        if ring.get_password(SERVICE, login) is None:
            return False
        ring.delete_password(SERVICE, login)
        return True

    try:
        return _ask(remove, waits)
    except WorldError as error:
        if error.code != NO_KEYRING:
            raise
        return False


def _login_of(url: str) -> str:
    """Under what a password is kept: the same for each way to write an address of one login, another for any other."""
    parts = {"port": "5432", **ServerAddress(url).parts}
    return make_conninfo("", **{name: parts[name] for name in OF_A_LOGIN if parts.get(name)})


def _ask(call: Callable[[SystemKeyring, Future[T]], T], waits: Waits) -> T:
    """Ask the keyring on a thread of its own, which a program that ends does not wait for."""
    asked: Future[T] = Future()

    def run() -> None:
        with suppress(InvalidStateError):  # nobody waits any more
            try:
                asked.set_result(call(system_keyring(), asked))
            except WorldError as error:
                asked.set_exception(error)
            except InvalidStateError:
                raise
            except Exception:  # each system has errors of its own, and what they say may quote what was sent
                asked.set_exception(_refuses())

    Thread(target=run, name="the system's keyring", daemon=True).start()
    try:
        return waits(asked, LIMIT)
    except TooLongError:
        asked.cancel()
        raise _silent() from None


def _no_keyring() -> WorldError:
    what = _("This computer has no keyring that could keep the password")
    return WorldError(NO_KEYRING, what, _("It was not kept, and is asked for whenever the copy is opened."))


def _refuses() -> WorldError:
    what = _("The system's keyring is locked, or did not do what was asked of it")
    return WorldError(
        "keyring_refuses", what, _("Unlock it and try again, or type the password whenever it is asked for.")
    )


def _silent() -> WorldError:
    what = _("The system's keyring does not answer")
    remedy = _("See whether it asks for its own password and try again, or type the password whenever it is asked for.")
    return WorldError("keyring_silent", what, remedy)
