"""Check whose acts a release's record holds, with nothing but Python's standard library: python3 standalone_acts.py FOLDER

It reads FOLDER/log/entries.jsonl and signatures.jsonl, follows the keys from the first administrator's on, and checks
each act's signature (Ed25519, RFC 8032) over: a fixed first line, origin, act, number of entries, the root over their
leaves (RFC 6962), size and root of the record before the act, both worked out from the entries. While many stations share
the record, the size is the act's own (base_size), and others' acts may stand between. A key that was handed out
signs nothing but the key that replaces it. Entries of form 3.0, from before the case was raised, stand in no act: it says
up to which entry nothing is proved.

Not checked: roles and any other rule, so a key from a person who may give none is taken for good; whether a new key was
used before, names the key that it replaces (replaces) and was made by its person (proof); person.confirmed,
accounts.adopted and acts.signed; sealed values; what entries say, and their times; base_size and base_root as
signatures.jsonl has them; checkpoints, manifest and every other file. A record that somebody made up whole passes, and so
does one that was cut off behind an act: compare the root with a checkpoint. Exit: 0 as it should be; 1 not; 2 no such
files. Some thousand acts take a minute.
"""

import base64
import hashlib
import json
import pathlib
import re
import sys
from typing import Any

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
BASE = 46316835694926478169428394003475163141307993866256225615783033603165251855960
X_OF_BASE = 15112221349535400772501151409588531511454012693041857206046113283949847762202
Point = tuple[int, int, int, int]
NOBODYS = ("case.opened", "case.restored", "form.raised", "file.received", "person.signed_out", "envelope.put_back")
NEW_KEY = ("person.key_made", "person.key_recovered")
Said = dict[str, Any]
TEXT, KEY = "(?s).*", "[0-9a-f]{64}"
ACT: Said = {
    "first": int,
    "entries": int,
    "base_size": int,
    "act": "[0-9a-f]{32}",
    "person": TEXT,
    "signature": "([0-9a-f]{128})?",
}
ENTRY: Said = {"by": TEXT, "data": dict, "kind": TEXT, "v": int}
GIVEN: Said = {"person": TEXT, "key": KEY}
DATA: dict[str, Said] = {
    "case.opened": {"case": TEXT, "form": TEXT, "recovery": TEXT}, "case.restored": {"incarnation": TEXT},
    "case.left": {"incarnation": TEXT}, "form.raised": {"from": TEXT, "to": TEXT}, "person.added": GIVEN,
    "person.key_changed": GIVEN, "person.key_made": GIVEN, "person.key_recovered": {**GIVEN, "recovery": KEY},
}  # fmt: skip


def add(a: Point, b: Point) -> Point:
    """Add two points of the curve (RFC 8032, section 5.1.4)."""
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = f - e, h - g, h + g, f + e
    return e * f % P, g * h % P, f * g % P, e * h % P


def sum_of(number: int, point: Point, other_number: int, other: Point) -> Point:
    """A point added to itself so often, and another so often: both at once, since doubling takes the longest."""
    found: Point = (0, 1, 1, 0)
    steps = [found, point, other, add(point, other)]
    for at in range(max(number, other_number).bit_length() - 1, -1, -1):
        found, step = add(found, found), (number >> at & 1) + 2 * (other_number >> at & 1)
        found = add(found, steps[step]) if step else found
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
    try:
        random, (x, y, z, product) = point_of(signature[:32]), point_of(public)
    except ValueError:
        return False
    found = sum_of(scalar, (X_OF_BASE, BASE, 1, X_OF_BASE * BASE % P), challenge, (P - x, y, z, P - product))
    return scalar < L and all((found[at] * random[2] - random[at] * found[2]) % P == 0 for at in (0, 1))


class Tree:
    """The tree over leaves, grown one by one (RFC 6962, section 2.1); `roots` are those behind whole acts, by size."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.size, self.peaks, self.roots = 0, list[bytes](), dict[int, str]()
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


class KeysHeld:
    """Whose key signs what: person -> (public half, whether they made it themselves). `form` is that of the record here."""

    def __init__(self) -> None:
        self.held: dict[str, tuple[str, bool]] = {}
        self.case, self.copies, self.recovery, self.form = "", [""], "", ""
        self.shared, self.leaving = False, ("", "")

    def key_for(self, own: list[Said]) -> str:
        """The key for an act with these entries, empty where there is none; a new key of one's own is an act by itself."""
        (key, made), kind, data = self.held.get(own[0]["by"], ("", False)), own[0]["kind"], own[0]["data"]
        if self.held and not any(entry["kind"] in NEW_KEY for entry in own):
            return key if made else ""
        if len(own) > 1 or data.get("person") != own[0]["by"]:
            return ""
        if not self.held:
            return data["key"] if kind == "person.added" else ""
        if kind == "person.key_made":
            return key
        is_spare = hashlib.sha256(bytes.fromhex(data["recovery"])).hexdigest() == self.recovery
        return data["recovery"] if key and is_spare else ""

    def take(self, seq: int, entry: Said) -> bool:
        """Go on with an entry; False where the case is opened, restored or raised out of place."""
        kind, data = entry["kind"], entry["data"]
        if (kind == "case.opened") != (seq == 1):
            return False
        self.shared |= kind == "case.shared"
        if kind == "case.opened":
            self.case, self.recovery, self.form, self.copies = data["case"], data["recovery"], data["form"], ["1"]
        elif kind == "case.restored":
            self.copies.append(data["incarnation"])
            return data["incarnation"] not in self.copies[:-1]
        elif kind == "case.left":
            return self.leave(data["incarnation"], entry["by"])
        elif kind == "form.raised":
            if data["from"] != self.form or data["to"] == "3.0":
                return False
            if self.form == "3.0":  # keys of that form were handed out
                self.held = {person: (key, False) for person, (key, _) in self.held.items()}
            self.form = data["to"]
        elif "key" in DATA.get(kind, {}):
            self.held[data["person"]] = (data["key"], data["person"] == entry["by"])
        return True

    def leave(self, name: str, by: str) -> bool:
        """A copy leaves the shared record under another name, once two people have signed that; False where it had it."""
        before, self.leaving = self.leaving, (name, by)
        if name in self.copies or self.leaving == before:
            return False
        if before[0] == name:
            self.shared = False
            self.copies.append(name)
        return True


