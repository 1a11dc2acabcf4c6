"""Writes what the server of a shared record checks to resources/server/guards.sql: `python packaging/server_sql.py`.

The guards are those of the case file (log/file/schema.py, log/file/rights_trigger.py), whose table of kinds and roles is
`casework.record.rights`: each is put from SQLite's words into PostgreSQL's. What each function of SQLite does there with
values of JSON is in the file's first part (VALUES). A test compares the file with what this makes, and another has random
entries answered by both.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence

from adjudicator import resources
from adjudicator.casework.record.catalogue import CHANGES_NOTHING_SEEN
from adjudicator.casework.record.fold import ALSO, APPROVED, LISTED_IN, NAMED, OF_CASE, OF_CONTACTS, OF_COUNT
from adjudicator.casework.record.shelf import CASE_SUBJECT, COUNT_SUBJECT
from adjudicator.log.file.rights_trigger import FOLLOWS
from adjudicator.log.file.schema import INDEXES, TRIGGERS
from adjudicator.port.lockout import FIRST_WAIT, FREE_TRIES, LONGEST_WAIT, MOST_DOUBLINGS

GUARDS: Mapping[str, str] = {"log_rights": "why_no_right", "log_four_eyes": "why_not", "log_numbers": "why_taken"}
"""Trigger of the case file -> the function that says why an entry is refused; nothing where it is not."""

TITLE = """-- What is checked before an entry is added, as a case file checks it.
-- Made by packaging/server_sql.py, and never changed by hand.

