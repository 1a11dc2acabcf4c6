"""What can go wrong while setting up, each as one sentence that says what to do."""

from __future__ import annotations

import errno
import re
from dataclasses import dataclass


class WorldError(Exception):
    """The world's fault, in one sentence with its remedy; start.py prints it and stops with code 3."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A text in a tool's output (any of `texts`), and the sentence for a person that it stands for."""

    texts: tuple[str, ...]
    sentence: str


DISK_FULL = "The disk is full: about 1 GB is needed in the project's folder. Free some, then type the same again."
NO_NETWORK = (
    "The package registry cannot be reached. Look at the network connection and proxy, then type the same again."
)
NOT_ALLOWED = "This account may not write here. Use a folder of your own, or mend its rights, then type the same again."

# In this order: pip also says "no matching distribution" after the network has failed.
SIGNS = (
    Sign(("No space left on device", "[Errno 28]", "not enough space on the disk", "enough free space"), DISK_FULL),
    Sign(
        ("DO NOT MATCH THE HASHES", "hashes are required", "Hash Sum mismatch"),
        "A package that arrived is not the one that requirements.lock names, and nothing was installed. Type the same "
        "again; if it stays so, do not go on, and tell those who keep this project.",
    ),
    Sign(
        (
            "name resolution",
            "Name or service not known",
            "getaddrinfo failed",
            "NewConnectionError",
            "ConnectionError",
            "Connection refused",
            "Network is unreachable",
            "Read timed out",
            "ProxyError",
            "SSLError",
            "IncompleteRead",
            "Could not resolve",
            "Failed to fetch",
            "Could not connect",
            "establish a new connection",
        ),
        NO_NETWORK,
    ),
    Sign(("Permission denied", "[Errno 13]", "Access is denied"), NOT_ALLOWED),
    Sign(
        ("Could not get lock", "Unable to acquire the dpkg frontend lock"),
        "Another program is installing system packages. Wait until it has finished, then type the same again.",
    ),
    Sign(
        ("No matching distribution found", "is not a supported wheel", "requires a different Python"),
        "There is no package of the lock file for this version of Python or this machine. Use Python 3.11 to 3.14 on "
        "a 64-bit machine, then type the same again.",
    ),
)

ERROR_LINE = re.compile(r"(\w+Error|ERROR|E): \S")
"""How Python, pip and apt-get begin the line that names what went wrong."""

OF_THE_SYSTEM = {
    errno.ENOSPC: DISK_FULL,
    errno.EDQUOT: DISK_FULL,
    errno.EACCES: NOT_ALLOWED,
    errno.EPERM: NOT_ALLOWED,
    errno.EROFS: NOT_ALLOWED,
}


def sentence_for(step: str, output: str) -> str:
    """The sentence for a tool's failure: by the first sign in its output, else the step and the output's last line."""
    for sign in SIGNS:
        if any(text in output for text in sign.texts):
            return sign.sentence
    return (
        f"{step} failed: {telling_line(output)}. Type the same again; if it stays so, tell those who keep this project."
    )


def telling_line(output: str) -> str:
    """The line of an output that says most: the last that names an error, else the last; without its full stop."""
    lines = [line.strip() for line in output.splitlines() if line.strip()] or ["it said nothing"]
    errors = [line for line in lines if ERROR_LINE.match(line)]
    return (errors or lines)[-1].rstrip(".")


def sentence_for_error(step: str, error: OSError) -> str:
    """The sentence for an error of the operating system, by its number."""
    return OF_THE_SYSTEM.get(error.errno or 0, sentence_for(step, error.strerror or str(error)))
