-- What a station may ask of a shared record: these functions and nothing else. Behind record.sql and guards.sql; after an update
-- of the program guards.sql and this file are run again.
--
-- Errors of their own: PB001 no role allows it, PB002 a check refuses it, PB003 the login may not come in, PB004 this is no act,
-- PB005 it rests on another record, PB006 another isolation than READ COMMITTED, PB007 what only grows was to be changed.

SET ROLE adjudicator_owner;
SET search_path = :"record", pg_temp;

-- inside ---------------------------------------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION instant(moment timestamptz) RETURNS text LANGUAGE sql STABLE
RETURN to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

-- the moment that an instant means: nothing for a text that is none
CREATE OR REPLACE FUNCTION moment_of(said text) RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF said ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z$' AND said !~ 'T24|:60' THEN
        RETURN said::timestamptz;
    END IF;
    RETURN NULL;
EXCEPTION WHEN datetime_field_overflow OR invalid_datetime_format THEN
    RETURN NULL;
END
$$;

-- whether the login of this session may come in; a founder may
CREATE OR REPLACE FUNCTION admit() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'acts are recorded at the isolation READ COMMITTED alone' USING ERRCODE = 'PB006';
    END IF;
    PERFORM 1 FROM station WHERE login = session_user AND NOT revoked;
    IF NOT FOUND AND NOT pg_has_role(session_user, 'adjudicator_owner', 'MEMBER') THEN
        RAISE EXCEPTION 'this login may not come in' USING ERRCODE = 'PB003';
    END IF;
    -- what is told to be recorded is on the disk
    IF current_setting('synchronous_commit') = 'off' THEN
        PERFORM set_config('synchronous_commit', 'on', true);
    END IF;
END
$$;

-- the one canonical form of a JSON value: sorted keys, no white space, whole numbers alone; a piece is missing for others, and for
-- what lies deeper than so many values: PostgreSQL takes what SQLite, which every copy is, does not. It is called for each value
-- that has others in it, so the search path is set by who calls it first; commitments, of which an entry has many, are written
-- here
CREATE OR REPLACE FUNCTION canonical(whole jsonb, deep integer) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF deep = 0 THEN
        RETURN NULL;
    END IF;
    CASE jsonb_typeof(whole)
    WHEN 'object' THEN
        RETURN '{' || coalesce((
            SELECT string_agg(to_jsonb(key)::text || ':' || CASE jsonb_typeof(value)
                WHEN 'object' THEN CASE
                    WHEN deep > 1 AND jsonb_typeof(value -> 'sealed') = 'string' AND value - 'sealed' = '{}'
                    THEN '{"sealed":' || (value -> 'sealed')::text || '}' ELSE canonical(value, deep - 1) END
                WHEN 'array' THEN canonical(value, deep - 1)
                WHEN 'number' THEN CASE WHEN value::text ~ '^-?[0-9]{1,18}$' THEN value::text END
                ELSE value::text END, ',' ORDER BY key COLLATE "C")
            FROM jsonb_each(whole)
        ), '') || '}';
    WHEN 'array' THEN
        RETURN '[' || coalesce((
            SELECT string_agg(CASE jsonb_typeof(value)
                WHEN 'object' THEN CASE
                    WHEN deep > 1 AND jsonb_typeof(value -> 'sealed') = 'string' AND value - 'sealed' = '{}'
                    THEN '{"sealed":' || (value -> 'sealed')::text || '}' ELSE canonical(value, deep - 1) END
                WHEN 'array' THEN canonical(value, deep - 1)
                WHEN 'number' THEN CASE WHEN value::text ~ '^-?[0-9]{1,18}$' THEN value::text END
                ELSE value::text END, ',' ORDER BY place)
            FROM jsonb_array_elements(whole) WITH ORDINALITY AS found (value, place)
        ), '') || ']';
    ELSE
        RETURN whole::text;
    END CASE;
END
$$;

