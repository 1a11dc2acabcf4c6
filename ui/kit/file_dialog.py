"""Asking for a file or folder: the one place where a file dialog is made, and none that looks into the files it lists.

Qt's own dialog opens each file to find its type. Where a process closes a file it loses all locks that it has on it (POSIX),
so a look into the open case would take SQLite's locks away. On Linux it is therefore always Qt's own dialog, with icons that
are told from the names alone; the dialogs of Windows and macOS take no locks of this process.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QDir, QFileInfo, QStandardPaths
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QFileIconProvider, QStyle, QWidget

from adjudicator.words import _
from ui.kit.language import shown

NATIVE = sys.platform in ("win32", "darwin")
"""Whether the system has a dialog of its own that is safe to use."""


class FileDialog(QFileDialog):
    """A dialog that lists folders without opening a file in them."""

    newest = ""
    """The folder of the newest choice, where a dialog begins that is given no other."""

    def __init__(self, parent: QWidget | None, title: str, start: str) -> None:
        # Qt lists the folder given here, else one that it remembers, before it can be given icons: no case lies in this one
        super().__init__(parent, shown(title), QDir.rootPath())
        self.setOption(QFileDialog.Option.DontUseNativeDialog, not NATIVE)
        self.setOption(QFileDialog.Option.DontUseCustomDirectoryIcons, True)
        self._icons = Icons()
        self.setIconProvider(self._icons)
        self._begin_at(start)

    @classmethod
    def file(cls, parent: QWidget | None, title: str, start: str = "", kinds: str = "") -> str:
        """Ask for a file that is there; empty where none was chosen. `kinds` as Qt writes filters."""
        dialog = cls(parent, title, start)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return dialog._asked(kinds)

    @classmethod
    def new_file(cls, parent: QWidget | None, title: str, start: str = "", kinds: str = "") -> str:
        """Ask where a file is to be made; empty where no place was chosen. `start` may name it."""
        dialog = cls(parent, title, start)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        return dialog._asked(kinds)

    @classmethod
    def folder(cls, parent: QWidget | None, title: str, start: str = "") -> str:
        """Ask for a folder; empty where none was chosen."""
        dialog = cls(parent, title, start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        return dialog._asked("")

    def _asked(self, kinds: str) -> str:
        if kinds:
            self.setNameFilter(shown(kinds))
        try:
            chosen = self.selectedFiles() if self.exec() == QDialog.DialogCode.Accepted else []
        finally:
            # in the event loop: Qt waits for its thread, which waits for Python while it asks for icons
            self.deleteLater()
        if not chosen:
            return ""
        FileDialog.newest = str(Path(chosen[0]).parent)
        return chosen[0]

    def _begin_at(self, start: str) -> None:
        """`start` is a folder, or a file in one, with or without a folder."""
        place = Path(start)
        folder = place if place.is_dir() and start else place.parent
        named = folder.is_absolute() and folder.is_dir()
        self.setDirectory(str(folder) if named else _usual_folder())
        if start and folder != place:
            self.selectFile(place.name)


class Icons(QFileIconProvider):
    """Icons and kinds of files by what they are called, made once; asked by a thread of Qt's."""

    def __init__(self) -> None:
        super().__init__()
        style, standard = QApplication.style(), QStyle.StandardPixmap
        self._folder, self._file = style.standardIcon(standard.SP_DirIcon), style.standardIcon(standard.SP_FileIcon)

    def icon(self, what: QFileInfo | QAbstractFileIconProvider.IconType) -> QIcon:
        """The icon of a folder, or that of all files."""
        if isinstance(what, QFileInfo):
            return self._folder if what.isDir() else self._file
        return self._file if what == QAbstractFileIconProvider.IconType.File else self._folder

    def type(self, info: QFileInfo) -> str:
        """The kind as the list names it."""
        if info.isDir():
            return shown(_("Folder"))
        ending = info.suffix()
        return shown(_("{ending} file", ending=ending) if ending else _("File"))


def _usual_folder() -> str:
    """Where the newest choice was made, else the person's documents, else their home."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return next((place for place in (FileDialog.newest, documents) if place and Path(place).is_dir()), QDir.homePath())
