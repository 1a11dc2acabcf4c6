"""Odd things that the owner of a case file or a release can put into it, each by its seed: the same in every run."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

ODD_JSON: Mapping[str, str] = {
    "a long number": "9" * 5_000, "a large number": "9" * 30, "a negative number": "-1", "a float": "1.5",
    "a huge float": "1e999", "NaN": "NaN", "Infinity": "-Infinity", "nothing": "null", "true": "true", "no text": '""',
    "half a character": '"\\ud800"', "a zero character": '"a\\u0000b"', "no JSON": "{", "empty": "",
    "a long text": f'"{"x" * 100_000}"',
    "an empty list": "[]", "an empty object": "{}", "a list": "[1, null, [2]]", "an object": '{"sealed": 7}',
    "a key twice": '{"a": 1, "a": 2}', "nested lists": "[" * 50_000 + "]" * 50_000,
    "nested as deep as may be": "[" * 900 + "]" * 900,
    "nested objects": '{"a":' * 50_000 + "1" + "}" * 50_000, "nested and open": "[" * 100_000,
    "another escape": '"\\/"', "a date of another age": '"9999-12-31T23:59:59.999999Z"', "no date": '"2020-13-45"',
}  # fmt: skip
"""What stands in the place of a value of a JSON text."""

ODD_CELLS: Mapping[str, str] = {
    "nothing": "NULL", "a number": "7", "the largest number": "9223372036854775807",
    "the smallest number": "-9223372036854775808", "a float": "1.5", "no number": "9e999", "no bytes": "x''",
    "bytes": "x'fffe00'", "32 bytes": "zeroblob(32)", "no text": "''", "a text that is none": "CAST(x'80ff' AS TEXT)",
    "half a character": "CAST(x'eda080' AS TEXT)", "a long text": "hex(zeroblob(500000))",
    "zero": "CAST(x'006100' AS TEXT)",
    "a long number": f"'{'9' * 5_000}'", "nested": "replace(hex(zeroblob(40000)), '0', '[')",
}  # fmt: skip
"""What stands in a cell, as SQL."""

Guards = list[tuple[str, str, str]]


def loosened(connection: sqlite3.Connection) -> Guards:
    """Take every trigger and index away, and all that the tables demand of their values; gives what puts it back."""
    connection.execute("PRAGMA writable_schema = ON")
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    for kind, name, sql in rows:
        if kind != "table":
            connection.execute(f"DROP {kind} {name}")
        else:
            loose = sql.replace("NOT NULL", "").replace(" STRICT, WITHOUT", " WITHOUT").replace(" STRICT", "")
            loose = loose.replace("STRICT", "").replace("INTEGER PRIMARY KEY", "integer primary key")
            connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (loose, name))
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute("PRAGMA writable_schema = RESET")
    return rows


def put_back(connection: sqlite3.Connection, guards: Guards) -> None:
    """Put back what was taken away; an index that cannot be made over what stands there now stays away."""
    for kind, _, sql in guards:
        if kind != "table":
            try:
                connection.execute(sql)
            except sqlite3.Error:
                continue
    connection.execute("PRAGMA writable_schema = ON")
    for kind, name, sql in guards:
        if kind == "table":
            connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (sql, name))
    connection.execute("PRAGMA writable_schema = RESET")


def change(path: Path, how: Callable[[sqlite3.Connection], object]) -> None:
    """Change a case file as its owner can, its schema afterwards as before."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        guards = loosened(raw)
        how(raw)
        put_back(raw, guards)


def odd_cell(path: Path, chance: Random) -> str:
    """Put an odd value into a cell of any table; gives which."""
    with closing(sqlite3.connect(path)) as raw:
        columns = "SELECT m.name, x.name FROM sqlite_master m, pragma_table_info(m.name) x WHERE m.type = 'table'"
        table, column = chance.choice(raw.execute(f"{columns} ORDER BY 1, 2").fetchall())
    name = chance.choice(sorted(ODD_CELLS))

    def put(raw: sqlite3.Connection) -> None:
        rows = raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        if not rows:
            return
        keys = raw.execute(f"SELECT name FROM pragma_table_info('{table}') WHERE pk ORDER BY pk").fetchall()
        key = keys[0][0] if keys else "rowid"
        one = f"{key} = (SELECT {key} FROM {table} LIMIT 1 OFFSET {chance.randrange(rows)})"
        try:
            raw.execute(f"UPDATE {table} SET {column} = {ODD_CELLS[name]} WHERE {one}")
        except sqlite3.Error:  # a key that is a number takes no text
            raw.execute(f"DELETE FROM {table}")

    change(path, put)
    return f"{table}.{column}: {name}"


