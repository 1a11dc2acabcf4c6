"""Check a proof with nothing but Python's standard library: python3 standalone_proof.py PROOF.json [CHECKPOINT]

For voters and observers who would rather not trust the program that wrote it. It hashes the entry (SHA-256 over 0x00 and the
body), climbs the audit path to the root (RFC 9162, section 2.1.3.2), compares root and size with the proof's checkpoint, and
that with a CHECKPOINT which you saved, and says what the entry says. The standard library has no Ed25519, so the signature
below the checkpoint is not checked here. Exit: 0 as it should be; 1 not; 2 no file or no proof.
"""

import base64
import hashlib
import json
import pathlib
import sys
from typing import Any

NOT_SHOWN = "Not shown: that nothing later changed it, that it was approved, and who signed the checkpoint."
COMPARE = "Compare the root with a checkpoint that you have from elsewhere."


def climb(body: str, index: int, size: int, path: list[str]) -> bytes | None:
    """The root that a leaf (index from 0) and its audit path lead to; None where the path has not the length it must have."""
    found, node, last = hashlib.sha256(b"\x00" + body.encode()).digest(), index, size - 1
    for sibling in map(bytes.fromhex, path):
        if last == 0:
            return None
        if node & 1 or node == last:
            found = hashlib.sha256(b"\x01" + sibling + found).digest()
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            found = hashlib.sha256(b"\x01" + found + sibling).digest()
        node, last = node >> 1, last >> 1
    return found if last == 0 and 0 <= index < size else None


def told(envelope: str, body: dict[str, Any]) -> str:
    """What the determination says, in words."""
    data = body["data"]
    if body["kind"] != "envelope.determined" or data["envelope"] != envelope:
        raise ValueError(f"the entry is no determination of envelope {envelope}")
    why = [code.replace("_", " ") for code in (*data["reasons"], *data["holds"])]
    outcome = data["outcome"].replace("count_", "count in ").replace("partial", "part").replace("_", " ")
    said = f"Envelope {envelope}: {outcome}{' (' + ', '.join(why) + ')' if why else ''}."
    counted = ", ".join(data["counted"]) or "none"
    return f"{said}\nRecorded by {body['by']} at {body['at']} (UTC). Contests counted: {counted}."


def check(proof: dict[str, Any], saved: str) -> tuple[list[str], str]:
    """Check a proof against its checkpoint, and that against a saved one; gives the findings, and what was proved."""
    origin, size, root = proof["checkpoint"].split("\n")[:3]
    (entry,) = proof["entries"]
    words, findings = told(proof["envelope"], json.loads(entry["body"])), []
    if climb(entry["body"], entry["seq"] - 1, int(size), entry["path"]) != base64.b64decode(root, validate=True):
        findings.append("The entry's hashes do not lead to the checkpoint's root.")
    if saved and saved.replace("\r\n", "\n").split("\n")[:3] != [origin, size, root]:
        findings.append("The proof's checkpoint is not the one that you saved. Ask for a proof under yours (--under).")
    return findings, f"{words}\nIt is entry {entry['seq']} of the {size} in the log {origin}\nwhose root is {root}"


def shown(text: str) -> str:
    """The text with \\x1b in place of what a terminal would obey: a proof is written by somebody else."""
    return "".join(sign if sign == "\n" or sign.isprintable() else repr(sign)[1:-1] for sign in text)


def main(arguments: list[str]) -> int:
    """Check the file named on the command line."""
    if len(arguments) not in (1, 2) or not all(pathlib.Path(name).is_file() for name in arguments):
        sys.stderr.write("usage: python3 standalone_proof.py PROOF.json [CHECKPOINT]\n")
        return 2
    try:
        proof = json.loads(pathlib.Path(arguments[0]).read_bytes())
        if (proof["format"], proof["version"]) != ("provisional-ballot-proof", 1):
            raise ValueError("it has another format or version")
        saved = "".join(pathlib.Path(name).read_text(encoding="utf-8") for name in arguments[1:])
        findings, words = check(proof, saved)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        sys.stderr.write(shown(f"This cannot be read as a proof: {error}\n"))
        return 2
    said = [*findings, "NOT OK"] if findings else ["OK", words, NOT_SHOWN, *([] if saved else [COMPARE])]
    sys.stdout.write(shown("\n".join(said)) + "\n")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
