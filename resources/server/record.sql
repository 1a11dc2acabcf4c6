-- The tables of one shared record. For each case once, as a login that may found (see roles.sql), all three in this order:
--
--     psql --dbname DATABASE --set record=case_0123456789abcdef \
--         --set stations=case_0123456789abcdef_station --file record.sql --file guards.sql --file functions.sql
--
-- Nobody has a right on a table. The functions are run as their owner, and stations may call some of them.

SET ROLE adjudicator_keeper;

CREATE ROLE :"stations" NOLOGIN;
GRANT adjudicator_station TO :"stations";

SET ROLE adjudicator_owner;

CREATE SCHEMA :"record";
SET search_path = :"record", pg_temp;

CREATE TABLE record (
    one integer PRIMARY KEY CHECK (one = 1),
    name text NOT NULL,
    format integer NOT NULL,
    least text NOT NULL
);

-- the case key, wrapped under the passphrase of the case; the newest holds
CREATE TABLE wrapped_key (
    number bigint PRIMARY KEY,
    wrapped text NOT NULL,
    login text NOT NULL
);

-- the log: entries, word for word; a leaf is what RFC 6962 makes of one. `parsed` is what checks look at
CREATE TABLE log (
    seq bigint PRIMARY KEY,
    body text NOT NULL,
    parsed jsonb NOT NULL GENERATED ALWAYS AS (body::jsonb) STORED,
    leaf bytea NOT NULL CHECK (leaf = pg_catalog.sha256('\x00'::bytea || pg_catalog.convert_to(body, 'UTF8')))
);

-- acts: where the entries of each begin and how many there are, who signed, over which head, which login brought it and when;
-- `root` is that of the head which the act left
CREATE TABLE act (
    first bigint PRIMARY KEY,
    number integer NOT NULL CHECK (number > 0),
    id bytea NOT NULL UNIQUE CHECK (pg_catalog.length(id) = 16),
    person text NOT NULL,
    base_size bigint NOT NULL CHECK (base_size >= 0),
    base_root bytea NOT NULL CHECK (pg_catalog.length(base_root) = 32),
    signature bytea NOT NULL CHECK (pg_catalog.length(signature) = CASE person WHEN '' THEN 0 ELSE 64 END),
    login text NOT NULL,
    latest text NOT NULL,
    came timestamptz NOT NULL,
    root bytea NOT NULL CHECK (pg_catalog.length(root) = 32)
);
CREATE INDEX act_last ON act ((first + number - 1));
CREATE INDEX act_login ON act (login COLLATE "C", first);

-- acts that were not recorded and never will be, with the answer that they got: one may still be under way a second time
CREATE TABLE gone (
    id bytea PRIMARY KEY,
    answer text NOT NULL,
    about text NOT NULL,
    was bigint NOT NULL,
    size bigint NOT NULL
);

-- everything personal is encrypted before it comes here
CREATE TABLE sealed (
    seq bigint NOT NULL,
    commitment bytea NOT NULL CHECK (pg_catalog.length(commitment) = 32),
    value bytea NOT NULL,
    PRIMARY KEY (seq, commitment)
);
CREATE TABLE lines (
    first bigint PRIMARY KEY,
    content bytea NOT NULL
);
CREATE TABLE document (
    digest text COLLATE "C" PRIMARY KEY CHECK (digest = pg_catalog.encode(pg_catalog.sha256(content), 'hex')),
    kind text NOT NULL,
    content bytea NOT NULL
);
CREATE TABLE act_document (
    first bigint NOT NULL,
    place integer NOT NULL,
    digest text NOT NULL,
    PRIMARY KEY (first, place)
);

-- what each entry is about, so that an act is refused which rests on what has moved on
CREATE TABLE subject (
    name text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    PRIMARY KEY (name, seq)
);

-- people's keys under their passwords, encrypted once more; the newest holds. `tries` counts passwords that did not fit, for
-- each login by itself: who tries passwords without end slows down the own login alone
CREATE TABLE given_key (
    person text COLLATE "C" NOT NULL,
    first bigint NOT NULL,
    wrapped text NOT NULL,
    failures integer NOT NULL,
    last_failure text NOT NULL,
    PRIMARY KEY (person, first)
);
CREATE TABLE tries (
    person text COLLATE "C" NOT NULL,
    login text COLLATE "C" NOT NULL,
    first bigint NOT NULL,
    failures integer NOT NULL,
    last_failure text NOT NULL,
    PRIMARY KEY (person, login)
);

