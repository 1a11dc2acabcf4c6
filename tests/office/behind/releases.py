"""A release in an attacker's hands: files are changed, the manifest fits them, and a supervisor's own key signs it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adjudicator.export.standing import signed_text
from adjudicator.log.tree.notes import signed_note
from adjudicator.port.acts import Signer


@dataclass
class Forger:
    """Somebody who holds a release, and the key of whoever made it."""

    folder: Path
    signer: Signer

    def change(self, name: str, change: Callable[[str], str]) -> None:
        """Write a file anew, and a manifest that fits it under a good signature."""
        path = self.folder / name
        before = path.read_bytes().decode()
        after = change(before)
        assert after != before, f"{name} was not changed"
        path.write_bytes(after.encode())
        self.sign()

    def drop(self, *names: str) -> None:
        """Leave files out as if they had never been there."""
        for name in names:
            (self.folder / name).unlink()
        self.sign()

    def claim(self, **changes: Any) -> None:
        """Have the manifest say something else."""
        self.sign(lambda manifest: manifest.update(changes))

    def sign(self, change: Callable[[dict[str, Any]], None] = lambda _: None) -> None:
        """Have the manifest list the files as they are, and sign it."""
        path = self.folder / "manifest.json"
        manifest = json.loads(path.read_bytes())
        change(manifest)
        known = {each["name"]: each for each in manifest["files"]}
        there = (file for file in self.folder.rglob("*") if file.is_file() and not file.name.startswith("manifest."))
        manifest["files"] = [known.get(name, {"name": name}) | mark for name, mark in sorted(map(self._mark, there))]
        path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False))
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        signer = self.signer
        text = signed_text(signer.origin, str(manifest["release"]), digest)
        note = signed_note(text, str(manifest["made_by"]), signer.public, signer.sign)
        (self.folder / "manifest.sig").write_text(note, encoding="utf-8")

    def _mark(self, file: Path) -> tuple[str, dict[str, Any]]:
        data = file.read_bytes()
        return file.relative_to(self.folder).as_posix(), {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
