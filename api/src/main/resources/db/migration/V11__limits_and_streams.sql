-- How much an organization may use at once. Null: the default of the installation.
alter table organization
    add column limit_live_calls int check (limit_live_calls > 0),
    add column limit_calls_per_second int check (limit_calls_per_second > 0),
    add column limit_streams int check (limit_streams > 0);
comment on column organization.limit_live_calls is 'calls that have not ended; null: the default';

-- What admit_application of V3 grants, and these columns.
create or replace procedure admit_application(application name)
    language plpgsql as
$$
declare
    here regnamespace := current_schema()::regnamespace;
    name text;
begin
    -- Two processes that start at once would change the same entries of the catalogue.
    perform pg_advisory_xact_lock(hashtext('tandem'), hashtext('admit_application'));
    if not exists (select from pg_roles where rolname = application) then
        raise undefined_object
            using message = format('there is no role %I for the application', application);
    end if;
    execute format('grant usage on schema %s to %I', here, application);
    for name in select oid::regclass from pg_class
                where relnamespace = here and relrowsecurity and relforcerowsecurity
                  and relowner = current_user::regrole and oid <> 'organization'::regclass
    loop
        execute format('grant select, insert, update, delete on %s to %I', name, application);
    end loop;
    execute format('grant select, insert on organization to %I', application);
    execute format('grant update (name, time_zone, retention_days, limit_live_calls, limit_calls_per_second,'
        ' limit_streams, updated_at) on organization to %I', application);
    for name in select oid::regprocedure from pg_proc
                where pronamespace = here and prosecdef and proowner = current_user::regrole
    loop
        execute format('grant execute on function %s to %I', name, application);
    end loop;
end
$$;

-- Live calls are counted whenever one begins.
create index on call_session (organization_id) where status = 'active';

-- How many event streams of an organization each process has open.
create table open_streams (
    organization_id uuid not null references organization on delete cascade,
    process uuid not null,
    open int not null check (open >= 0),
    renewed_at timestamptz not null default clock_timestamp(),
    primary key (organization_id, process)
);
comment on column open_streams.renewed_at is 'a process that does not renew its rows has died';
create index on open_streams (process);
call secure_tenant_table('open_streams');
create policy doors on open_streams to current_user using (true) with check (true);

-- A door: how many streams one process has open, by organization. What it does not name is gone; so are rows of
-- processes that died long ago.
create function renew_open_streams(renewing uuid, organizations uuid[], counts int[]) returns void
    language sql security definer set search_path = "${flyway:defaultSchema}", pg_temp as
$$
    delete from open_streams
    where (process = renewing and organization_id <> all (organizations))
       or renewed_at < clock_timestamp() - interval '1 hour';
    insert into open_streams (organization_id, process, open)
    select o.id, renewing, given.open
    from unnest(organizations, counts) given (organization, open) join organization o on o.id = given.organization
    on conflict (organization_id, process) do update set open = excluded.open, renewed_at = clock_timestamp();
$$;
call make_door('renew_open_streams(uuid, uuid[], int[])');

-- A door: those of the keys that open nothing any more.
create function keys_that_are_over(keys uuid[]) returns setof uuid
    language sql stable security definer set search_path = "${flyway:defaultSchema}", pg_temp as
$$
    select key from unnest(keys) key
    where not exists (select from api_key k
                      where k.id = key and k.revoked_at is null and (k.expires_at is null or k.expires_at > now()));
$$;
call make_door('keys_that_are_over(uuid[])');

-- Two keys may begin with the same characters; what tells them apart is their hash.
alter table api_key drop constraint api_key_prefix_key;

-- Folding looks for rows that it has to fold, and not through all figures.
create index analytics_count_to_fold on analytics_count (day) where slot > 0;
