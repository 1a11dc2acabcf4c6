"""Paths as arguments and options: files that have to be there, and files and folders that must not be there yet."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, NoReturn

import click

from adjudicator.cli.shared.output import spoken
from adjudicator.log.file.errors import exists, missing
from adjudicator.words import _

FILE_ENDINGS = frozenset({".case", ".csv", ".json", ".pdf", ".roll", ".zip"})
"""Endings of files: a folder that is to be made has none of them, so that neither is taken for the other."""


class ExistingFile(click.Path):
    """A file that is there. Raises WorldError "missing" where it is not: the world's trouble, not wrong use."""

    def __init__(self, *, or_folder: bool = False) -> None:
        super().__init__(dir_okay=or_folder, path_type=Path)
        self.name = "path" if or_folder else "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if not path.exists():
            raise missing(path)
        return path


class NewPath(click.Path):
    """A path with a name: files are made under another one first, which "." and "/" do not give."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if path.name in ("", ".."):
            words = _("{path} names no file: say what the file or folder is to be called.", path=str(value))
            if not value:
                words = _("An empty text names no file: say what the file or folder is to be called.")
            self.refuse(words, param, ctx)
        return path

    def refuse(self, words: str, param: click.Parameter | None, ctx: click.Context | None) -> NoReturn:
        """End with wrong use, in the language of the command line."""
        self.fail(spoken(words), param, ctx)


class NewFile(NewPath):
    """A file that is to be made, with the ending of its kind. Raises WorldError "exists": nothing is overwritten."""

    def __init__(self, ending: str) -> None:
        super().__init__()
        self.name, self._ending = "file", ending

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = super().convert(value, param, ctx)
        if path.is_dir():
            words = _(
                "{path} is a folder. Name the file, too: {example}",
                path=str(path),
                example=str(path / f"NAME{self._ending}"),
            )
            self.refuse(words, param, ctx)
        if path.suffix != self._ending:
            words = _(
                "{path} does not end in {ending}. Name it {example}",
                path=str(path),
                ending=self._ending,
                example=str(self._renamed(path)),
            )
            self.refuse(words, param, ctx)
        if os.path.lexists(path):
            raise exists(path)
        return path

    def _renamed(self, path: Path) -> Path:
        """The path with the right ending, in place of another kind's."""
        return path.with_suffix(self._ending) if path.suffix in FILE_ENDINGS else Path(f"{path}{self._ending}")


class NewFolder(click.Path):
    """A folder in which files are made. Raises WorldError "exists" for a file of that name; none in it is replaced."""

    def __init__(self, *, new: bool = False) -> None:
        super().__init__(path_type=Path)
        self.name, self._named, self._new = "folder", NewPath(), new

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if self._new:
            self._named.convert(value, param, ctx)
        if os.path.lexists(path) and (self._new or not path.is_dir()):
            raise exists(path)
        if path.suffix in FILE_ENDINGS and not path.is_dir():
            words = _(
                "{path} is the name of a file, and this makes a folder: leave {ending} away.",
                path=str(path),
                ending=path.suffix,
            )
            self.fail(spoken(words), param, ctx)
        return path


def new_file(path: Path, ending: str) -> Path:
    """The same path, where a file with that ending can be made there: for a command that knows only then what it makes."""
    return NewFile(ending).convert(path, None, click.get_current_context())


existing = ExistingFile()
existing_any = ExistingFile(or_folder=True)
new_case = NewFile(".case")
new_roll = NewFile(".roll")
new_page = NewFile(".pdf")
new_proof = NewFile(".json")
new_folder = NewFolder(new=True)
folder = NewFolder()
"""A folder that may be there already, also the one that the command is typed in."""
