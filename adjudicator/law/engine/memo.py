"""Remembering results without growing for ever."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

MOST = 2000


def remember(store: dict[_Key, _Value], key: _Key, make: Callable[[], _Value], most: int = MOST) -> _Value:
    """The value kept under a key, made where there is none; a store that holds `most` is emptied first."""
    found = store.get(key)
    if found is None:
        if len(store) >= most:
            store.clear()
        found = store[key] = make()
    return found
