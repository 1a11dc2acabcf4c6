-- Roles of the server of shared records, and who may come into this database. Once for each database, as its administrator:
--
--     psql --dbname DATABASE --file roles.sql
--
-- It may be run again. PostgreSQL 15 or newer; the database has to be in UTF-8.
--
--   adjudicator_owner    owns the tables and functions of every shared record; nobody logs in as this role
--   adjudicator_keeper   makes the logins of stations and takes them away; nobody logs in as this role
--   adjudicator_station  may come into the database, and nothing else
--
-- A login that may found shared records is made like this (psql asks for the password, and sends only what checks it):
--
--     CREATE ROLE county_founder LOGIN; \password county_founder
--     GRANT adjudicator_owner, adjudicator_keeper TO county_founder;

DO $$
BEGIN
    IF pg_catalog.current_setting('server_version_num')::integer < 150000 THEN
        RAISE EXCEPTION 'PostgreSQL 15 or newer is needed' USING ERRCODE = 'PB008';
    END IF;
    IF pg_catalog.current_setting('server_encoding') <> 'UTF8' THEN
        RAISE EXCEPTION 'the database has to be in UTF-8: CREATE DATABASE ... ENCODING ''UTF8'' TEMPLATE template0'
            USING ERRCODE = 'PB008';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = 'adjudicator_owner') THEN
        CREATE ROLE adjudicator_owner NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = 'adjudicator_keeper') THEN
        CREATE ROLE adjudicator_keeper NOLOGIN CREATEROLE;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = 'adjudicator_station') THEN
        CREATE ROLE adjudicator_station NOLOGIN;
    END IF;
    EXECUTE pg_catalog.format('REVOKE ALL ON DATABASE %I FROM PUBLIC', pg_catalog.current_database());
    EXECUTE pg_catalog.format('GRANT CONNECT ON DATABASE %I TO adjudicator_station', pg_catalog.current_database());
    EXECUTE pg_catalog.format('GRANT CONNECT, CREATE ON DATABASE %I TO adjudicator_owner', pg_catalog.current_database());
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;

-- so that the functions can end a session that holds up all others, and say which stations are connected
GRANT pg_signal_backend, pg_read_all_stats TO adjudicator_owner;

GRANT adjudicator_station TO adjudicator_keeper WITH ADMIN OPTION;
