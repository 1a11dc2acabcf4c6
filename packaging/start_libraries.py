"""The system packages that Qt and `venv` need on Linux: which are missing, and how they come."""

from __future__ import annotations

import ctypes
import shlex
from collections.abc import Callable, Mapping
from types import MappingProxyType

from start_machine import Machine, Runner
from start_trouble import WorldError, sentence_for

LIBRARIES: Mapping[str, str] = MappingProxyType(
    {
        # What Qt's own libraries are linked with, with or without a display
        "libglib-2.0.so.0": "libglib2.0-0",
        "libEGL.so.1": "libegl1",
        "libGL.so.1": "libgl1",
        "libX11.so.6": "libx11-6",
        "libxkbcommon.so.0": "libxkbcommon0",
        "libfreetype.so.6": "libfreetype6",
        "libfontconfig.so.1": "libfontconfig1",
        "libdbus-1.so.3": "libdbus-1-3",
        # What its X11 window needs
        "libX11-xcb.so.1": "libx11-xcb1",
        "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
        "libxcb-cursor.so.0": "libxcb-cursor0",
        "libxcb-glx.so.0": "libxcb-glx0",
        "libxcb-icccm.so.4": "libxcb-icccm4",
        "libxcb-image.so.0": "libxcb-image0",
        "libxcb-keysyms.so.1": "libxcb-keysyms1",
        "libxcb-randr.so.0": "libxcb-randr0",
        "libxcb-render-util.so.0": "libxcb-render-util0",
        "libxcb-shape.so.0": "libxcb-shape0",
        "libxcb-sync.so.1": "libxcb-sync1",
        "libxcb-util.so.1": "libxcb-util1",
        "libxcb-xfixes.so.0": "libxcb-xfixes0",
        "libxcb-xkb.so.1": "libxcb-xkb1",
        # What its Wayland window needs
        "libwayland-cursor.so.0": "libwayland-cursor0",
    }
)
"""Shared library -> Debian's package of it."""

QUIET_APT = MappingProxyType({"DEBIAN_FRONTEND": "noninteractive"})


def loads(library: str) -> bool:
    """Whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_libraries(machine: Machine, found: Callable[[str], bool] = loads) -> tuple[str, ...]:
    """The shared libraries that Qt needs and this machine lacks; none on macOS and Windows, where Qt brings all."""
    if machine.system != "linux":
        return ()
    return tuple(library for library in LIBRARIES if not found(library))


def venv_package(machine: Machine) -> str:
    """Debian's package of what `venv` needs, for the version of Python that runs this."""
    return "python{}.{}-venv".format(*machine.python)


def install_line(packages: tuple[str, ...]) -> str:
    """The one line that a person types to install Debian packages."""
    return "sudo apt-get update && sudo apt-get install -y " + shlex.join(packages)


def libraries_wanted(machine: Machine, libraries: tuple[str, ...]) -> str:
    """The sentence that says which libraries the window lacks, and what to type or look for."""
    packages = tuple(LIBRARIES[library] for library in libraries)
    if machine.apt:
        return f"The window needs system packages. Type this once: {install_line(packages)}"
    return f"The window needs these system libraries; install your system's packages of them: {', '.join(libraries)}"


def install(packages: tuple[str, ...], run: Runner) -> None:
    """Install Debian packages as root. Raises WorldError where apt-get fails."""
    # Not fatal: one dead source among many fails the update, and the packages may well come from another
    updated = run(("apt-get", "update", "-qq"), QUIET_APT, lambda _line: None)
    options = ("-y", "-qq", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120")
    installed = run(("apt-get", "install", *options, *packages), QUIET_APT, lambda _line: None)
    if installed.code != 0:
        raise WorldError(sentence_for("Installing system packages", updated.output + installed.output))
