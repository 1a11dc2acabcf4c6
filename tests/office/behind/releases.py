"""A release in an attacker's hands: files are changed, the manifest fits them, and a supervisor's own key signs it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adjudicator.export.manifest import ROOM, ROOM_CLAIMS
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
        """Have both manifests list the files as they are, and sign them."""
        if (self.folder / ROOM / "manifest.json").exists():
            self._sign(self.folder / ROOM, f"/{ROOM}", self._what_it_shares(change))
        self._sign(self.folder, "", change)

    def _what_it_shares(self, change: Callable[[dict[str, Any]], None]) -> Callable[[dict[str, Any]], None]:
        """The same change in the tabulation room's manifest, of what it says of the release."""
        whole = json.loads((self.folder / "manifest.json").read_bytes())
        change(whole)
        return lambda manifest: manifest.update({name: whole[name] for name in ROOM_CLAIMS if name in manifest})

    def _sign(self, folder: Path, suffix: str, change: Callable[[dict[str, Any]], None]) -> None:
        path = folder / "manifest.json"
        manifest = json.loads(path.read_bytes())
        change(manifest)
        known = {each["name"]: each for each in manifest["files"]}
        own = (path, folder / "manifest.sig")
        there = (file for file in folder.rglob("*") if file.is_file() and file not in own)
        marks = sorted(_mark(file, folder) for file in there)
        manifest["files"] = [known.get(name, {"name": name}) | mark for name, mark in marks]
        path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False))
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        signer = self.signer
        text = signed_text(signer.origin, f"{manifest['release']}{suffix}", digest)
        note = signed_note(text, str(manifest["made_by"]), signer.public, signer.sign)
        (folder / "manifest.sig").write_text(note, encoding="utf-8")


def _mark(file: Path, folder: Path) -> tuple[str, dict[str, Any]]:
    data = file.read_bytes()
    return file.relative_to(folder).as_posix(), {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