-- an entry as a station sends it: raises PB004 for what the program would not have written as one
CREATE OR REPLACE FUNCTION entry_of(body text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT AS $$
DECLARE
    entry jsonb;
BEGIN
    BEGIN
        entry := body::jsonb;
    EXCEPTION WHEN data_exception OR statement_too_complex OR program_limit_exceeded THEN
        RAISE EXCEPTION 'this is no entry' USING ERRCODE = 'PB004';
    END;
    IF jsonb_typeof(entry) = 'object' AND jsonb_typeof(entry -> 'at') = 'string' AND jsonb_typeof(entry -> 'by') = 'string'
        AND jsonb_typeof(entry -> 'kind') = 'string' AND jsonb_typeof(entry -> 'v') = 'number'
        AND jsonb_typeof(entry -> 'data') = 'object' AND (SELECT count(*) = 5 FROM jsonb_object_keys(entry))
        AND canonical(entry, 100) = body
    THEN
        RETURN entry;
    END IF;
    RAISE EXCEPTION 'this is no entry' USING ERRCODE = 'PB004';
END
$$;

-- the version of a subject: the last entry about it that stands
CREATE OR REPLACE FUNCTION version_of(subject_name text) RETURNS bigint LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    RETURN coalesce((
        SELECT subject.seq FROM subject
        WHERE subject.name = subject_name
        AND NOT EXISTS (SELECT 1 FROM aside WHERE subject.seq BETWEEN aside.first AND aside.last)
        ORDER BY subject.seq DESC LIMIT 1
    ), 0);
END
$$;

-- the root of the tree over a number of entries, where an act ends there
CREATE OR REPLACE FUNCTION root_of(a_size bigint) RETURNS bytea LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    RETURN CASE a_size WHEN 0 THEN sha256('') ELSE (SELECT root FROM act WHERE first + number - 1 = a_size) END;
END
$$;

-- whether a login was let in and is no more: what it brought besides acts holds no more, either
CREATE OR REPLACE FUNCTION is_revoked(a_login text) RETURNS boolean LANGUAGE sql VOLATILE SET search_path FROM CURRENT AS $$
    SELECT EXISTS (SELECT 1 FROM station WHERE station.login = a_login AND station.revoked)
$$;

-- keeps that an act is not recorded, and gives its answer
CREATE OR REPLACE FUNCTION let_go(act_id bytea, an_answer text, what text, seen bigint, version bigint)
RETURNS TABLE (answer text, about text, was bigint, size bigint, root bytea)
LANGUAGE sql VOLATILE SET search_path FROM CURRENT AS $$
    INSERT INTO gone (id, answer, about, was, size) VALUES (act_id, an_answer, what, seen, version)
    RETURNING answer, about, was, size, ''::bytea
$$;

-- puts acts behind the head, which the caller has locked and behind which it has put their entries into the log; sealed values are
-- counted by the entries of all these acts, documents by the acts, each from 1. It is planned for an index: a table that was empty
-- when a session began may be long before that ends
CREATE OR REPLACE FUNCTION put_acts(
    firsts bigint[], numbers integer[], act_ids bytea[], people text[], base_sizes bigint[], base_roots bytea[],
    signatures bytea[], logins text[], latests text[], sealed_in integer[], commitments bytea[], sealed_values bytea[],
    documents_of integer[], document_kinds text[], document_contents bytea[], act_lines bytea[]
) RETURNS TABLE (size bigint, root bytea) LANGUAGE plpgsql SET search_path FROM CURRENT SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
    was head%ROWTYPE;
    leaves bytea[];
    peaks bytea[] := '{}';
    deep integer := 0;
    roots bytea[] := '{}';
    node bytea;
    at_size bigint;
    merged bigint;
    new_frontier bytea := '';
BEGIN
    SELECT * INTO STRICT was FROM head WHERE one = 1;
    at_size := was.size + (SELECT sum(number) FROM unnest(numbers) AS number);
    leaves := ARRAY(SELECT log.leaf FROM log WHERE log.seq BETWEEN was.size + 1 AND at_size ORDER BY log.seq);
    INSERT INTO subject (name, seq)
    SELECT about, log.seq FROM log, moved_by(log.parsed) AS about
    WHERE log.seq BETWEEN was.size + 1 AND at_size AND about IS NOT NULL;
    FOR n IN 0 .. length(was.frontier) / 32 - 1 LOOP
        deep := deep + 1;
        peaks[deep] := substr(was.frontier, n * 32 + 1, 32);
    END LOOP;
    at_size := was.size;
    FOR n IN 1 .. cardinality(firsts) LOOP
        IF numbers[n] < 1 OR firsts[n] <> at_size + 1 THEN
            RAISE EXCEPTION 'the act begins at entry %, and the next here is %', firsts[n], at_size + 1
                USING ERRCODE = 'PB005';
        END IF;
        FOR entry IN 1 .. numbers[n] LOOP
            node := leaves[at_size - was.size + 1];
            merged := at_size;
            WHILE merged & 1 = 1 LOOP
                node := sha256('\x01'::bytea || peaks[deep] || node);
                deep := deep - 1;
                merged := merged >> 1;
            END LOOP;
            deep := deep + 1;
            peaks[deep] := node;
            at_size := at_size + 1;
        END LOOP;
        FOR peak IN REVERSE deep - 1 .. 1 LOOP
            node := sha256('\x01'::bytea || peaks[peak] || node);
        END LOOP;
        roots[n] := node;
    END LOOP;
    FOR peak IN 1 .. deep LOOP
        new_frontier := new_frontier || peaks[peak];
    END LOOP;
    UPDATE head SET size = at_size, root = node, frontier = new_frontier WHERE one = 1;
    INSERT INTO act (first, number, id, person, base_size, base_root, signature, login, latest, came, root)
    SELECT put.first, put.number, put.id, put.person, put.base_size, put.base_root, put.signature, put.login, put.latest,
        clock_timestamp(), put.root
    FROM unnest(firsts, numbers, act_ids, people, base_sizes, base_roots, signatures, logins, latests, roots)
        AS put (first, number, id, person, base_size, base_root, signature, login, latest, root);
    IF cardinality(commitments) > 0 THEN
        INSERT INTO sealed (seq, commitment, value)
        SELECT was.size + found.place, found.commitment, found.value
        FROM unnest(sealed_in, commitments, sealed_values) AS found (place, commitment, value);
    END IF;
    FOR n IN 1 .. cardinality(document_kinds) LOOP
        PERFORM convert_from(document_contents[n], 'UTF8');
        INSERT INTO document (digest, kind, content)
        VALUES (encode(sha256(document_contents[n]), 'hex'), document_kinds[n], document_contents[n])
        ON CONFLICT DO NOTHING;
        INSERT INTO act_document (first, place, digest)
        VALUES (firsts[documents_of[n]], n, encode(sha256(document_contents[n]), 'hex'));
    END LOOP;
    INSERT INTO lines (first, content)
    SELECT put.first, put.content FROM unnest(firsts, act_lines) AS put (first, content) WHERE length(put.content) > 0;
    RETURN QUERY SELECT at_size, node;
END
$$;

-- for stations ---------------------------------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION greet(OUT name text, OUT format integer, OUT least_version text, OUT now text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM admit();
    SELECT record.name, record.format, record.least, instant(clock_timestamp()) INTO greet.name, greet.format,
        greet.least_version, greet.now FROM record;
END
$$;

-- answers "head" with size and root; "stale" with the subject, the version seen and that of now; "key"; "clock" with the server's
-- instant; "late", and the act is not recorded any more
CREATE OR REPLACE FUNCTION append(
    act_id bytea, act_person text, act_base_size bigint, act_base_root bytea, act_signature bytea, act_latest text,
    bodies text[], sealed_in integer[], commitments bytea[], sealed_values bytea[], after_subjects text[],
    after_versions bigint[], document_kinds text[], document_contents bytea[], act_lines bytea, key_person text,
    key_wrapped text
) RETURNS TABLE (answer text, about text, was bigint, size bigint, root bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '4s'
SET plan_cache_mode = force_generic_plan SET jit = off AS $$
#variable_conflict use_column
DECLARE
    latest_moment timestamptz := moment_of(act_latest);
    seen bigint;
    version bigint;
    head_size bigint;
    received timestamptz := statement_timestamp();
    entries jsonb[];
    why text;
BEGIN
    PERFORM admit();
    IF latest_moment IS NULL THEN
        RAISE EXCEPTION 'an act has a latest instant' USING ERRCODE = 'PB004';
    END IF;
    entries := ARRAY(
        SELECT entry_of(given.body) FROM unnest(bodies) WITH ORDINALITY AS given (body, place) ORDER BY given.place
    );
    SELECT head.size INTO STRICT head_size FROM head WHERE one = 1 FOR UPDATE;
    RETURN QUERY SELECT 'head', '', 0::bigint, act.first + act.number - 1, act.root FROM act WHERE act.id = act_id
        UNION ALL SELECT gone.answer, gone.about, gone.was, gone.size, ''::bytea FROM gone WHERE gone.id = act_id;
    IF FOUND THEN
        RETURN;
    END IF;
    IF clock_timestamp() > latest_moment THEN
        RETURN QUERY SELECT * FROM let_go(act_id, 'late', '', 0, 0);
        RETURN;
    END IF;
    IF EXISTS (
        SELECT 1 FROM unnest(entries) AS entry
        WHERE abs(extract(epoch FROM moment_of(entry ->> 'at') - received)) <= 2 IS NOT TRUE
    ) THEN
        RETURN QUERY SELECT * FROM let_go(act_id, 'clock', instant(clock_timestamp()), 0, 0);
        RETURN;
    END IF;
    IF root_of(act_base_size) IS DISTINCT FROM act_base_root THEN
        RAISE EXCEPTION 'the act rests on a head that this log never had' USING ERRCODE = 'PB005';
    END IF;
    FOR n IN 1 .. cardinality(after_subjects) LOOP
        seen := after_versions[n];
        IF after_subjects[n] = 'log' THEN
            version := CASE WHEN moved_on(seen) THEN head_size ELSE 0 END;
        ELSE
            version := version_of(after_subjects[n]);
        END IF;
        IF version > seen THEN
            RETURN QUERY SELECT * FROM let_go(act_id, 'stale', after_subjects[n], seen, version);
            RETURN;
        END IF;
    END LOOP;
    -- the person was given another key since the head that this one signed over
    IF EXISTS (
        SELECT 1 FROM standing WHERE seq > act_base_size
        AND value_at(parsed, '{kind}') IN ('person.key_changed', 'person.key_made', 'person.key_recovered')
        AND value_at(parsed, '{data,person}') = act_person
    ) THEN
        RETURN QUERY SELECT * FROM let_go(act_id, 'key', '', 0, 0);
        RETURN;
    END IF;
    IF cardinality(entries) = 0 THEN
        RAISE EXCEPTION 'an act has an entry' USING ERRCODE = 'PB004';
    END IF;
    -- each is held against those before it, of its own act as well
    FOR n IN 1 .. cardinality(entries) LOOP
        IF entries[n] ->> 'kind' = 'case.left' THEN
            RAISE EXCEPTION 'a copy leaves by itself, and the record stays shared' USING ERRCODE = 'PB002';
        END IF;
        IF entries[n] ->> 'by' <> act_person THEN
            RAISE EXCEPTION 'the entries of an act are one person''s' USING ERRCODE = 'PB004';
        END IF;
        why := why_no_right(head_size + n, entries[n]);
        IF why IS NOT NULL THEN
            RAISE EXCEPTION '%', why USING ERRCODE = 'PB001';
        END IF;
        why := coalesce(why_not(head_size + n, entries[n]), why_taken(head_size + n, entries[n]));
        IF why IS NOT NULL THEN
            RAISE EXCEPTION '%', why USING ERRCODE = 'PB002';
        END IF;
        INSERT INTO log (seq, body, leaf)
        VALUES (head_size + n, bodies[n], sha256('\x00'::bytea || convert_to(bodies[n], 'UTF8')));
    END LOOP;
    RETURN QUERY SELECT 'head', '', 0::bigint, put.size, put.root FROM put_acts(
        ARRAY[head_size + 1], ARRAY[cardinality(entries)], ARRAY[act_id], ARRAY[act_person], ARRAY[act_base_size],
        ARRAY[act_base_root], ARRAY[act_signature], ARRAY[session_user::text], ARRAY[act_latest], sealed_in, commitments,
        sealed_values, array_fill(1, ARRAY[cardinality(document_kinds)]), document_kinds, document_contents,
        ARRAY[act_lines]
    ) AS put;
    IF key_person IS NOT NULL THEN
        INSERT INTO given_key (person, first, wrapped, failures, last_failure)
        VALUES (key_person, head_size + 1, key_wrapped, 0, '');
    END IF;
    PERFORM pg_notify(current_schema(), (head_size + cardinality(bodies))::text);
END
$$;

-- "head", "late" (it is not recorded and never will be) or "unknown": its latest instant is not over yet
CREATE OR REPLACE FUNCTION settle(act_id bytea, act_latest text)
RETURNS TABLE (answer text, size bigint, root bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '4s' AS $$
#variable_conflict use_column
DECLARE
    latest_moment timestamptz := moment_of(act_latest);
BEGIN
    PERFORM admit();
    IF latest_moment IS NULL THEN
        RAISE EXCEPTION 'an act has a latest instant' USING ERRCODE = 'PB004';
    END IF;
    PERFORM 1 FROM head WHERE one = 1 FOR UPDATE;
    RETURN QUERY SELECT 'head', act.first + act.number - 1, act.root FROM act WHERE act.id = act_id
        UNION ALL SELECT 'late', 0::bigint, ''::bytea FROM gone WHERE gone.id = act_id;
    IF FOUND THEN
        RETURN;
    END IF;
    IF clock_timestamp() > latest_moment THEN
        -- kept, because the clock may be set back
        RETURN QUERY SELECT told.answer, 0::bigint, ''::bytea FROM let_go(act_id, 'late', '', 0, 0) AS told;
    ELSE
        RETURN QUERY SELECT 'unknown', 0::bigint, ''::bytea;
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION tell_head(OUT size bigint, OUT root bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM admit();
    SELECT head.size, head.root INTO STRICT tell_head.size, tell_head.root FROM head WHERE one = 1;
END
$$;

CREATE OR REPLACE FUNCTION acts(from_seq bigint, most integer)
RETURNS TABLE (
    first bigint, login text, id bytea, person text, base_size bigint, base_root bytea, signature bytea, bodies text[],
    sealed_in integer[], commitments bytea[], sealed_values bytea[], digests text[], kinds text[], contents bytea[],
    lines bytea, notes text[], key_people text[], keys text[], failures integer[], last_failures text[]
) LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
#variable_conflict use_column
BEGIN
    PERFORM admit();
    RETURN QUERY
    SELECT act.first, act.login, act.id, act.person, act.base_size, act.base_root, act.signature,
        ARRAY(SELECT log.body FROM log WHERE log.seq BETWEEN act.first AND act.first + act.number - 1 ORDER BY log.seq),
        found.places, found.commitments, found.contents, papers.digests, papers.kinds, papers.contents,
        coalesce((SELECT lines.content FROM lines WHERE lines.first = act.first), ''),
        ARRAY(
            SELECT checkpoint.note FROM checkpoint WHERE checkpoint.size = act.first + act.number - 1
            ORDER BY checkpoint.number
        ),
        own.people, own.wrapped, own.failures, own.last_failures
    FROM act,
    LATERAL (
        SELECT array_agg((sealed.seq - act.first + 1)::integer) AS places, array_agg(sealed.commitment) AS commitments,
            array_agg(sealed.value) AS contents
        FROM sealed WHERE sealed.seq BETWEEN act.first AND act.first + act.number - 1
    ) AS found,
    LATERAL (
        SELECT array_agg(document.digest ORDER BY act_document.place) AS digests,
            array_agg(document.kind ORDER BY act_document.place) AS kinds,
            array_agg(document.content ORDER BY act_document.place) AS contents
        FROM act_document JOIN document USING (digest) WHERE act_document.first = act.first
    ) AS papers,
    LATERAL (
        SELECT array_agg(given.person) AS people, array_agg(now.wrapped) AS wrapped, array_agg(now.failures) AS failures,
            array_agg(now.last_failure) AS last_failures
        FROM given_key AS given, LATERAL key_of(given.person) AS now WHERE given.first = act.first
    ) AS own
    WHERE act.first >= from_seq ORDER BY act.first LIMIT least(most, 10000);
END
$$;

CREATE OR REPLACE FUNCTION root_at(a_size bigint) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM admit();
    RETURN root_of(a_size);
END
$$;

CREATE OR REPLACE FUNCTION put_checkpoint(new_note text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '4s' AS $$
DECLARE
    parts text[] := string_to_array(new_note, E'\n');
    a_size bigint;
    a_root bytea;
BEGIN
    PERFORM admit();
    IF length(new_note) > 20000 OR cardinality(parts) < 6 OR parts[2] !~ '^(0|[1-9][0-9]{0,17})$'
        OR parts[3] !~ '^[A-Za-z0-9+/]{43}=$'
    THEN
        RAISE EXCEPTION 'this is no checkpoint' USING ERRCODE = 'PB004';
    END IF;
    a_size := parts[2];
    a_root := decode(parts[3], 'base64');
    PERFORM 1 FROM head WHERE one = 1 FOR UPDATE;
    IF a_size = 0 OR root_of(a_size) IS DISTINCT FROM a_root THEN
        RETURN false;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM checkpoint WHERE size = a_size AND note = new_note) THEN
        INSERT INTO checkpoint (number, size, root, note, login)
        SELECT coalesce(max(number), 0) + 1, a_size, a_root, new_note, session_user FROM checkpoint;
        PERFORM pg_notify(current_schema(), a_size::text);
    END IF;
    RETURN true;
END
$$;

CREATE OR REPLACE FUNCTION checkpoints(behind bigint) RETURNS TABLE (number bigint, note text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
#variable_conflict use_column
BEGIN
    PERFORM admit();
    RETURN QUERY SELECT checkpoint.number, checkpoint.note FROM checkpoint WHERE checkpoint.number > behind
        ORDER BY checkpoint.number;
END
$$;

-- says that an act has no good signature. It is looked at no more when acts are checked once two logins have said so, neither of
-- them the one that brought it, or one where that was revoked, or a founder: one hostile login can neither stop nor purge
CREATE OR REPLACE FUNCTION disown(act_id bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '4s' AS $$
DECLARE
    it act%ROWTYPE;
    enough bigint;
BEGIN
    PERFORM admit();
    SELECT * INTO it FROM act WHERE id = act_id;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    IF EXISTS (SELECT 1 FROM aside WHERE first = it.first) THEN
        RETURN true;
    END IF;
    IF session_user = it.login AND NOT pg_has_role(session_user, 'adjudicator_owner', 'MEMBER') THEN
        RETURN false;
    END IF;
    PERFORM 1 FROM head WHERE one = 1 FOR UPDATE;
    INSERT INTO disowned (first, login) VALUES (it.first, session_user) ON CONFLICT DO NOTHING;
    enough := CASE WHEN is_revoked(it.login) THEN 1 ELSE 2 END;
    IF pg_has_role(session_user, 'adjudicator_owner', 'MEMBER') OR enough <= (
        SELECT count(*) FROM disowned WHERE first = it.first AND NOT is_revoked(login)
    ) THEN
        INSERT INTO aside (first, last) VALUES (it.first, it.first + it.number - 1) ON CONFLICT DO NOTHING;
        RETURN true;
    END IF;
    RETURN false;
END
$$;

-- a person's key in force and how often a password did not fit by this login; nothing where there is none
CREATE OR REPLACE FUNCTION key_of(a_person text) RETURNS TABLE (first bigint, wrapped text, failures integer, last_failure text)
LANGUAGE sql VOLATILE SET search_path FROM CURRENT AS $$
    SELECT given.first, given.wrapped, coalesce(tries.failures, given.failures), coalesce(tries.last_failure, given.last_failure)
    FROM given_key AS given LEFT JOIN tries
        ON tries.person = given.person AND tries.login = session_user AND tries.first = given.first
    WHERE given.person = a_person AND NOT EXISTS (SELECT 1 FROM aside WHERE aside.first = given.first)
    ORDER BY given.first DESC LIMIT 1
$$;

CREATE OR REPLACE FUNCTION key(a_person text) RETURNS TABLE (wrapped text, failures integer, last_failure text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
#variable_conflict use_column
BEGIN
    PERFORM admit();
    RETURN QUERY SELECT found.wrapped, found.failures, found.last_failure FROM key_of(a_person) AS found;
END
$$;

-- counts a try of this login before it is made, as port.keys.WrappedKey.tried does
CREATE OR REPLACE FUNCTION attempt(a_person text)
RETURNS TABLE (wrapped text, failures integer, last_failure text, waits boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '4s' AS $$
#variable_conflict use_column
DECLARE
    kept record;
    now_is timestamptz;
    since timestamptz;
BEGIN
    PERFORM admit();
    IF NOT EXISTS (SELECT 1 FROM key_of(a_person)) THEN
        RETURN;
    END IF;
    INSERT INTO tries (person, login, first, failures, last_failure) VALUES (a_person, session_user, 0, 0, '')
    ON CONFLICT DO NOTHING;
    PERFORM 1 FROM tries WHERE tries.person = a_person AND tries.login = session_user FOR UPDATE;
    SELECT * INTO STRICT kept FROM key_of(a_person);
    now_is := clock_timestamp();
    wrapped := kept.wrapped;
    failures := kept.failures;
    waits := false;
    since := least(moment_of(kept.last_failure), now_is);
    IF since IS NOT NULL AND moment_of(kept.last_failure) IS NOT NULL AND now_is < since + wait_after(kept.failures) THEN
        waits := true;
        last_failure := instant(since);
    ELSE
        failures := kept.failures + 1;
        last_failure := instant(now_is);
    END IF;
    UPDATE tries SET first = kept.first, failures = attempt.failures, last_failure = attempt.last_failure
    WHERE tries.person = a_person AND tries.login = session_user;
    RETURN NEXT;
END
$$;

CREATE OR REPLACE FUNCTION keep(a_person text, a_wrapped text, now_failures integer, now_last text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '4s' AS $$
DECLARE
    kept record;
BEGIN
    PERFORM admit();
    INSERT INTO tries (person, login, first, failures, last_failure)
    SELECT a_person, session_user, 0, 0, '' WHERE EXISTS (SELECT 1 FROM key_of(a_person)) ON CONFLICT DO NOTHING;
    PERFORM 1 FROM tries WHERE person = a_person AND login = session_user FOR UPDATE;
    SELECT * INTO kept FROM key_of(a_person);
    UPDATE tries SET first = kept.first, failures = now_failures, last_failure = now_last
    WHERE person = a_person AND login = session_user AND kept.wrapped = a_wrapped;
END
$$;

CREATE OR REPLACE FUNCTION tell_now() RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM admit();
    RETURN instant(clock_timestamp());
END
$$;

CREATE OR REPLACE FUNCTION case_key() RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM admit();
    RETURN (SELECT wrapped FROM wrapped_key ORDER BY number DESC LIMIT 1);
END
$$;

-- every wrapping is kept: where a hostile login has put another in its place, a founder finds the one before
CREATE OR REPLACE FUNCTION wrap_anew(new_wrapped text, instead_of text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '4s' AS $$
BEGIN
    PERFORM admit();
    PERFORM 1 FROM head WHERE one = 1 FOR UPDATE;
    IF instead_of IS DISTINCT FROM (SELECT wrapped FROM wrapped_key ORDER BY number DESC LIMIT 1) THEN
        RETURN false;
    END IF;
    INSERT INTO wrapped_key (number, wrapped, login) SELECT max(number) + 1, new_wrapped, session_user FROM wrapped_key;
    RETURN true;
END
$$;

-- of scans and parts of the roll the first that a login brought which was not revoked
CREATE OR REPLACE FUNCTION scan_names() RETURNS TABLE (came_with text, name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
#variable_conflict use_column
BEGIN
    PERFORM admit();
    RETURN QUERY SELECT DISTINCT scan.came_with, scan.name FROM scan WHERE NOT is_revoked(scan.login);
END
$$;

CREATE OR REPLACE FUNCTION put_scan(new_came_with text, new_name text, new_content bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM admit();
    INSERT INTO scan (came_with, name, login, content)
    SELECT new_came_with, new_name, session_user, new_content
    WHERE NOT EXISTS (
        SELECT 1 FROM scan WHERE came_with = new_came_with AND name = new_name AND NOT is_revoked(login)
    ) ON CONFLICT DO NOTHING;
END
$$;

CREATE OR REPLACE FUNCTION scan(a_came_with text, a_name text) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM admit();
    RETURN coalesce((
        SELECT content FROM scan WHERE came_with = a_came_with AND name = a_name AND NOT is_revoked(login)
        ORDER BY login LIMIT 1
    ), '');
END
$$;

CREATE OR REPLACE FUNCTION put_roll(new_roll text, new_part integer, new_content bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM admit();
    INSERT INTO roll (roll, part, login, content)
    SELECT new_roll, new_part, session_user, new_content
    WHERE NOT EXISTS (SELECT 1 FROM roll WHERE roll.roll = new_roll AND part = new_part AND NOT is_revoked(login))
    ON CONFLICT DO NOTHING;
END
$$;

CREATE OR REPLACE FUNCTION roll(a_roll text, a_part integer) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM admit();
    RETURN coalesce((
        SELECT content FROM roll WHERE roll.roll = a_roll AND part = a_part AND NOT is_revoked(login) ORDER BY login LIMIT 1
    ), '');
END
$$;

CREATE OR REPLACE FUNCTION say_hello(now_version text, now_size bigint, now_at text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '4s' AS $$
BEGIN
    PERFORM admit();
    UPDATE station SET version = left(now_version, 40), size = now_size,
        clock = coalesce(extract(epoch FROM moment_of(now_at) - statement_timestamp()), 0), seen = instant(clock_timestamp())
    WHERE login = session_user;
END
$$;

CREATE OR REPLACE FUNCTION stations() RETURNS TABLE (
    login text, name text, version text, size bigint, clock double precision, seen text, last_act text, connected boolean,
    revoked boolean, wrong text[]
) LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
#variable_conflict use_column
BEGIN
    PERFORM admit();
    RETURN QUERY
    SELECT station.login, station.name, station.version, station.size, station.clock, station.seen,
        coalesce((SELECT instant(act.came) FROM act WHERE act.login COLLATE "C" = station.login ORDER BY act.first DESC LIMIT 1), ''),
        EXISTS (
            SELECT 1 FROM pg_stat_activity AS session
            WHERE session.usename::text = station.login AND session.datname = current_database()
        ),
        station.revoked,
        ARRAY(
            SELECT tries.person FROM tries
            WHERE tries.login = station.login AND wait_after(tries.failures) IS NOT NULL
            AND tries.first = (SELECT max(given.first) FROM given_key AS given WHERE given.person = tries.person)
            ORDER BY tries.person
        )
    FROM station ORDER BY station.name, station.login;
END
$$;

-- ends sessions of stations that have held a transaction open: a session that holds the head's lock keeps everybody waiting
CREATE OR REPLACE FUNCTION unblock() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM admit();
    RETURN (
        SELECT count(*) FILTER (WHERE pg_terminate_backend(session.pid))
        FROM pg_stat_activity AS session JOIN station ON station.login = session.usename::text
        WHERE session.datname = current_database() AND session.pid <> pg_backend_pid() AND (
            session.state LIKE 'idle in transaction%' AND session.state_change < clock_timestamp() - interval '3 seconds'
            OR session.xact_start < clock_timestamp() - interval '120 seconds'
        )
    );
END
$$;

-- for founders ---------------------------------------------------------------------------------------------------------------

-- acts as a copy has them, all of them or none: entries and what comes with acts stand in arrays over all of them
CREATE OR REPLACE FUNCTION bring(
    firsts bigint[], numbers integer[], act_ids bytea[], people text[], base_sizes bigint[], base_roots bytea[],
    signatures bytea[], logins text[], bodies text[], sealed_in integer[], commitments bytea[], sealed_values bytea[],
    documents_of integer[], document_kinds text[], document_contents bytea[], act_lines bytea[], notes text[],
    keys_of integer[], key_people text[], keys text[], key_failures integer[], key_last_failures text[]
) RETURNS TABLE (size bigint, root bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '4s'
SET plan_cache_mode = force_generic_plan SET jit = off AS $$
#variable_conflict use_column
DECLARE
    head_size bigint;
BEGIN
    PERFORM admit();
    SELECT head.size INTO STRICT head_size FROM head WHERE one = 1 FOR UPDATE;
    INSERT INTO log (seq, body, leaf)
    SELECT head_size + given.place, given.body, sha256('\x00'::bytea || convert_to(given.body, 'UTF8'))
    FROM unnest(bodies) WITH ORDINALITY AS given (body, place);
    RETURN QUERY SELECT put.size, put.root FROM put_acts(
        firsts, numbers, act_ids, people, base_sizes, base_roots, signatures, logins,
        array_fill(''::text, ARRAY[cardinality(firsts)]), sealed_in, commitments, sealed_values, documents_of, document_kinds,
        document_contents, act_lines
    ) AS put;
    INSERT INTO given_key (person, first, wrapped, failures, last_failure)
    SELECT found.person, firsts[found.act], found.wrapped, found.failures, found.last_failure
    FROM unnest(keys_of, key_people, keys, key_failures, key_last_failures)
        AS found (act, person, wrapped, failures, last_failure);
    IF EXISTS (SELECT 1 FROM unnest(notes) AS note WHERE NOT put_checkpoint(note)) THEN
        RAISE EXCEPTION 'a checkpoint is over a head that this log never had' USING ERRCODE = 'PB005';
    END IF;
    PERFORM pg_notify(current_schema(), (head_size + cardinality(bodies))::text);
END
$$;

-- lets a login in no more, and passes over what others have said of its acts that they have no good signature
CREATE OR REPLACE FUNCTION take_away(a_login text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM 1 FROM head WHERE one = 1 FOR UPDATE;
    UPDATE station SET revoked = true WHERE login = a_login;
    INSERT INTO aside (first, last)
    SELECT act.first, act.first + act.number - 1 FROM act
    WHERE act.login = a_login
    AND EXISTS (SELECT 1 FROM disowned WHERE disowned.first = act.first AND NOT is_revoked(disowned.login))
    ON CONFLICT DO NOTHING;
    PERFORM pg_terminate_backend(session.pid) FROM pg_stat_activity AS session
    WHERE session.usename::text = a_login AND session.datname = current_database() AND session.pid <> pg_backend_pid();
END
$$;

-- makes a station known, whose login there is
CREATE OR REPLACE FUNCTION let_in(a_login text, a_name text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    INSERT INTO station (login, name) VALUES (a_login, a_name)
$$;

-- what a record begins with
CREATE OR REPLACE FUNCTION begin_record(a_name text, a_format integer, least_version text, a_wrapped text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    INSERT INTO record (one, name, format, least) VALUES (1, a_name, a_format, least_version);
    INSERT INTO wrapped_key (number, wrapped, login) VALUES (1, a_wrapped, session_user);
END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA :"record" FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    greet(), append(bytea, text, bigint, bytea, bytea, text, text[], integer[], bytea[], bytea[], text[], bigint[], text[],
    bytea[], bytea, text, text), settle(bytea, text), tell_head(), acts(bigint, integer), root_at(bigint),
    put_checkpoint(text), checkpoints(bigint), disown(bytea), key(text), attempt(text), keep(text, text, integer, text),
    tell_now(), case_key(), wrap_anew(text, text), scan_names(), put_scan(text, text, bytea), scan(text, text),
    put_roll(text, integer, bytea), roll(text, integer), say_hello(text, bigint, text), stations(), unblock()
TO :"stations";

RESET ROLE;
RESET search_path;