SET ROLE adjudicator_owner;
SET search_path = :"record", pg_temp;
"""

VALUES = """
-- A value of an entry as SQLite's json_extract gives it, as a text: a number, which a truth is, too, stands behind a mark.
CREATE OR REPLACE FUNCTION value_of(value jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE jsonb_typeof(value)
    WHEN 'string' THEN CASE left(value #>> '{}', 1) WHEN chr(1) THEN chr(1) || chr(1) ELSE '' END || (value #>> '{}')
    WHEN 'number' THEN chr(1) || (value #>> '{}')
    WHEN 'boolean' THEN chr(1) || CASE WHEN value::boolean THEN '1' ELSE '0' END
    WHEN 'null' THEN NULL
    ELSE value::text END;

CREATE OR REPLACE FUNCTION value_at(entry jsonb, path text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value_of(entry #> path);

CREATE OR REPLACE FUNCTION first_at(entry jsonb, path text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE jsonb_typeof(entry #> path) WHEN 'array' THEN value_of(entry #> path -> 0) END;

CREATE OR REPLACE FUNCTION length_at(entry jsonb, path text[]) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN jsonb_typeof(entry #> path) = 'array' THEN jsonb_array_length(entry #> path)
    WHEN entry #> path IS NULL THEN NULL ELSE 0 END;

CREATE OR REPLACE FUNCTION each_at(entry jsonb, path text[]) RETURNS TABLE (key text, value text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT value_of(to_jsonb(found.key)), value_of(found.value)
    FROM jsonb_each(CASE jsonb_typeof(entry #> path) WHEN 'object' THEN entry #> path ELSE '{}' END) AS found
    UNION ALL
    SELECT chr(1) || (found.place - 1), value_of(found.value)
    FROM jsonb_array_elements(CASE jsonb_typeof(entry #> path) WHEN 'array' THEN entry #> path ELSE '[]' END)
        WITH ORDINALITY AS found (value, place)
    UNION ALL
    SELECT NULL, value_of(entry #> path) WHERE jsonb_typeof(entry #> path) NOT IN ('object', 'array');
END;

-- the place in the log that a value names: SQLite reads a text that is a number as one beside a column of numbers
CREATE OR REPLACE FUNCTION place_of(value text) RETURNS bigint LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    said text := btrim(CASE left(value, 1) WHEN chr(1) THEN substr(value, 2) ELSE value END, E' \\t\\n\\v\\f\\r');
    number numeric;
BEGIN
    IF said ~ '^[+-]?([0-9]{1,40}\\.?[0-9]{0,40}|\\.[0-9]{1,40})([eE][+-]?[0-9]{1,2})?$' THEN
        number := said::numeric;
        IF number = trunc(number) AND abs(number) < 9e18 THEN
            RETURN number;
        END IF;
    END IF;
    RETURN NULL;
END
$$;

-- whether SQLite takes a value for true
CREATE OR REPLACE FUNCTION is_true(value text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN value IS NULL THEN NULL ELSE coalesce(
    substring(
        btrim(CASE left(value, 1) WHEN chr(1) THEN substr(value, 2) ELSE value END, E' \\t\\n\\v\\f\\r')
        FROM '^([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+))'
    ) ~ '[1-9]', false
) END;

CREATE OR REPLACE FUNCTION has_text(whole text, part text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN strpos(whole, part) > 0;

-- what the next entry is held against: the log without the acts that stations found without a good signature
CREATE OR REPLACE VIEW standing AS
SELECT log.seq, log.parsed FROM log
WHERE NOT EXISTS (SELECT 1 FROM aside WHERE log.seq BETWEEN aside.first AND aside.last);
"""

ONE_PLAN = """SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_indexscan = off SET enable_indexonlyscan = off"""
"""How a guard is planned: once, and by the index that belongs to its condition. The planner may know a log that was short a
moment ago, and would go through all of it from its end to find the newest entry about a person.
"""

OFTEN_READ: Mapping[str, str] = {
    "value_at(new_entry, '{kind}')": "new_kind",
    "value_at(new_entry, '{by}')": "new_by",
    "value_at(new_entry, '{data,person}')": "new_person",
}
"""Values of the new entry that a guard asks for again and again -> the variable that holds each."""

_IN_BODY = re.compile(r"(json_extract|json_each|json_array_length)\((?:(\w+)\.)?body(?:, '\$\.?([\w.]*)(\[0\])?')?\)")
_FUNCTIONS = {"json_extract": "value_at", "json_each": "each_at", "json_array_length": "length_at"}
_VALUE = r"value_at\([^()]*\)"


def _there(found: re.Match[str]) -> str:
    function, alias, path, first = found.groups()
    whole = {"new": "new_entry", None: "parsed"}.get(alias, f"{alias}.parsed")
    place = (path or "").replace(".", ",")
    return f"{'first_at' if first else _FUNCTIONS[function]}({whole}, '{{{place}}}')"


WORDS: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (_IN_BODY.pattern, _there),
    (r"\bnew\.seq\b", "new_seq"),
    (r"\binstr\(", "has_text("),
    (r"\btotal\(", "sum("),
    (r"\bmin\(", "least("),
    (r" IS NOT 0\b", " IS DISTINCT FROM chr(1) || '0'"),
    (r"\bTHEN 1 ELSE EXISTS\b", "THEN true ELSE EXISTS"),
    (r"\bELSE 0 END\b", "ELSE false END"),
    (rf"(\w+\.seq) = ({_VALUE}|item\.value)", r"\1 = place_of(\2)"),
    (r"SELECT item\.value AS seq\b", "SELECT place_of(item.value) AS seq"),
    (rf"\bOR ({_VALUE})(?=\s*\))", r"OR is_true(\1)"),
    (r"\bFROM log\b(?! AS)", "FROM standing AS log"),
    (r"\bFROM log AS\b", "FROM standing AS"),
)
"""What SQLite says -> what PostgreSQL says, one after another."""


def in_postgres(sql: str) -> str:
    """A condition of a guard of the case file as PostgreSQL has it."""
    for pattern, words in WORDS:
        sql = re.sub(pattern, words, sql)
    return _with_names(sql)


def _with_names(sql: str) -> str:
    """PostgreSQL 15 wants a name for each query that another one reads from."""
    at = 0
    while (start := sql.find("FROM (", at)) >= 0:
        at, depth = start + len("FROM ("), 1
        end = at
        while depth:
            depth += {"(": 1, ")": -1}.get(sql[end], 0)
            end += 1
        if not sql[end:].lstrip().startswith("AS "):
            sql = f"{sql[:end]} AS found{sql[end:]}"
    return sql


_TRIGGER = re.compile(r"CREATE TRIGGER \w+ BEFORE INSERT ON log\nWHEN (.*?)\nBEGIN(.*)END", re.DOTALL)
_OF_KINDS = re.compile(r"(json_extract\(new\.body, '\$\.kind'\) IN \([^()]*\))\s+AND\s+(CASE\b.*\bEND)", re.DOTALL)
_REFUSAL = re.compile(r"SELECT RAISE\(ABORT, '([^']*)'\)(?:\s+WHERE (.*?))?;", re.DOTALL)


def guard(trigger: str, name: str) -> str:
    """The function for one trigger of the case file; it gives the words of the refusal."""
    found = _TRIGGER.fullmatch(trigger)
    if found is None:
        raise ValueError(f"this is no trigger that can be put into other words: {trigger[:60]}")
    when, rest = found.groups()
    refusals = _REFUSAL.findall(rest)
    if len(refusals) != rest.count("RAISE("):
        raise ValueError(f"not every refusal of {name} was found")
    lines = _only_where(when)
    lines += [
        f"    IF ({in_postgres(where or 'true')}) THEN\n        RETURN '{words}';\n    END IF;"
        for words, where in refusals
    ]
    body = _asked_for_once("\n".join(lines))
    for value, variable in OFTEN_READ.items():
        body = body.replace(value, variable)
    values = [f"    {name} text := {value};" for value, name in OFTEN_READ.items() if name in body]
    values += ["    follows boolean;"] if "follows" in body else []
    declared = "\n".join(values)
    return f"""
CREATE OR REPLACE FUNCTION {name}(new_seq bigint, new_entry jsonb) RETURNS text
LANGUAGE plpgsql {ONE_PLAN} AS $$
DECLARE
{declared}
BEGIN
{body}
    RETURN NULL;
END
$$;
"""


def _only_where(when: str) -> list[str]:
    """The statements that end a guard where its condition is not met; each query of it is set up for its own kind alone."""
    of_kinds = _OF_KINDS.fullmatch(when)
    if of_kinds is None:
        return [_ends_unless(when, "    ")]
    kinds, cases = of_kinds.groups()
    *named, last = (_ends_unless(condition, "        ") for condition in _conditions(cases))
    branches = "".join(
        f"    WHEN '{kind}' THEN\n{ends}\n" for kind, ends in zip(_kinds_at_top(cases), named, strict=True)
    )
    return [_ends_unless(kinds, "    "), f"    CASE new_kind\n{branches}    ELSE\n{last}\n    END CASE;"]


def _ends_unless(condition: str, indent: str) -> str:
    return f"{indent}IF ({in_postgres(condition)}) IS NOT TRUE THEN\n{indent}    RETURN NULL;\n{indent}END IF;"


def _conditions(cases: str) -> list[str]:
    """What stands behind each THEN of a CASE, and behind its ELSE."""
    at = [(found.start(), found.end()) for found in _at_top(cases)]
    ends = [*(start for start, _ in at[1:]), len(cases) - len("END")]
    return [cases[begin:end].strip() for (_, begin), end in zip(at, ends, strict=True)]


def _kinds_at_top(cases: str) -> list[str]:
    return [found[1] for found in _at_top(cases) if found[1]]


def _at_top(cases: str) -> list[re.Match[str]]:
    """Where a CASE goes on with WHEN ... THEN or ELSE, besides what stands in parentheses."""
    return [
        found
        for found in re.finditer(r"\bWHEN '([\w.]+)' THEN\b|\bELSE\b", cases)
        if cases[: found.start()].count("(") == cases[: found.start()].count(")")
    ]


def _asked_for_once(body: str) -> str:
    """A query that several kinds ask for is set up for these alone, and once."""
    follows = in_postgres(FOLLOWS)
    kinds = re.findall(rf"WHEN '([\w.]+)' THEN CASE [^\n]*{re.escape(follows)}", body)
    if not kinds:
        return body
    first = f"    IF new_kind IN ({_listed(kinds)}) THEN\n        follows := {follows};\n    END IF;\n"
    return first + body.replace(follows, "follows")


_INDEX = re.compile(r"CREATE INDEX (\w+) ON log \((.*?)\)\s+WHERE (.*)", re.DOTALL)


def index(sql: str) -> str:
    """An index on the log in PostgreSQL's words: a hash does not hang on how the system sorts texts."""
    found = _INDEX.fullmatch(sql)
    if found is None:
        raise ValueError(f"this is no index that can be put into other words: {sql[:60]}")
    name, on, where = found.groups()
    return f"\nCREATE INDEX IF NOT EXISTS {name} ON log USING hash (({in_postgres(on)}))\nWHERE {in_postgres(where)};\n"


def _listed(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in sorted(values))


def subjects() -> str:
    """The function that says of what an entry may leave a new version, as `casework.record.fold.moved_by` does."""
    also = _by_kind(ALSO)
    named = " ".join(f"WHEN '{kind}' THEN '{name}'" for kind, name in sorted(NAMED.items()))
    lists = _by_kind({**LISTED_IN, "batch.approved": ("items", APPROVED)})
    return f"""
-- of what an entry may leave a new version: an act that rests on one of these waits until its station has seen the entry
CREATE OR REPLACE FUNCTION moved_by(new_entry jsonb) RETURNS SETOF text LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT 'contact ' || (new_entry #>> '{{data,envelope}}')
    WHERE new_entry ->> 'kind' IN ({_listed(OF_CONTACTS)})
    UNION
    SELECT what || ' ' || (new_entry -> 'data' ->> what)
    FROM unnest(ARRAY['envelope', 'batch'] || CASE new_entry ->> 'kind'
{also}
        ELSE ARRAY[]::text[] END) AS what
    WHERE new_entry ->> 'kind' NOT IN ({_listed(OF_CONTACTS)})
    AND jsonb_typeof(new_entry -> 'data' -> what) = 'string'
    UNION
    SELECT 'envelope ' || number
    FROM unnest(CASE new_entry ->> 'kind'
{lists}
        ELSE ARRAY['items'] END) AS what,
    jsonb_object_keys(
        CASE jsonb_typeof(new_entry -> 'data' -> what) WHEN 'object' THEN new_entry -> 'data' -> what ELSE '{{}}' END
    ) AS number
    WHERE new_entry ->> 'kind' NOT IN ({_listed(OF_CONTACTS)})
    UNION
    SELECT what || ' ' || (new_entry -> 'data' ->> what)
    FROM (SELECT CASE new_entry ->> 'kind' {named} END AS what) AS named
    WHERE jsonb_typeof(new_entry -> 'data' -> what) = 'string'
    UNION
    SELECT '{CASE_SUBJECT}' WHERE new_entry ->> 'kind' IN ({_listed(OF_CASE)})
    UNION
    SELECT '{COUNT_SUBJECT}' WHERE new_entry ->> 'kind' IN ({_listed(OF_COUNT)});
END;
"""


def _by_kind(fields: Mapping[str, Sequence[str]]) -> str:
    return "\n".join(
        f"        WHEN '{kind}' THEN ARRAY[{_listed(names)}]::text[]" for kind, names in sorted(fields.items())
    )


def seen_as_a_whole() -> str:
    """Whether what came behind a size changes nothing of the record as a whole, and how long a person waits."""
    wait = f"least(interval '{FIRST_WAIT.seconds} s' * 2 ^ least(failures - {FREE_TRIES}, {MOST_DOUBLINGS})"
    return f"""
-- whether an entry behind that size changes what a person saw of the record as a whole
CREATE OR REPLACE FUNCTION moved_on(seen bigint) RETURNS boolean LANGUAGE sql VOLATILE SET search_path FROM CURRENT AS $$
    SELECT EXISTS (
        SELECT 1 FROM standing WHERE seq > seen
        AND value_at(parsed, '{{kind}}') NOT IN ({_listed(CHANGES_NOTHING_SEEN)})
    )
$$;

-- how long a person waits after passwords that did not fit
CREATE OR REPLACE FUNCTION wait_after(failures integer) RETURNS interval LANGUAGE sql IMMUTABLE
RETURN CASE WHEN failures >= {FREE_TRIES} THEN {wait}, interval '{LONGEST_WAIT.seconds} s') END;
"""


def text() -> str:
    """The whole file."""
    indexes = "".join(index(sql) for sql in INDEXES.values())
    guards = "".join(guard(TRIGGERS[name], function) for name, function in GUARDS.items())
    end = '\nREVOKE ALL ON ALL FUNCTIONS IN SCHEMA :"record" FROM PUBLIC;\n\nRESET ROLE;\nRESET search_path;\n'
    return f"{TITLE}{VALUES}{indexes}{subjects()}{seen_as_a_whole()}{guards}{end}"


def main() -> None:
    """Write the file."""
    path = resources.path("server", "guards.sql")
    path.write_text(text(), encoding="utf-8")
    sys.stdout.write(f"{path} is written.\n")


if __name__ == "__main__":
    main()
