-- What is checked before an entry is added, as a case file checks it.
-- Made by packaging/server_sql.py, and never changed by hand.

SET ROLE adjudicator_owner;
SET search_path = :"record", pg_temp;

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
    said text := btrim(CASE left(value, 1) WHEN chr(1) THEN substr(value, 2) ELSE value END, E' \t\n\v\f\r');
    number numeric;
BEGIN
    IF said ~ '^[+-]?([0-9]{1,40}\.?[0-9]{0,40}|\.[0-9]{1,40})([eE][+-]?[0-9]{1,2})?$' THEN
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
        btrim(CASE left(value, 1) WHEN chr(1) THEN substr(value, 2) ELSE value END, E' \t\n\v\f\r')
        FROM '^([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+))'
    ) ~ '[1-9]', false
) END;

CREATE OR REPLACE FUNCTION has_text(whole text, part text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN strpos(whole, part) > 0;

-- what the next entry is held against: the log without the acts that stations found without a good signature
CREATE OR REPLACE VIEW standing AS
SELECT log.seq, log.parsed FROM log
WHERE NOT EXISTS (SELECT 1 FROM aside WHERE log.seq BETWEEN aside.first AND aside.last);

CREATE INDEX IF NOT EXISTS log_batch ON log USING hash ((value_at(parsed, '{data,batch}')))
WHERE value_at(parsed, '{kind}') IN ('batch.closed', 'envelope.returned', 'determination.withdrawn', 'batch.approved');

CREATE INDEX IF NOT EXISTS log_checked ON log USING hash ((value_at(parsed, '{data,batch}')))
WHERE value_at(parsed, '{kind}') = 'determination.checked';

CREATE INDEX IF NOT EXISTS log_chain ON log USING hash ((value_at(parsed, '{kind}')))
WHERE value_at(parsed, '{kind}') IN ('accounts.adopted', 'acts.signed', 'case.left', 'case.opened', 'case.restored', 'case.shared', 'form.raised', 'person.added', 'person.changed', 'person.key_changed', 'person.key_made', 'person.key_recovered');

CREATE INDEX IF NOT EXISTS log_envelope ON log USING hash ((value_at(parsed, '{data,envelope}')))
WHERE value_at(parsed, '{data,envelope}') IS NOT NULL;

CREATE INDEX IF NOT EXISTS log_release ON log USING hash ((value_at(parsed, '{data,release}')))
WHERE value_at(parsed, '{kind}') = 'release.made';

CREATE INDEX IF NOT EXISTS log_later ON log USING hash ((value_at(parsed, '{kind}')))
WHERE value_at(parsed, '{kind}') IN ('docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made', 'scan.voided', 'session.signed', 'pile.signed', 'box.signed', 'docket.voted', 'envelopes.looked_up');

CREATE INDEX IF NOT EXISTS log_person ON log USING hash ((value_at(parsed, '{data,person}')))
WHERE value_at(parsed, '{kind}') IN ('person.added', 'person.changed');

CREATE INDEX IF NOT EXISTS log_ground ON log USING hash ((value_at(parsed, '{at}')))
WHERE value_at(parsed, '{kind}') IN ('order.amended', 'order.changed', 'order.entered', 'pack.changed', 'person.key_disputed', 'position.set');

-- of what an entry may leave a new version: an act that rests on one of these waits until its station has seen the entry
CREATE OR REPLACE FUNCTION moved_by(new_entry jsonb) RETURNS SETOF text LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT 'contact ' || (new_entry #>> '{data,envelope}')
    WHERE new_entry ->> 'kind' IN ('contact.logged', 'receipt.given')
    UNION
    SELECT what || ' ' || (new_entry -> 'data' ->> what)
    FROM unnest(ARRAY['envelope', 'batch'] || CASE new_entry ->> 'kind'
        WHEN 'box.delivered' THEN ARRAY['box']::text[]
        WHEN 'box.moved' THEN ARRAY['box']::text[]
        WHEN 'box.opened' THEN ARRAY['box']::text[]
        WHEN 'box.sealed' THEN ARRAY['box']::text[]
        WHEN 'box.signed' THEN ARRAY['box']::text[]
        WHEN 'docket.amended' THEN ARRAY['docket']::text[]
        WHEN 'docket.drawn' THEN ARRAY['docket']::text[]
        WHEN 'docket.voted' THEN ARRAY['docket']::text[]
        WHEN 'exception.settled' THEN ARRAY['session']::text[]
        WHEN 'pile.signed' THEN ARRAY['pile']::text[]
        WHEN 'pile.sorted' THEN ARRAY['pile']::text[]
        WHEN 'scan.cleared' THEN ARRAY['scan']::text[]
        WHEN 'scan.in_results' THEN ARRAY['scan']::text[]
        WHEN 'scan.recorded' THEN ARRAY['scan']::text[]
        WHEN 'scan.voided' THEN ARRAY['scan']::text[]
        WHEN 'session.duplicated' THEN ARRAY['session']::text[]
        WHEN 'session.opened' THEN ARRAY['pile', 'session']::text[]
        WHEN 'session.signed' THEN ARRAY['session']::text[]
        WHEN 'upload.made' THEN ARRAY['upload']::text[]
        WHEN 'upload.seen' THEN ARRAY['upload']::text[]
        WHEN 'upload.withdrawn' THEN ARRAY['upload']::text[]
        ELSE ARRAY[]::text[] END) AS what
    WHERE new_entry ->> 'kind' NOT IN ('contact.logged', 'receipt.given')
    AND jsonb_typeof(new_entry -> 'data' -> what) = 'string'
    UNION
    SELECT 'envelope ' || number
    FROM unnest(CASE new_entry ->> 'kind'
        WHEN 'batch.approved' THEN ARRAY['approved', 'items']::text[]
        WHEN 'docket.amended' THEN ARRAY[]::text[]
        WHEN 'docket.drawn' THEN ARRAY[]::text[]
        WHEN 'docket.voted' THEN ARRAY['rulings']::text[]
        WHEN 'envelopes.looked_up' THEN ARRAY['back']::text[]
        WHEN 'pile.sorted' THEN ARRAY[]::text[]
        WHEN 'release.made' THEN ARRAY['items', 'taken_away']::text[]
        ELSE ARRAY['items'] END) AS what,
    jsonb_object_keys(
        CASE jsonb_typeof(new_entry -> 'data' -> what) WHEN 'object' THEN new_entry -> 'data' -> what ELSE '{}' END
    ) AS number
    WHERE new_entry ->> 'kind' NOT IN ('contact.logged', 'receipt.given')
    UNION
    SELECT what || ' ' || (new_entry -> 'data' ->> what)
    FROM (SELECT CASE new_entry ->> 'kind' WHEN 'order.amended' THEN 'order' WHEN 'order.changed' THEN 'order' WHEN 'order.entered' THEN 'order' WHEN 'person.added' THEN 'person' WHEN 'person.changed' THEN 'person' WHEN 'person.confirmed' THEN 'person' WHEN 'person.key_changed' THEN 'person' WHEN 'person.key_disputed' THEN 'person' WHEN 'person.key_made' THEN 'person' WHEN 'person.key_recovered' THEN 'person' WHEN 'person.password_changed' THEN 'person' WHEN 'person.sworn' THEN 'person' WHEN 'release.acknowledged' THEN 'release' WHEN 'release.made' THEN 'release' END AS what) AS named
    WHERE jsonb_typeof(new_entry -> 'data' -> what) = 'string'
    UNION
    SELECT 'case case' WHERE new_entry ->> 'kind' IN ('accounts.adopted', 'case.left', 'case.opened', 'case.restored', 'case.shared', 'clock.set_back', 'day.closed', 'file.received', 'form.raised', 'pack.changed', 'passphrase.changed', 'period.closed', 'person.key_disputed', 'position.set', 'reasons.changed', 'second_decisions.set', 'sittings.changed', 'strict.proposed', 'strict.set')
    UNION
    SELECT 'count count' WHERE new_entry ->> 'kind' IN ('authority.given', 'bag.counted', 'count.certified', 'count.reconciled', 'difference.explained', 'docket.amended', 'docket.drawn', 'docket.voted', 'envelopes.looked_up', 'exception.settled', 'hit.told', 'pile.signed', 'pile.sorted', 'session.duplicated', 'session.opened', 'session.signed', 'steps.set', 'upload.made', 'upload.seen', 'upload.withdrawn');
END;

-- whether an entry behind that size changes what a person saw of the record as a whole
CREATE OR REPLACE FUNCTION moved_on(seen bigint) RETURNS boolean LANGUAGE sql VOLATILE SET search_path FROM CURRENT AS $$
    SELECT EXISTS (
        SELECT 1 FROM standing WHERE seq > seen
        AND value_at(parsed, '{kind}') NOT IN ('acts.signed', 'envelope.put_back', 'envelope.taken', 'envelope.taken_over', 'person.key_made', 'person.password_changed', 'person.signed_in', 'person.signed_out')
    )
$$;

-- how long a person waits after passwords that did not fit
CREATE OR REPLACE FUNCTION wait_after(failures integer) RETURNS interval LANGUAGE sql IMMUTABLE
RETURN CASE WHEN failures >= 5 THEN least(interval '60 s' * 2 ^ least(failures - 5, 10), interval '1800 s') END;

CREATE OR REPLACE FUNCTION why_no_right(new_seq bigint, new_entry jsonb) RETURNS text
LANGUAGE plpgsql SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_indexscan = off SET enable_indexonlyscan = off AS $$
DECLARE
    new_kind text := value_at(new_entry, '{kind}');
    new_by text := value_at(new_entry, '{by}');
    new_person text := value_at(new_entry, '{data,person}');
    follows boolean;
BEGIN
    IF new_kind IN ('determination.withdrawn', 'envelope.determined', 'envelope.reopened', 'facts.recorded') THEN
        follows := EXISTS (
                SELECT 1 FROM standing AS log WHERE value_at(parsed, '{kind}') IN ('order.amended', 'order.changed', 'order.entered', 'pack.changed', 'person.key_disputed', 'position.set')
                AND value_at(parsed, '{at}') = value_at(new_entry, '{at}') AND value_at(parsed, '{by}') = new_by
            );
    END IF;
    IF (NOT CASE new_by
    WHEN '' THEN CASE new_kind
        WHEN 'case.opened' THEN new_seq = 1
        WHEN 'case.restored' THEN new_seq > 1
        WHEN 'file.received' THEN new_seq = 2 AND value_at(new_entry, '{data,kind}') = 'roll'
        WHEN 'form.raised' THEN new_seq > 1
        WHEN 'person.signed_out' THEN new_seq > 1
        WHEN 'envelope.put_back' THEN new_seq > 1
        ELSE false END
    ELSE coalesce((
        SELECT CASE new_kind
            WHEN 'determination.withdrawn' THEN CASE WHEN has_text(held.roles, '"reviewer"') THEN true ELSE follows END
            WHEN 'envelope.determined' THEN CASE WHEN has_text(held.roles, '"reviewer"') THEN true ELSE follows END
            WHEN 'envelope.reopened' THEN CASE WHEN has_text(held.roles, '"supervisor"') THEN true ELSE follows END
            WHEN 'facts.recorded' THEN CASE WHEN has_text(held.roles, '"reviewer"') THEN true ELSE follows END
            WHEN 'accounts.adopted' THEN has_text(held.roles, '"administrator"')
            WHEN 'authority.given' THEN has_text(held.roles, '"secretary"')
            WHEN 'bag.counted' THEN has_text(held.roles, '"clerk"')
            WHEN 'batch.approved' THEN has_text(held.roles, '"supervisor"')
            WHEN 'batch.closed' THEN has_text(held.roles, '"reviewer"') OR has_text(held.roles, '"supervisor"')
            WHEN 'box.delivered' THEN has_text(held.roles, '"custodian"') OR has_text(held.roles, '"supervisor"')
            WHEN 'box.moved' THEN has_text(held.roles, '"custodian"') OR has_text(held.roles, '"supervisor"')
            WHEN 'box.opened' THEN has_text(held.roles, '"custodian"') OR has_text(held.roles, '"supervisor"')
            WHEN 'box.sealed' THEN has_text(held.roles, '"custodian"') OR has_text(held.roles, '"supervisor"')
            WHEN 'box.signed' THEN has_text(held.roles, '"administrator"') OR has_text(held.roles, '"clerk"') OR has_text(held.roles, '"custodian"') OR has_text(held.roles, '"observer"') OR has_text(held.roles, '"reviewer"') OR has_text(held.roles, '"secretary"') OR has_text(held.roles, '"supervisor"')
            WHEN 'case.left' THEN has_text(held.roles, '"administrator"') OR has_text(held.roles, '"supervisor"')
            WHEN 'case.shared' THEN has_text(held.roles, '"administrator"')
            WHEN 'contact.logged' THEN has_text(held.roles, '"clerk"') OR has_text(held.roles, '"reviewer"') OR has_text(held.roles, '"supervisor"')
            WHEN 'count.certified' THEN has_text(held.roles, '"secretary"') OR has_text(held.roles, '"supervisor"')
            WHEN 'count.reconciled' THEN has_text(held.roles, '"supervisor"')
            WHEN 'cure.recorded' THEN has_text(held.roles, '"clerk"') OR has_text(held.roles, '"reviewer"')
            WHEN 'day.closed' THEN has_text(held.roles, '"supervisor"')
            WHEN 'determination.checked' THEN has_text(held.roles, '"reviewer"')
            WHEN 'difference.explained' THEN has_text(held.roles, '"supervisor"')
            WHEN 'docket.amended' THEN has_text(held.roles, '"secretary"') OR has_text(held.roles, '"supervisor"')
            WHEN 'docket.drawn' THEN has_text(held.roles, '"secretary"') OR has_text(held.roles, '"supervisor"')
            WHEN 'docket.voted' THEN has_text(held.roles, '"secretary"')
            WHEN 'envelope.corrected' THEN has_text(held.roles, '"clerk"') OR has_text(held.roles, '"reviewer"')
            WHEN 'envelope.put_back' THEN has_text(held.roles, '"reviewer"') OR has_text(held.roles, '"supervisor"')
            WHEN 'envelope.received' THEN has_text(held.roles, '"clerk"')
            WHEN 'envelope.referred' THEN has_text(held.roles, '"reviewer"')
            WHEN 'envelope.returned' THEN has_text(held.roles, '"supervisor"')
            WHEN 'envelope.taken' THEN has_text(held.roles, '"reviewer"')
            WHEN 'envelope.taken_over' THEN has_text(held.roles, '"reviewer"') OR has_text(held.roles, '"supervisor"')
            WHEN 'envelopes.looked_up' THEN has_text(held.roles, '"clerk"') OR has_text(held.roles, '"custodian"') OR has_text(held.roles, '"secretary"') OR has_text(held.roles, '"supervisor"')
            WHEN 'exception.settled' THEN has_text(held.roles, '"supervisor"')
            WHEN 'file.received' THEN has_text(held.roles, '"clerk"')
            WHEN 'hit.told' THEN has_text(held.roles, '"secretary"') OR has_text(held.roles, '"supervisor"')
            WHEN 'mistake.answered' THEN has_text(held.roles, '"supervisor"')
            WHEN 'mistake.asked' THEN has_text(held.roles, '"clerk"') OR has_text(held.roles, '"reviewer"')
            WHEN 'order.amended' THEN has_text(held.roles, '"supervisor"')
            WHEN 'order.changed' THEN has_text(held.roles, '"supervisor"')
            WHEN 'order.entered' THEN has_text(held.roles, '"supervisor"')
            WHEN 'pack.changed' THEN has_text(held.roles, '"supervisor"')
            WHEN 'passphrase.changed' THEN has_text(held.roles, '"administrator"')
            WHEN 'period.closed' THEN has_text(held.roles, '"supervisor"')
            WHEN 'person.added' THEN has_text(held.roles, '"administrator"')
            WHEN 'person.changed' THEN has_text(held.roles, '"administrator"')
            WHEN 'person.confirmed' THEN has_text(held.roles, '"administrator"') OR has_text(held.roles, '"supervisor"')
            WHEN 'person.key_changed' THEN has_text(held.roles, '"administrator"')
            WHEN 'person.key_disputed' THEN has_text(held.roles, '"supervisor"')
            WHEN 'person.sworn' THEN has_text(held.roles, '"administrator"') OR has_text(held.roles, '"supervisor"')
            WHEN 'pile.signed' THEN has_text(held.roles, '"clerk"') OR has_text(held.roles, '"custodian"')
            WHEN 'pile.sorted' THEN has_text(held.roles, '"clerk"') OR has_text(held.roles, '"custodian"')
            WHEN 'position.set' THEN has_text(held.roles, '"secretary"') OR has_text(held.roles, '"supervisor"')
            WHEN 'reasons.changed' THEN has_text(held.roles, '"administrator"')
            WHEN 'receipt.given' THEN has_text(held.roles, '"clerk"') OR has_text(held.roles, '"reviewer"') OR has_text(held.roles, '"supervisor"')
            WHEN 'referral.answered' THEN has_text(held.roles, '"supervisor"')
            WHEN 'referral.taken_back' THEN has_text(held.roles, '"reviewer"')
            WHEN 'release.acknowledged' THEN has_text(held.roles, '"supervisor"')
            WHEN 'release.made' THEN has_text(held.roles, '"supervisor"')
            WHEN 'research.recorded' THEN has_text(held.roles, '"reviewer"')
            WHEN 'scan.cleared' THEN has_text(held.roles, '"custodian"') OR has_text(held.roles, '"supervisor"')
            WHEN 'scan.in_results' THEN has_text(held.roles, '"custodian"') OR has_text(held.roles, '"supervisor"')
            WHEN 'scan.recorded' THEN has_text(held.roles, '"custodian"') OR has_text(held.roles, '"supervisor"')
            WHEN 'scan.voided' THEN has_text(held.roles, '"custodian"') OR has_text(held.roles, '"supervisor"')
            WHEN 'second_decisions.set' THEN has_text(held.roles, '"supervisor"')
            WHEN 'session.duplicated' THEN has_text(held.roles, '"clerk"') OR has_text(held.roles, '"custodian"')
            WHEN 'session.opened' THEN has_text(held.roles, '"clerk"') OR has_text(held.roles, '"custodian"')
            WHEN 'session.signed' THEN has_text(held.roles, '"clerk"') OR has_text(held.roles, '"custodian"') OR has_text(held.roles, '"supervisor"')
            WHEN 'sittings.changed' THEN has_text(held.roles, '"administrator"')
            WHEN 'steps.set' THEN has_text(held.roles, '"secretary"') OR has_text(held.roles, '"supervisor"')
            WHEN 'strict.proposed' THEN has_text(held.roles, '"administrator"') OR has_text(held.roles, '"supervisor"')
            WHEN 'strict.set' THEN has_text(held.roles, '"administrator"') OR has_text(held.roles, '"supervisor"')
            WHEN 'upload.made' THEN has_text(held.roles, '"supervisor"')
            WHEN 'upload.seen' THEN has_text(held.roles, '"supervisor"')
            WHEN 'upload.withdrawn' THEN has_text(held.roles, '"supervisor"')
            WHEN 'acts.signed' THEN new_person = new_by
            WHEN 'clock.set_back' THEN new_person = new_by
            WHEN 'person.key_made' THEN new_person = new_by
            WHEN 'person.key_recovered' THEN new_person = new_by
            WHEN 'person.password_changed' THEN new_person = new_by
            WHEN 'person.signed_in' THEN new_person = new_by
            WHEN 'person.signed_out' THEN new_person = new_by
            ELSE false END
        FROM (
            SELECT value_at(parsed, '{data,roles}') AS roles, value_at(parsed, '{data,active}') AS active
            FROM standing AS log WHERE value_at(parsed, '{kind}') IN ('person.added', 'person.changed') AND value_at(parsed, '{data,person}') = new_by
            ORDER BY seq DESC LIMIT 1
        ) AS held WHERE held.active IS DISTINCT FROM chr(1) || '0'
    ), new_kind = 'person.added' AND new_person = new_by AND has_text(value_at(new_entry, '{data,roles}'), '"administrator"')
        AND NOT EXISTS (SELECT 1 FROM standing AS log WHERE value_at(parsed, '{kind}') IN ('person.added', 'person.changed'))
    ) END) IS NOT TRUE THEN
        RETURN NULL;
    END IF;
    IF (true) THEN
        RETURN 'no role of the person who adds the entry allows it';
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION why_not(new_seq bigint, new_entry jsonb) RETURNS text
LANGUAGE plpgsql SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_indexscan = off SET enable_indexonlyscan = off AS $$
DECLARE
    new_kind text := value_at(new_entry, '{kind}');
    new_by text := value_at(new_entry, '{by}');
BEGIN
    IF (new_kind IN ('batch.closed', 'batch.approved', 'pile.sorted', 'session.opened', 'session.duplicated', 'session.signed', 'pile.signed', 'box.sealed', 'box.moved', 'box.opened', 'box.delivered', 'box.signed', 'determination.checked', 'mistake.answered', 'case.left')) IS NOT TRUE THEN
        RETURN NULL;
    END IF;
    IF (new_kind = 'batch.closed' AND EXISTS (
        SELECT 1 FROM each_at(new_entry, '{data,items}') AS item
        WHERE NOT EXISTS (
            SELECT 1 FROM standing AS log WHERE log.seq = place_of(item.value)
            AND value_at(log.parsed, '{kind}') = 'envelope.determined'
            AND value_at(log.parsed, '{data,envelope}') = item.key
        )
    )) THEN
        RETURN 'a batch lists determinations of its own envelopes';
    END IF;
    IF (new_kind = 'batch.approved' AND (
        EXISTS (
            SELECT 1 FROM standing AS entry WHERE value_at(entry.parsed, '{kind}') IN ('batch.closed', 'envelope.returned', 'determination.withdrawn', 'batch.approved')
            AND value_at(entry.parsed, '{data,batch}') = value_at(new_entry, '{data,batch}')
            AND value_at(entry.parsed, '{kind}') = 'batch.approved'
        ) OR NOT EXISTS (SELECT place_of(item.value) AS seq FROM standing AS entry, each_at(entry.parsed, '{data,items}') AS item
            WHERE value_at(entry.parsed, '{kind}') IN ('batch.closed', 'envelope.returned', 'determination.withdrawn', 'batch.approved')
            AND value_at(entry.parsed, '{data,batch}') = value_at(new_entry, '{data,batch}') AND value_at(entry.parsed, '{kind}') = 'batch.closed'
            AND item.key NOT IN (
                SELECT value_at(entry.parsed, '{data,envelope}') FROM standing AS entry
                WHERE value_at(entry.parsed, '{kind}') IN ('batch.closed', 'envelope.returned', 'determination.withdrawn', 'batch.approved')
            AND value_at(entry.parsed, '{data,batch}') = value_at(new_entry, '{data,batch}')
                AND value_at(entry.parsed, '{kind}') IN ('envelope.returned', 'determination.withdrawn')
            ))
    )) THEN
        RETURN 'only a batch that waits can be approved';
    END IF;
    IF (new_kind = 'batch.approved' AND EXISTS (
        SELECT 1 FROM standing AS determined WHERE determined.seq IN (SELECT place_of(item.value) AS seq FROM standing AS entry, each_at(entry.parsed, '{data,items}') AS item
            WHERE value_at(entry.parsed, '{kind}') IN ('batch.closed', 'envelope.returned', 'determination.withdrawn', 'batch.approved')
            AND value_at(entry.parsed, '{data,batch}') = value_at(new_entry, '{data,batch}') AND value_at(entry.parsed, '{kind}') = 'batch.closed'
            AND item.key NOT IN (
                SELECT value_at(entry.parsed, '{data,envelope}') FROM standing AS entry
                WHERE value_at(entry.parsed, '{kind}') IN ('batch.closed', 'envelope.returned', 'determination.withdrawn', 'batch.approved')
            AND value_at(entry.parsed, '{data,batch}') = value_at(new_entry, '{data,batch}')
                AND value_at(entry.parsed, '{kind}') IN ('envelope.returned', 'determination.withdrawn')
            ))
        AND value_at(determined.parsed, '{by}') = new_by
    )) THEN
        RETURN 'nobody approves a determination of their own';
    END IF;
    IF (new_kind IN ('pile.sorted', 'session.opened', 'session.duplicated') AND (
        length_at(new_entry, '{data,people}') NOT IN (2, 3)
        OR (SELECT count(DISTINCT value) FROM each_at(new_entry, '{data,people}'))
            <> length_at(new_entry, '{data,people}')
        OR first_at(new_entry, '{data,people}') <> new_by
    )) THEN
        RETURN 'ballots are handled by two different people, of whom one records it';
    END IF;
    IF (new_kind = 'session.duplicated' AND EXISTS (
        SELECT 1 FROM standing AS opened, each_at(opened.parsed, '{data,people}') AS person
        WHERE value_at(opened.parsed, '{kind}') = 'session.opened' AND value_at(opened.parsed, '{kind}') IN ('docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made', 'scan.voided', 'session.signed', 'pile.signed', 'box.signed', 'docket.voted', 'envelopes.looked_up')
        AND value_at(opened.parsed, '{data,pile}') = value_at(new_entry, '{data,pile}')
        AND person.value IN (SELECT value FROM each_at(new_entry, '{data,people}'))
    )) THEN
        RETURN 'nobody duplicates from a pile that they opened';
    END IF;
    IF (new_kind = 'session.opened' AND EXISTS (
        SELECT 1 FROM standing AS opened
        WHERE value_at(opened.parsed, '{kind}') IN ('session.opened', 'session.duplicated') AND value_at(opened.parsed, '{kind}') IN ('docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made', 'scan.voided', 'session.signed', 'pile.signed', 'box.signed', 'docket.voted', 'envelopes.looked_up')
        AND value_at(opened.parsed, '{data,pile}') = value_at(new_entry, '{data,pile}')
    )) THEN
        RETURN 'nobody opens a pile from which they duplicated';
    END IF;
    IF (new_kind = 'session.signed' AND NOT EXISTS (
        SELECT 1 FROM standing AS opened, each_at(opened.parsed, '{data,people}') AS person
        WHERE opened.seq = place_of(value_at(new_entry, '{data,entry}'))
        AND value_at(opened.parsed, '{kind}') IN ('session.opened', 'session.duplicated')
        AND value_at(opened.parsed, '{data,session}') = value_at(new_entry, '{data,session}')
        AND value_at(opened.parsed, '{by}') <> new_by
        AND person.value = new_by
        AND NOT EXISTS (
            SELECT 1 FROM standing AS earlier WHERE value_at(earlier.parsed, '{kind}') = 'session.signed'
            AND value_at(earlier.parsed, '{kind}') IN ('docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made', 'scan.voided', 'session.signed', 'pile.signed', 'box.signed', 'docket.voted', 'envelopes.looked_up')
            AND value_at(earlier.parsed, '{data,session}') = value_at(new_entry, '{data,session}')
            AND value_at(earlier.parsed, '{by}') = new_by
        )
    )) THEN
        RETURN 'a session is signed once by each of its people';
    END IF;
    IF (new_kind = 'pile.signed' AND NOT EXISTS (
        SELECT 1 FROM standing AS opened, each_at(opened.parsed, '{data,people}') AS person
        WHERE opened.seq = place_of(value_at(new_entry, '{data,entry}'))
        AND value_at(opened.parsed, '{kind}') = 'pile.sorted'
        AND value_at(opened.parsed, '{data,pile}') = value_at(new_entry, '{data,pile}')
        AND value_at(opened.parsed, '{by}') <> new_by
        AND person.value = new_by
        AND NOT EXISTS (
            SELECT 1 FROM standing AS earlier WHERE value_at(earlier.parsed, '{kind}') = 'pile.signed'
            AND value_at(earlier.parsed, '{kind}') IN ('docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made', 'scan.voided', 'session.signed', 'pile.signed', 'box.signed', 'docket.voted', 'envelopes.looked_up')
            AND value_at(earlier.parsed, '{data,entry}') = value_at(new_entry, '{data,entry}')
            AND value_at(earlier.parsed, '{by}') = new_by
        )
    )) THEN
        RETURN 'a pile is signed once by each of its people';
    END IF;
    IF (new_kind IN ('box.sealed', 'box.moved', 'box.opened', 'box.delivered')
    AND coalesce(value_at(new_entry, '{data,second}'), '') IN ('', new_by)) THEN
        RETURN 'a step of a box has a second person';
    END IF;
    IF (new_kind = 'box.signed' AND NOT EXISTS (
        SELECT 1 FROM standing AS step WHERE step.seq = place_of(value_at(new_entry, '{data,entry}'))
        AND value_at(step.parsed, '{kind}') IN ('box.sealed', 'box.moved', 'box.opened', 'box.delivered')
        AND value_at(step.parsed, '{data,box}') = value_at(new_entry, '{data,box}')
        AND value_at(step.parsed, '{data,second}') = new_by
        AND NOT EXISTS (
            SELECT 1 FROM standing AS earlier WHERE value_at(earlier.parsed, '{kind}') = 'box.signed'
            AND value_at(earlier.parsed, '{kind}') IN ('docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made', 'scan.voided', 'session.signed', 'pile.signed', 'box.signed', 'docket.voted', 'envelopes.looked_up')
            AND value_at(earlier.parsed, '{data,entry}') = value_at(new_entry, '{data,entry}')
        )
    )) THEN
        RETURN 'a step of a box is signed once, by its second person';
    END IF;
    IF (new_kind = 'batch.approved' AND EXISTS (
        SELECT 1 FROM standing AS checked WHERE value_at(checked.parsed, '{kind}') = 'determination.checked'
        AND value_at(checked.parsed, '{data,batch}') = value_at(new_entry, '{data,batch}')
        AND value_at(checked.parsed, '{by}') = new_by
    )) THEN
        RETURN 'nobody approves a batch of which they decided an envelope a second time';
    END IF;
    IF (new_kind = 'batch.approved' AND EXISTS (
        SELECT 1 FROM standing AS determined WHERE determined.seq IN (SELECT place_of(item.value) AS seq FROM standing AS entry, each_at(entry.parsed, '{data,items}') AS item
            WHERE value_at(entry.parsed, '{kind}') IN ('batch.closed', 'envelope.returned', 'determination.withdrawn', 'batch.approved')
            AND value_at(entry.parsed, '{data,batch}') = value_at(new_entry, '{data,batch}') AND value_at(entry.parsed, '{kind}') = 'batch.closed'
            AND item.key NOT IN (
                SELECT value_at(entry.parsed, '{data,envelope}') FROM standing AS entry
                WHERE value_at(entry.parsed, '{kind}') IN ('batch.closed', 'envelope.returned', 'determination.withdrawn', 'batch.approved')
            AND value_at(entry.parsed, '{data,batch}') = value_at(new_entry, '{data,batch}')
                AND value_at(entry.parsed, '{kind}') IN ('envelope.returned', 'determination.withdrawn')
            ))
        AND (
            value_at(determined.parsed, '{data,outcome}') = 'not_counted'
            OR is_true(value_at(determined.parsed, '{data,departs}'))
        )
        AND value_at(determined.parsed, '{data,envelope}') NOT IN (SELECT value FROM each_at(new_entry, '{data,looked_at}'))
    )) THEN
        RETURN 'what is not counted or departs is looked at before it is approved';
    END IF;
    IF (new_kind = 'batch.approved' AND (SELECT count(DISTINCT value) FROM (SELECT value FROM each_at(new_entry, '{data,looked_at}')) AS found)
        < least(10, (SELECT count(*) FROM (SELECT place_of(item.value) AS seq FROM standing AS entry, each_at(entry.parsed, '{data,items}') AS item
            WHERE value_at(entry.parsed, '{kind}') IN ('batch.closed', 'envelope.returned', 'determination.withdrawn', 'batch.approved')
            AND value_at(entry.parsed, '{data,batch}') = value_at(new_entry, '{data,batch}') AND value_at(entry.parsed, '{kind}') = 'batch.closed'
            AND item.key NOT IN (
                SELECT value_at(entry.parsed, '{data,envelope}') FROM standing AS entry
                WHERE value_at(entry.parsed, '{kind}') IN ('batch.closed', 'envelope.returned', 'determination.withdrawn', 'batch.approved')
            AND value_at(entry.parsed, '{data,batch}') = value_at(new_entry, '{data,batch}')
                AND value_at(entry.parsed, '{kind}') IN ('envelope.returned', 'determination.withdrawn')
            )) AS found))) THEN
        RETURN 'ten of a batch are looked at before it is approved, or all where it has fewer';
    END IF;
    IF (new_kind = 'determination.checked' AND NOT EXISTS (
        SELECT 1 FROM standing AS log WHERE log.seq = place_of(value_at(new_entry, '{data,determination}'))
        AND value_at(log.parsed, '{kind}') = 'envelope.determined'
        AND value_at(log.parsed, '{data,envelope}') = value_at(new_entry, '{data,envelope}')
        AND value_at(log.parsed, '{by}') <> new_by
    )) THEN
        RETURN 'a second decision is of another person, on a determination of its envelope';
    END IF;
    IF (new_kind = 'mistake.answered' AND NOT EXISTS (
        SELECT 1 FROM standing AS asked WHERE asked.seq = place_of(value_at(new_entry, '{data,asked}'))
        AND value_at(asked.parsed, '{kind}') = 'mistake.asked'
        AND value_at(asked.parsed, '{data,envelope}') = value_at(new_entry, '{data,envelope}')
        AND value_at(asked.parsed, '{by}') <> new_by
        AND NOT EXISTS (
            SELECT 1 FROM standing AS earlier
            WHERE value_at(earlier.parsed, '{data,envelope}') = value_at(new_entry, '{data,envelope}')
            AND value_at(earlier.parsed, '{kind}') = 'mistake.answered'
            AND value_at(earlier.parsed, '{data,asked}') = value_at(new_entry, '{data,asked}')
        )
    )) THEN
        RETURN 'what was entered by mistake is answered once, by another person than who said so';
    END IF;
    IF (new_kind = 'case.left' AND EXISTS (
        SELECT 1 FROM standing AS log WHERE value_at(parsed, '{kind}') IN ('accounts.adopted', 'acts.signed', 'case.left', 'case.opened', 'case.restored', 'case.shared', 'form.raised', 'person.added', 'person.changed', 'person.key_changed', 'person.key_made', 'person.key_recovered') AND value_at(parsed, '{kind}') = 'case.left'
        AND value_at(parsed, '{data,incarnation}') = value_at(new_entry, '{data,incarnation}')
        AND value_at(parsed, '{by}') = new_by
    )) THEN
        RETURN 'two people let a copy of a shared record go on by itself';
    END IF;
    IF ((SELECT count(*) FROM each_at(new_entry, '{}')) <> 5) THEN
        RETURN 'an entry has each of its five parts once';
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION why_taken(new_seq bigint, new_entry jsonb) RETURNS text
LANGUAGE plpgsql SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_indexscan = off SET enable_indexonlyscan = off AS $$
DECLARE
    new_kind text := value_at(new_entry, '{kind}');
    new_person text := value_at(new_entry, '{data,person}');
BEGIN
    IF (new_kind IN ('envelope.received', 'batch.closed', 'release.made', 'person.added', 'docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made')) IS NOT TRUE THEN
        RETURN NULL;
    END IF;
    CASE new_kind
    WHEN 'envelope.received' THEN
        IF (EXISTS (
        SELECT 1 FROM standing AS log WHERE value_at(parsed, '{data,envelope}') = value_at(new_entry, '{data,envelope}')
    )) IS NOT TRUE THEN
            RETURN NULL;
        END IF;
    WHEN 'batch.closed' THEN
        IF (EXISTS (
        SELECT 1 FROM standing AS entry WHERE value_at(entry.parsed, '{kind}') IN ('batch.closed', 'envelope.returned', 'determination.withdrawn', 'batch.approved')
            AND value_at(entry.parsed, '{data,batch}') = value_at(new_entry, '{data,batch}') AND value_at(entry.parsed, '{kind}') = 'batch.closed'
    )) IS NOT TRUE THEN
            RETURN NULL;
        END IF;
    WHEN 'release.made' THEN
        IF (EXISTS (
        SELECT 1 FROM standing AS log WHERE value_at(parsed, '{kind}') = 'release.made'
        AND value_at(parsed, '{data,release}') = value_at(new_entry, '{data,release}')
    )) IS NOT TRUE THEN
            RETURN NULL;
        END IF;
    WHEN 'docket.drawn' THEN
        IF (EXISTS (
        SELECT 1 FROM standing AS log WHERE value_at(parsed, '{kind}') IN ('docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made', 'scan.voided', 'session.signed', 'pile.signed', 'box.signed', 'docket.voted', 'envelopes.looked_up')
        AND value_at(parsed, '{data,docket}') = value_at(new_entry, '{data,docket}')
        AND value_at(parsed, '{kind}') LIKE 'docket.%'
    )) IS NOT TRUE THEN
            RETURN NULL;
        END IF;
    WHEN 'docket.amended' THEN
        IF (EXISTS (
        SELECT 1 FROM standing AS log WHERE value_at(parsed, '{kind}') IN ('docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made', 'scan.voided', 'session.signed', 'pile.signed', 'box.signed', 'docket.voted', 'envelopes.looked_up')
        AND value_at(parsed, '{data,docket}') = value_at(new_entry, '{data,docket}')
        AND value_at(parsed, '{kind}') LIKE 'docket.%'
    )) IS NOT TRUE THEN
            RETURN NULL;
        END IF;
    WHEN 'pile.sorted' THEN
        IF (EXISTS (
        SELECT 1 FROM standing AS log WHERE value_at(parsed, '{kind}') IN ('docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made', 'scan.voided', 'session.signed', 'pile.signed', 'box.signed', 'docket.voted', 'envelopes.looked_up')
        AND value_at(parsed, '{data,pile}') = value_at(new_entry, '{data,pile}')
        AND value_at(parsed, '{kind}') LIKE 'pile.%'
    )) IS NOT TRUE THEN
            RETURN NULL;
        END IF;
    WHEN 'session.opened' THEN
        IF (EXISTS (
        SELECT 1 FROM standing AS log WHERE value_at(parsed, '{kind}') IN ('docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made', 'scan.voided', 'session.signed', 'pile.signed', 'box.signed', 'docket.voted', 'envelopes.looked_up')
        AND value_at(parsed, '{data,session}') = value_at(new_entry, '{data,session}')
        AND value_at(parsed, '{kind}') LIKE 'session.%'
    )) IS NOT TRUE THEN
            RETURN NULL;
        END IF;
    WHEN 'session.duplicated' THEN
        IF (EXISTS (
        SELECT 1 FROM standing AS log WHERE value_at(parsed, '{kind}') IN ('docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made', 'scan.voided', 'session.signed', 'pile.signed', 'box.signed', 'docket.voted', 'envelopes.looked_up')
        AND value_at(parsed, '{data,session}') = value_at(new_entry, '{data,session}')
        AND value_at(parsed, '{kind}') LIKE 'session.%'
    )) IS NOT TRUE THEN
            RETURN NULL;
        END IF;
    WHEN 'upload.made' THEN
        IF (EXISTS (
        SELECT 1 FROM standing AS log WHERE value_at(parsed, '{kind}') IN ('docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made', 'scan.voided', 'session.signed', 'pile.signed', 'box.signed', 'docket.voted', 'envelopes.looked_up')
        AND value_at(parsed, '{data,upload}') = value_at(new_entry, '{data,upload}')
        AND value_at(parsed, '{kind}') LIKE 'upload.%'
    )) IS NOT TRUE THEN
            RETURN NULL;
        END IF;
    WHEN 'scan.recorded' THEN
        IF ((
        SELECT sum(CASE value_at(parsed, '{kind}') WHEN 'scan.voided' THEN -1 ELSE 1 END) > 0
        FROM standing AS log WHERE value_at(parsed, '{kind}') IN ('docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made', 'scan.voided', 'session.signed', 'pile.signed', 'box.signed', 'docket.voted', 'envelopes.looked_up')
        AND value_at(parsed, '{data,scan}') = value_at(new_entry, '{data,scan}')
        AND value_at(parsed, '{kind}') LIKE 'scan.%'
    )) IS NOT TRUE THEN
            RETURN NULL;
        END IF;
    ELSE
        IF (EXISTS (
        SELECT 1 FROM standing AS log WHERE value_at(parsed, '{kind}') IN ('person.added', 'person.changed')
        AND value_at(parsed, '{data,person}') = new_person
    )) IS NOT TRUE THEN
            RETURN NULL;
        END IF;
    END CASE;
    IF (true) THEN
        RETURN 'each envelope, batch, release, person and so on has its number or name alone';
    END IF;
    RETURN NULL;
END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA :"record" FROM PUBLIC;

RESET ROLE;
RESET search_path;
