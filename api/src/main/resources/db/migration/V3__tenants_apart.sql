-- Tenants are kept apart by the database: each row is seen and written only where the transaction says whose it is,
--   select set_config('tandem.organization', '<id>', true)
-- A migration that makes a table of a tenant ends with: call secure_tenant_table('<table>');
-- one that makes a function for work without a tenant (a door) with: call make_door('<function>(<types>)');

-- Null where no organization was set, or, on a pooled connection, where that transaction is over: then nothing is equal.
create function current_organization() returns uuid
    language sql stable parallel safe as
$$
    select nullif(current_setting('tandem.organization', true), '')::uuid
$$;

-- The select around the function has it called once a query and not once a row.
create procedure secure_tenant_table(secured regclass)
    language plpgsql as
$$
begin
    if not exists (select from pg_attribute
                   where attrelid = secured and attname = 'organization_id' and attnotnull and not attisdropped) then
        raise invalid_table_definition
            using message = format('%s has no column organization_id uuid not null: whose rows are they?', secured);
    end if;
    execute format('alter table %s enable row level security', secured);
    execute format('alter table %s force row level security', secured);
    execute format($policy$
        create policy tenant on %s
            using (organization_id = (select current_organization()))
            with check (organization_id = (select current_organization()))
        $policy$, secured);
end
$$;

-- A door is a function that runs with its owner's rights, for work that has no tenant yet. Nobody but the application
-- may call it, and names in it mean what they meant when it was made.
create procedure make_door(door regprocedure)
    language plpgsql as
$$
begin
    if not exists (select from pg_proc
                   where oid = door and prosecdef and array_to_string(proconfig, ',') like '%search_path=%pg_temp%') then
        raise invalid_function_definition
            using message = format('%s is no door: it needs security definer and set search_path = …, pg_temp', door);
    end if;
    execute format('revoke all on function %s from public', door);
end
$$;

-- What the application's role may do: rows of tables that are secured, and the doors. Runs after every migration, so
-- that a new table, or another role, needs nothing more; a table that nobody secured stays closed.
create procedure admit_application(application name)
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
    execute format('grant update (name, time_zone, retention_days, updated_at) on organization to %I', application);
    for name in select oid::regprocedure from pg_proc
                where pronamespace = here and prosecdef and proowner = current_user::regrole
    loop
        execute format('grant execute on function %s to %I', name, application);
    end loop;
end
$$;

call secure_tenant_table('api_key');
call secure_tenant_table('workflow');
call secure_tenant_table('workflow_version');
call secure_tenant_table('agent_node');
call secure_tenant_table('agent_tool');
call secure_tenant_table('agent_path');
call secure_tenant_table('path_variable');
call secure_tenant_table('workspace_variable');
call secure_tenant_table('tool_definition');
call secure_tenant_table('phone_number');
call secure_tenant_table('call_session');
call secure_tenant_table('session_event');
call secure_tenant_table('test_session');

alter table organization enable row level security;
alter table organization force row level security;
create policy tenant on organization
    using (id = (select current_organization()))
    with check (id = (select current_organization()));

-- FORCE holds for the owner, too. Through its doors it reaches all rows of these three tables, and of no other.
create policy doors on organization to current_user using (true) with check (true);
create policy doors on api_key to current_user using (true) with check (true);
create policy doors on call_session to current_user using (true) with check (true);

-- A foreign key sees the rows of every tenant; whoever writes it does not.
-- Arguments: table that is referred to, column that refers to it.
create function refers_within_organization() returns trigger
    language plpgsql as
$$
declare
    found_organization uuid;
begin
    execute format('select organization_id from %I where id = ($1).%I', tg_argv[0], tg_argv[1])
        into found_organization
        using new;
    if found_organization is distinct from new.organization_id then
        raise foreign_key_violation
            using message = format('%s refers to a %s that does not exist', tg_table_name, tg_argv[0]);
    end if;
    return new;
end
$$;
create trigger workspace_variable_workflow
    before insert or update of workflow_id, organization_id on workspace_variable
    for each row when (new.workflow_id is not null)
    execute function refers_within_organization('workflow', 'workflow_id');
create trigger phone_number_workflow
    before insert or update of workflow_id, organization_id on phone_number
    for each row when (new.workflow_id is not null)
    execute function refers_within_organization('workflow', 'workflow_id');

-- The doors.

-- Whose key has this hash, if it is valid; notes that it was used.
create function access_of_key(presented bytea)
    returns table (key_id uuid, organization_id uuid, slug text, role text)
    language sql security definer set search_path = "${flyway:defaultSchema}", pg_temp as
$$
    update api_key set last_used_at = now()
    where hash = presented and revoked_at is null and (expires_at is null or expires_at > now())
      and (last_used_at is null or last_used_at < now() - interval '1 minute');
    select k.id, k.organization_id, o.slug, k.role
    from api_key k join organization o on o.id = k.organization_id
    where k.hash = presented and k.revoked_at is null and (k.expires_at is null or k.expires_at > now());
$$;
call make_door('access_of_key(bytea)');

-- An organization by its slug or its id: whom a token, or a call workflow, speaks of.
create function organization_named(named text)
    returns table (id uuid, slug text)
    language sql stable security definer set search_path = "${flyway:defaultSchema}", pg_temp as
$$
    select id, slug from organization
    where slug = named
       or id = case when named ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then named::uuid end;
$$;
call make_door('organization_named(text)');

-- Whose call is held in a LiveKit room: webhooks know no more.
create function organization_of_room(named text) returns uuid
    language sql stable security definer set search_path = "${flyway:defaultSchema}", pg_temp as
$$
    select organization_id from call_session where room = named limit 1;
$$;
create index on call_session (room);
call make_door('organization_of_room(text)');

-- All organizations, newest first: for the installation's administrator, and for work that goes from one to the next.
create function organizations(before_at timestamptz, before_id uuid, at_most int) returns setof organization
    language sql stable security definer set search_path = "${flyway:defaultSchema}", pg_temp as
$$
    select * from organization where (created_at, id) < (before_at, before_id)
    order by created_at desc, id desc limit at_most;
$$;
call make_door('organizations(timestamptz, uuid, int)');

-- The one that a new installation starts with, unless there is any. Of several processes that start at once on an
-- empty database only one adds it.
create function add_first_organization(new_id uuid, new_name text, new_slug text) returns boolean
    language sql security definer set search_path = "${flyway:defaultSchema}", pg_temp as
$$
    with added as (
        insert into organization (id, name, slug)
        select new_id, new_name, new_slug where not exists (select from organization)
        on conflict (slug) do nothing
        returning id)
    select exists (select from added);
$$;
call make_door('add_first_organization(uuid, text, text)');
