from __future__ import annotations
from dataclasses import dataclass
@dataclass(frozen=True)
class Forgery:
    name: str
def of(hand: str):
    import importlib
    return [Forgery(n) for n in importlib.import_module(f"tests.forgeries.test_{hand}").ATTACKS]