def has_form(found: Any, form: Said) -> Said:
    """The object itself where its values are of these types, and texts of these patterns; else ValueError."""
    for name, due in form.items():
        value = found.get(name) if isinstance(found, dict) else None
        if not (re.fullmatch(due, value) if isinstance(due, str) and isinstance(value, str) else type(value) is due):
            raise ValueError(f"{name!r} is not there, or not as it has to be")
    return found


def entry_of(line: bytes) -> Said:
    """Read an entry; ValueError or RecursionError for what is none."""
    entry = has_form(json.loads(line), ENTRY)
    if json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() != line:
        raise ValueError("it is not in canonical form, so that another program may read it otherwise")
    older = {"form": "3.0", "recovery": ""} if entry["kind"] == "case.opened" and entry["v"] == 1 else {}
    return {**entry, "data": has_form(entry["data"] | older, DATA.get(entry["kind"], {}))}


def all_of(lines: list[bytes], what: str, said: list[str]) -> list[Said]:
    """Every line that is an entry, or an act, and an empty object for every other, which is said."""
    found: list[Said] = []
    for number, line in enumerate(lines, 1):
        try:
            found.append(entry_of(line) if what == "entry" else has_form(json.loads(line), ACT))
        except (ValueError, RecursionError) as error:
            found.append({})
            said.append(f"{what} {number} is no {what}: {error}")
    return found


def wrong_with(act: Said, own: list[Said], leaves: list[bytes], keys: KeysHeld, tree: Tree) -> str:
    """Why an act is not its person's, empty where it is; given its entries, their leaves, and what stands before it."""
    first, whose = act["first"], act["person"]
    if len(own) != act["entries"] or any(entry.get("by") != whose for entry in own):
        return f"the act at entry {first} is not whole, or not {whose or 'the program'}'s alone"
    if not whose:
        is_nobodys = all(entry["kind"] in NOBODYS for entry in own)
        return "" if is_nobodys else f"entry {first} is not one that the program adds by itself"
    origin = f"provisional-ballots/{keys.case}/{keys.copies[-1]}"
    base = act["base_size"] if keys.shared else tree.size
    lines = (origin, act["act"], len(own), Tree(leaves).root(), base, tree.roots.get(base, tree.root()))
    text = "\n".join(map(str, ("provisional-ballots act 1", *lines, ""))).encode()
    key, signature = bytes.fromhex(keys.key_for(own)), bytes.fromhex(act["signature"])
    return "" if key and signature and is_good(key, signature, text) else f"entry {first} is not signed by {whose}"


def problems(bodies: list[bytes], lines: list[bytes]) -> tuple[list[str], int]:
    """What is wrong, in sentences; and up to which entry the record is of form 3.0, whose acts are not signed one by one."""
    said = list[str]()
    entries, acts = all_of(bodies, "entry", said), all_of(lines, "act", said)
    leaves, by_first = [hashlib.sha256(b"\0" + body).digest() for body in bodies], dict[int, Said]()
    keys, tree, unsigned = KeysHeld(), Tree([]), 0
    for number, act in enumerate(acts, 1):
        if act and by_first.setdefault(act["first"], act) is not act:
            said.append(f"act {number} begins where another act does")
    while tree.size < len(bodies):
        seq = tree.size + 1
        act = by_first.pop(seq, None)
        upto = tree.size + (max(act["entries"], 1) if act else 1)
        own, hashes = entries[seq - 1 : upto], leaves[seq - 1 : upto]
        wrong = wrong_with(act, own, hashes, keys, tree) if act else ""
        if not wrong and not all(entry and keys.take(at, entry) for at, entry in enumerate(own, seq)):
            wrong = f"the act at entry {seq} opens, restores or raises the case out of place"
        if not act and not wrong and keys.form == "3.0":
            unsigned = seq
        elif not act:
            wrong = f"entry {seq} stands in no act"
        said += [wrong] if wrong else []
        for leaf in hashes:
            tree.grow(leaf)
        tree.roots[tree.size] = tree.root()
    said += [f"the act at entry {first} begins where another act stands, or no entry" for first in by_first]
    return said if any(act.get("person") for act in acts) else [*said, "no act is signed"], unsigned


def main(arguments: list[str]) -> int:
    """Check the folder named on the command line."""
    files = [pathlib.Path(name, "log", file) for name in arguments for file in ("entries.jsonl", "signatures.jsonl")]
    if len(files) != 2 or not all(file.is_file() for file in files):
        sys.stderr.write("usage: python3 standalone_acts.py FOLDER\n")
        return 2
    bodies, lines = (file.read_bytes().removesuffix(b"\n").split(b"\n") for file in files)
    said, unsigned = problems(bodies, lines)
    told = said or ["OK", f"{len(lines)} acts of {len(bodies)} entries"]
    not_proved = f"not proved: entries 1 to {unsigned} are of form 3.0, whose acts are not signed"
    for words in [*told, not_proved] if unsigned else told:
        sys.stdout.write("".join(sign if " " <= sign <= "~" else ascii(sign)[1:-1] for sign in words[:400]) + "\n")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
