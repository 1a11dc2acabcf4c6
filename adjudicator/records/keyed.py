"""Objects of JSON and tables of TOML that people write: values are taken out by key, and what is wrong is collected."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

T = TypeVar("T")


class Keyed(ABC):
    """One object or table. A key that is missing or null reads as empty, and so does a value that is wrong."""

    __slots__ = ()

    keys: Mapping[str, Any]

    @abstractmethod
    def wrong(self, key: str, what: str, remedy: str, value: object) -> None:
        """Collect that the value of a key is wrong."""

    def typed(
        self,
        key: str,
        kind: type[T],
        what: str,
        remedy: str,
        *,
        fits: Callable[[T], bool] = bool,
        empty: T | None = None,
    ) -> T:
        """The value of a key where it is of a kind, and empty or one that `fits`; otherwise the empty one is returned."""
        value, nothing = self.keys.get(key), kind() if empty is None else empty
        if value is None:
            return nothing
        if type(value) is not kind or (value and not fits(value)):
            self.wrong(key, what, remedy, value)
            return nothing
        return value

    def is_blank(self, key: str) -> bool:
        """Whether a key is missing, or its text has nothing but space."""
        value = self.keys.get(key)
        return value is None or (isinstance(value, str) and not value.strip())
