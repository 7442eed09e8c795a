-- Secrets under envelope encryption: a data key per organization, wrapped by a master key that the database never sees.

create table data_key (
    id uuid primary key,
    organization_id uuid not null unique references organization on delete cascade,
    master_key_id text not null,
    wrapped bytea not null,
    created_at timestamptz not null default now(),
    wrapped_at timestamptz not null default now()
);
comment on column data_key.wrapped is 'AES-256-GCM under the master key, bound to organization, id and master_key_id';
call secure_tenant_table('data_key');

alter table workspace_variable
    add column data_key_id uuid references data_key,
    add check (is_secret = (data_key_id is not null));
create index on workspace_variable (organization_id, created_at desc, id desc);
create index on workspace_variable (data_key_id);

-- Which data keys wait for the newest master key: rotation goes from one organization to the next.
create policy doors on data_key to current_user using (true) with check (true);
create function organizations_under_other_master_key(newest text, after uuid, at_most int) returns setof uuid
    language sql stable security definer set search_path = "${flyway:defaultSchema}", pg_temp as
$$
    select organization_id from data_key where master_key_id <> newest and organization_id > after
    order by organization_id limit at_most;
$$;
call make_door('organizations_under_other_master_key(text, uuid, int)');

-- The library's tools as they were when a version was published, beside the document, which stays as it was written.
create index on tool_definition (organization_id, created_at desc, id desc);
alter table workflow_version
    add column tool_definitions jsonb not null default '{}' check (jsonb_typeof(tool_definitions) = 'object');
comment on column workflow_version.tool_definitions is
    'by tool_type, as they were when the version was published; a draft has none: it follows the library';

create function keep_what_was_frozen() returns trigger
    language plpgsql as
$$
begin
    raise restrict_violation
        using message = format('workflow version %s is %s: its tools cannot be changed', old.id, old.status),
              hint = 'Make a new draft from it.';
end
$$;
create trigger published_tools_are_immutable
    before update of tool_definitions on workflow_version
    for each row when (old.status <> 'draft' and new.tool_definitions is distinct from old.tool_definitions)
    execute function keep_what_was_frozen();