def odd_json(path: Path, chance: Random) -> str:
    """Put an odd value somewhere into a body, a state or a document, its hashes made to fit; gives which."""
    beside = [("document", "content"), ("envelope", "state"), ("case_state", "state")]
    table, column = chance.choice([("log", "body")] * 4 + beside)
    name = chance.choice(sorted(ODD_JSON))

    def put(raw: sqlite3.Connection) -> None:
        rowid, text = chance.choice(raw.execute(f"SELECT rowid, {column} FROM {table} ORDER BY rowid").fetchall())
        changed = with_odd(text, ODD_JSON[name], chance)
        raw.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (changed, rowid))
        if table == "log":
            leaf = hashlib.sha256(b"\x00" + changed.encode()).digest()
            raw.execute("UPDATE log SET leaf = ? WHERE seq = ?", (leaf, rowid))
        elif table == "document":
            digest = hashlib.sha256(changed.encode()).hexdigest()
            (old,) = raw.execute("SELECT digest FROM document WHERE rowid = ?", (rowid,)).fetchone()
            raw.execute("UPDATE document SET digest = ? WHERE rowid = ?", (digest, rowid))
            raw.execute("UPDATE case_state SET state = replace(state, ?, ?)", (old, digest))

    change(path, put)
    return f"{table}.{column}: {name}"


def with_odd(text: str, odd: str, chance: Random) -> str:
    """A JSON text in which one value at any depth, or the whole, is another text."""
    mark = "\x07the odd one\x07"
    whole = json.loads(text)
    places = list(_places(whole))
    if not places or chance.random() < 0.05:
        return odd
    inside, key = chance.choice(places)
    inside[key] = mark
    return json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False).replace(json.dumps(mark), odd)


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each place of a JSON value at any depth: the object or list that it is in, and its key there."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield value, key
        yield from _places(inner)


def odd_bytes(path: Path, chance: Random) -> str:
    """Write over, cut away or blank out bytes anywhere in a file; gives which."""
    content = bytearray(path.read_bytes())
    kind = chance.choice(["high bits", "bytes", "zeros", "cut", "swapped"])
    at, size = chance.randrange(100, len(content)), chance.choice([1, 4, 64, 4096])
    if kind == "high bits":
        for _ in range(size):
            content[chance.randrange(100, len(content))] ^= 0x80
    elif kind == "bytes":
        content[at : at + size] = chance.randbytes(size)
    elif kind == "zeros":
        content[at : at + size] = bytes(size)
    elif kind == "cut":
        del content[at:]
    else:
        other = chance.randrange(100, len(content))
        content[at : at + size], content[other : other + size] = content[other : other + size], content[at : at + size]
    path.write_bytes(content)
    return f"{kind} at {at}, {size}"


def odd_release(path: Path, chance: Random) -> str:
    """Put something odd into a file of a release that is a folder; gives which."""
    files = sorted(each for each in path.rglob("*") if each.is_file())
    file = chance.choice([*files, path / "manifest.json", path / "checkpoint.txt", path / "log" / "entries.jsonl"])
    if file.suffix not in {".json", ".jsonl"}:
        return f"{file.name}: {odd_bytes(file, chance)}"
    name = chance.choice(sorted(ODD_JSON))
    text = file.read_text(encoding="utf-8")
    lines = text.splitlines() if file.suffix == ".jsonl" else [text]
    at = chance.randrange(len(lines))
    lines[at] = with_odd(lines[at], ODD_JSON[name], chance)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    made_to_fit(path, file)
    return f"{file.name}: {name}"


def made_to_fit(path: Path, file: Path) -> None:
    """Have the manifest list a changed file as it is now, where it still is one."""
    try:
        manifest = json.loads((path / "manifest.json").read_bytes())
        for each in manifest["files"]:
            if each["name"] == file.relative_to(path).as_posix():
                each["sha256"] = hashlib.sha256(file.read_bytes()).hexdigest()
        if file.name != "manifest.json":
            (path / "manifest.json").write_text(json.dumps(manifest))
    except (ValueError, TypeError, KeyError, RecursionError):
        return


def packed_again(path: Path, archive: Path, chance: Random) -> None:
    """Pack a folder as an archive, by any method."""
    with zipfile.ZipFile(archive, "w", chance.choice([0, 8, 12, 14])) as target:
        for file in sorted(path.rglob("*")):
            if file.is_file():
                target.write(file, file.relative_to(path).as_posix())