CREATE TABLE checkpoint (
    number bigint PRIMARY KEY,
    size bigint NOT NULL,
    root bytea NOT NULL,
    note text NOT NULL,
    login text NOT NULL
);
CREATE INDEX checkpoint_size ON checkpoint (size);

-- PostgreSQL cannot check who signed. Acts that stations found without a good signature, and those of them that are therefore
-- not looked at any more when the next act is checked
CREATE TABLE disowned (
    first bigint NOT NULL,
    login text COLLATE "C" NOT NULL,
    PRIMARY KEY (first, login)
);
CREATE TABLE aside (
    first bigint PRIMARY KEY,
    last bigint NOT NULL
);

CREATE TABLE station (
    login text COLLATE "C" PRIMARY KEY,
    name text NOT NULL,
    version text NOT NULL DEFAULT '',
    size bigint NOT NULL DEFAULT 0,
    clock double precision NOT NULL DEFAULT 0,
    seen text NOT NULL DEFAULT '',
    revoked boolean NOT NULL DEFAULT false
);

CREATE TABLE scan (
    came_with text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    login text COLLATE "C" NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (came_with, name, login)
);
CREATE TABLE roll (
    roll text COLLATE "C" NOT NULL,
    part integer NOT NULL,
    login text COLLATE "C" NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (roll, part, login)
);

CREATE TABLE head (
    one integer PRIMARY KEY CHECK (one = 1),
    size bigint NOT NULL,
    root bytea NOT NULL CHECK (pg_catalog.length(root) = 32),
    frontier bytea NOT NULL
);
INSERT INTO head VALUES (1, 0, pg_catalog.sha256(''), '');

-- nothing that only grows is changed, not by the owner either, and not where other triggers are switched off
CREATE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% only grows', TG_TABLE_NAME USING ERRCODE = 'PB007';
END
$$;

CREATE FUNCTION head_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF new.one <> 1 OR new.size <= old.size THEN
        RAISE EXCEPTION 'the log only grows' USING ERRCODE = 'PB007';
    END IF;
    RETURN new;
END
$$;

-- no two entries have one place, so that as many as there are places between the first and the last leave no gap
CREATE FUNCTION in_order() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    lowest bigint;
    highest bigint;
    many bigint;
BEGIN
    SELECT min(seq), max(seq), count(*) INTO lowest, highest, many FROM added;
    IF many > 0 AND (
        highest - lowest + 1 <> many OR lowest <> 1 AND NOT EXISTS (SELECT 1 FROM log WHERE seq = lowest - 1)
    ) THEN
        RAISE EXCEPTION 'an entry takes the next place in the log' USING ERRCODE = 'PB007';
    END IF;
    RETURN NULL;
END
$$;

DO $$
DECLARE
    grows text;
BEGIN
    FOREACH grows IN ARRAY ARRAY[
        'record', 'wrapped_key', 'log', 'act', 'gone', 'sealed', 'lines', 'document', 'act_document', 'subject', 'given_key',
        'checkpoint', 'disowned', 'aside', 'scan', 'roll'
    ] LOOP
        EXECUTE pg_catalog.format(
            'CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON %I EXECUTE FUNCTION only_grows()', grows
        );
        EXECUTE pg_catalog.format('ALTER TABLE %I ENABLE ALWAYS TRIGGER only_grows', grows);
    END LOOP;
END
$$;

CREATE TRIGGER stays BEFORE INSERT OR DELETE OR TRUNCATE ON head EXECUTE FUNCTION only_grows();
CREATE TRIGGER goes_on BEFORE UPDATE ON head FOR EACH ROW EXECUTE FUNCTION head_goes_on();
CREATE TRIGGER in_order AFTER INSERT ON log REFERENCING NEW TABLE AS added EXECUTE FUNCTION in_order();
ALTER TABLE head ENABLE ALWAYS TRIGGER stays;
ALTER TABLE head ENABLE ALWAYS TRIGGER goes_on;
ALTER TABLE log ENABLE ALWAYS TRIGGER in_order;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA :"record" FROM PUBLIC;
GRANT USAGE ON SCHEMA :"record" TO :"stations";

RESET ROLE;
RESET search_path;
