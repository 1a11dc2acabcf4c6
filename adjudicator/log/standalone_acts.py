"""Check whose acts a release's record holds, with nothing but Python's standard library: python3 standalone_acts.py FOLDER

It reads FOLDER/log/entries.jsonl and signatures.jsonl, follows the keys from the first administrator's on, and checks
each act's signature (Ed25519, RFC 8032) over: a fixed first line, origin, act, number of entries, the root over their
leaves (RFC 6962), size and root of the record acted on. It knows nothing of roles, rules, sealed values or of keys given
by people who may not. Exit: 0 as it should be; 1 not; 2 no such files. Some thousand acts take a minute.
"""

import base64
import hashlib
import json
import pathlib
import sys
from typing import Any

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
BASE = 46316835694926478169428394003475163141307993866256225615783033603165251855960
X_OF_BASE = 15112221349535400772501151409588531511454012693041857206046113283949847762202
Point = tuple[int, int, int, int]
NOBODYS = ("case.opened", "case.restored", "form.raised", "file.received", "person.signed_out", "envelope.put_back")


def add(a: Point, b: Point) -> Point:
    """Add two points of the curve (RFC 8032, section 5.1.4)."""
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = f - e, h - g, h + g, f + e
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, point: Point) -> Point:
    """A point added to itself so often."""
    found: Point = (0, 1, 1, 0)
    while number:
        found, point, number = (add(found, point) if number & 1 else found), add(point, point), number >> 1
    return found


def point_of(text: bytes) -> Point:
    """The point that 32 bytes stand for (section 5.1.3); ValueError for none."""
    y, sign = int.from_bytes(text, "little") & (1 << 255) - 1, text[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        raise ValueError("no point of the curve")
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P


def is_good(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether a signature is good (section 5.1.7)."""
    scalar = int.from_bytes(signature[32:], "little")
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left = times(scalar, (X_OF_BASE, BASE, 1, X_OF_BASE * BASE % P))
    right = add(point_of(signature[:32]), times(challenge, point_of(public)))
    return scalar < L and all((left[at] * right[2] - right[at] * left[2]) % P == 0 for at in (0, 1))


class Tree:
    """The tree over leaves, grown one by one (RFC 6962, section 2.1)."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.size, self.peaks = 0, list[bytes]()
        for leaf in leaves:
            self.grow(leaf)

    def grow(self, leaf: bytes) -> None:
        """One more leaf."""
        at = self.size
        while at & 1:
            leaf, at = hashlib.sha256(b"\1" + self.peaks.pop() + leaf).digest(), at >> 1
        self.peaks.append(leaf)
        self.size += 1

    def root(self) -> str:
        """Its root, in base64."""
        found = self.peaks[-1] if self.peaks else hashlib.sha256(b"").digest()
        for peak in self.peaks[-2::-1]:
            found = hashlib.sha256(b"\1" + peak + found).digest()
        return base64.b64encode(found).decode()


class Keys:
    """Whose key signs what: person -> (public half, whether they made it themselves)."""

    def __init__(self) -> None:
        self.held: dict[str, tuple[str, bool]] = {}
        self.case, self.copy, self.recovery = "", "1", ""

    def key_for(self, entry: dict[str, Any]) -> str:
        """The key for an act that begins with this entry; a key that was handed out signs only what replaces it."""
        data, (key, own) = entry["data"], self.held.get(entry["by"], ("", False))
        if entry["kind"] in ("person.key_made", "person.key_recovered") and data["person"] != entry["by"]:
            return ""
        if entry["kind"] == "person.key_recovered":
            spare = hashlib.sha256(bytes.fromhex(data["recovery"])).hexdigest()
            return str(data["recovery"]) if spare == self.recovery else ""
        if not self.held and entry["kind"] == "person.added" and data["person"] == entry["by"]:
            return str(data["key"])
        return key if own or entry["kind"] == "person.key_made" else ""

    def take(self, entry: dict[str, Any]) -> None:
        """Go on with an entry."""
        kind, data = entry["kind"], entry["data"]
        if kind == "case.opened":
            self.case, self.recovery = data["case"], data.get("recovery", "")
        elif kind == "case.restored":
            self.copy = data["incarnation"]
        elif kind == "form.raised":
            if data["from"] == "3.0":  # keys of that form were handed out
                self.held = {person: (key, False) for person, (key, _) in self.held.items()}
        elif kind.startswith("person.") and data.get("key"):
            self.held[data["person"]] = (data["key"], data["person"] == entry["by"])


def problems(bodies: list[bytes], acts: list[dict[str, Any]]) -> list[str]:
    """What is wrong, in sentences. Entries before the first act are of form 3.0, whose acts are not signed one by one."""
    leaves, entries = [hashlib.sha256(b"\0" + body).digest() for body in bodies], [json.loads(body) for body in bodies]
    keys, tree, said = Keys(), Tree([]), list[str]()
    by_first = {act["first"]: act for act in acts}
    ends = 0 if acts and acts[0]["first"] == 1 else (acts[0]["first"] - 1 if acts else len(entries))
    for seq, entry in enumerate(entries, 1):
        act = by_first.get(seq)
        if act is not None:
            ends, own = seq + act["entries"] - 1, entries[seq - 1 : seq - 1 + act["entries"]]
            root = Tree(leaves[seq - 1 : ends]).root()
            lines = (f"provisional-ballots/{keys.case}/{keys.copy}", act["act"], len(own), root, tree.size, tree.root())
            text = "\n".join(map(str, ("provisional-ballots act 1", *lines, ""))).encode()
            key, whose = keys.key_for(entry), act["person"]
            if len(own) != act["entries"] or any(each["by"] != whose for each in own):
                said.append(f"the act at entry {seq} is not whole, or not {whose or 'the program'}'s alone")
            elif not whose and any(each["kind"] not in NOBODYS for each in own):
                said.append(f"entry {seq} is not one that the program adds by itself")
            elif whose and not (key and is_good(bytes.fromhex(key), bytes.fromhex(act["signature"]), text)):
                said.append(f"entry {seq} is not signed by {whose}")
        elif seq > ends:
            said.append(f"entry {seq} stands in no act")
        keys.take(entry)
        tree.grow(leaves[seq - 1])
    return said


def main(arguments: list[str]) -> int:
    """Check the folder named on the command line."""
    files = [pathlib.Path(name, "log", file) for name in arguments for file in ("entries.jsonl", "signatures.jsonl")]
    if len(files) != 2 or not all(file.is_file() for file in files):
        sys.stderr.write("usage: python3 standalone_acts.py FOLDER\n")
        return 2
    bodies, acts = files[0].read_bytes().splitlines(), [json.loads(line) for line in files[1].read_bytes().splitlines()]
    said = problems(bodies, acts)
    unsigned = acts[0]["first"] - 1 if acts else len(bodies)
    said += [f"not proved: entries 1 to {unsigned} are of form 3.0, whose acts are not signed"] if unsigned else []
    shown = "\n".join(said or ["OK", f"{len(acts)} acts of {len(bodies)} entries"])
    sys.stdout.write("".join(sign if sign == "\n" or sign.isprintable() else repr(sign)[1:-1] for sign in shown) + "\n")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
