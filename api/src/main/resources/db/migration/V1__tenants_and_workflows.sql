-- Plain PostgreSQL >= 15. The columns of the domain model; each table carries its organization.

create table organization (
    id uuid primary key default gen_random_uuid(),
    name text not null,
    slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,30}$'),
    time_zone text not null default 'UTC',
    retention_days int check (retention_days > 0),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
comment on column organization.slug is 'first part of the ids of its call workflows in Temporal';
comment on column organization.retention_days is 'null: calls are kept';

-- A part belongs to the organization of what it is a part of, whatever its writer says.
-- Arguments: parent table, column that refers to it.
create function organization_of_parent() returns trigger
    language plpgsql as
$$
begin
    execute format('select organization_id from %I where id = ($1).%I', tg_argv[0], tg_argv[1])
        into new.organization_id
        using new;
    if new.organization_id is null then
        raise foreign_key_violation
            using message = format('%s refers to a %s that does not exist', tg_table_name, tg_argv[0]);
    end if;
    return new;
end
$$;

create table api_key (
    id uuid primary key default gen_random_uuid(),
    organization_id uuid not null references organization on delete cascade,
    name text not null,
    prefix text not null unique,
    hash bytea not null unique check (octet_length(hash) = 32),
    role text not null check (role in ('owner', 'editor', 'publisher', 'operator', 'viewer')),
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz,
    created_at timestamptz not null default now()
);
comment on column api_key.hash is 'SHA-256 of the whole key';
create index on api_key (organization_id);

create table workflow (
    id uuid primary key default gen_random_uuid(),
    organization_id uuid not null references organization on delete cascade,
    name text not null check (char_length(name) between 1 and 200),
    description text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index on workflow (organization_id, created_at desc, id desc);

create table workflow_version (
    id uuid primary key default gen_random_uuid(),
    organization_id uuid not null references organization on delete cascade,
    workflow_id uuid not null references workflow on delete cascade,
    version int not null check (version > 0),
    status text not null default 'draft' check (status in ('draft', 'published', 'archived')),
    published_at timestamptz,
    config jsonb not null check (jsonb_typeof(config) = 'object'),
    revision int not null default 1,
    created_at timestamptz not null default now(),
    unique (workflow_id, version),
    check (status = 'draft' or published_at is not null)
);
comment on column workflow_version.revision is 'counts the changes of the row: its entity tag';
create unique index one_published_version on workflow_version (workflow_id) where status = 'published';
create index on workflow_version (organization_id);
create trigger workflow_version_organization
    before insert on workflow_version
    for each row execute function organization_of_parent('workflow', 'workflow_id');

create function keep_what_was_published() returns trigger
    language plpgsql as
$$
begin
    if new.config is distinct from old.config
        or new.workflow_id is distinct from old.workflow_id
        or new.version is distinct from old.version
        or new.published_at is distinct from old.published_at
        or new.status = 'draft' then
        raise restrict_violation
            using message = format('workflow version %s is %s: it cannot be changed', old.id, old.status),
                  hint = 'Make a new draft from it.';
    end if;
    return new;
end
$$;
create trigger published_is_immutable
    before update on workflow_version
    for each row when (old.status <> 'draft') execute function keep_what_was_published();

-- The projection of workflow_version.config. A row's id is the UUIDv5 of version id, kind and document id.

create table agent_node (
    id uuid primary key default gen_random_uuid(),
    organization_id uuid not null references organization on delete cascade,
    workflow_version_id uuid not null references workflow_version on delete cascade,
    document_id text,
    name text not null,
    instructions text,
    stt_config jsonb,
    llm_config jsonb,
    tts_config jsonb,
    vad_config jsonb,
    metadata jsonb,
    position jsonb,
    created_at timestamptz not null default now(),
    unique (workflow_version_id, document_id)
);
create trigger agent_node_organization
    before insert on agent_node
    for each row execute function organization_of_parent('workflow_version', 'workflow_version_id');

create table agent_tool (
    id uuid primary key default gen_random_uuid(),
    organization_id uuid not null references organization on delete cascade,
    agent_id uuid not null references agent_node on delete cascade,
    document_id text,
    tool_type text not null,
    config jsonb not null,
    display_name text,
    created_at timestamptz not null default now(),
    unique (agent_id, document_id)
);
create trigger agent_tool_organization
    before insert on agent_tool
    for each row execute function organization_of_parent('agent_node', 'agent_id');

create table agent_path (
    id uuid primary key default gen_random_uuid(),
    organization_id uuid not null references organization on delete cascade,
    from_agent_id uuid not null references agent_node on delete cascade,
    to_agent_id uuid references agent_node on delete cascade,
    document_id text,
    name text not null,
    description text,
    guard_condition text,
    metadata jsonb,
    created_at timestamptz not null default now(),
    unique (from_agent_id, document_id)
);
comment on column agent_path.to_agent_id is 'null: the path leads out of the call';
create index on agent_path (to_agent_id);
create trigger agent_path_organization
    before insert on agent_path
    for each row execute function organization_of_parent('agent_node', 'from_agent_id');

create table path_variable (
    id uuid primary key default gen_random_uuid(),
    organization_id uuid not null references organization on delete cascade,
    path_id uuid not null references agent_path on delete cascade,
    name text not null,
    description text,
    is_required boolean not null default true,
    data_type text not null default 'string',
    created_at timestamptz not null default now(),
    unique (path_id, name)
);
create trigger path_variable_organization
    before insert on path_variable
    for each row execute function organization_of_parent('agent_path', 'path_id');

create table workspace_variable (
    id uuid primary key default gen_random_uuid(),
    organization_id uuid not null references organization on delete cascade,
    workflow_id uuid references workflow on delete cascade,
    name text not null,
    value jsonb,
    sealed bytea,
    is_secret boolean not null default false,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique nulls not distinct (organization_id, workflow_id, name),
    check (case when is_secret then sealed is not null and value is null else value is not null and sealed is null end)
);
comment on column workspace_variable.workflow_id is 'null: for the whole organization; a workflow''s own wins';
create index on workspace_variable (workflow_id);

create table tool_definition (
    id uuid primary key default gen_random_uuid(),
    organization_id uuid not null references organization on delete cascade,
    tool_type text not null,
    adapter text not null,
    config jsonb not null default '{}',
    parameters jsonb not null default '{}',
    description text,
    side_effect text not null default 'once' check (side_effect in ('none', 'idempotent', 'once')),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (organization_id, tool_type)
);

create table phone_number (
    id uuid primary key default gen_random_uuid(),
    organization_id uuid not null references organization on delete cascade,
    number text not null unique check (number ~ '^\+[1-9][0-9]{1,14}$'),
    trunk_id text,
    workflow_id uuid references workflow on delete set null,
    enabled boolean not null default true,
    created_at timestamptz not null default now()
);
create index on phone_number (organization_id);
create index on phone_number (workflow_id);
