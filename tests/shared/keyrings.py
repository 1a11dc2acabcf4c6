"""Keyrings of the tests: one in memory, one that is locked, one that does not answer until it is told to."""

from __future__ import annotations

from threading import Event
from typing import Any


class KeyringInMemory:
    """Keeps passwords by service and login."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    @property
    def passwords(self) -> list[str]:
        return list(self.kept.values())

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class LockedKeyring(KeyringInMemory):
    """Refuses whatever it is asked for, and quotes it."""

    def __getattribute__(self, name: str) -> Any:
        if name.endswith("_password"):
            return self._refuse
        return super().__getattribute__(name)

    def _refuse(self, *asked: str) -> str:
        raise RuntimeError(f"org.freedesktop.Secret.Error.IsLocked {asked}")


class HangingKeyring(KeyringInMemory):
    """Answers nothing before `go_on` is set; `forgotten` is set once it forgot a password."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on, self.forgotten = Event(), Event()

    def set_password(self, service: str, username: str, password: str) -> None:
        self.go_on.wait(30)
        super().set_password(service, username, password)

    def get_password(self, service: str, username: str) -> str | None:
        self.go_on.wait(30)
        return super().get_password(service, username)

    def delete_password(self, service: str, username: str) -> None:
        super().delete_password(service, username)
        self.forgotten.set()
