create table call_session (
    id uuid primary key default gen_random_uuid(),
    organization_id uuid not null references organization on delete cascade,
    workflow_version_id uuid not null references workflow_version,
    external_session_id text,
    started_at timestamptz not null default now(),
    ended_at timestamptz,
    status text not null default 'active' check (status in ('active', 'completed', 'dropped')),
    channel text not null default 'voice',
    is_test boolean not null default false,
    room text,
    temporal_workflow_id text unique,
    created_at timestamptz not null default now(),
    check ((status = 'active') = (ended_at is null))
);
comment on column call_session.room is 'name of the LiveKit room';
create index on call_session (workflow_version_id, started_at);
create index on call_session (organization_id, created_at desc, id desc);
create trigger call_session_organization
    before insert on call_session
    for each row execute function organization_of_parent('workflow_version', 'workflow_version_id');

create table session_event (
    id bigint generated always as identity primary key,
    organization_id uuid not null,
    session_id uuid not null references call_session on delete cascade,
    sequence int not null check (sequence > 0),
    event_type text not null,
    payload jsonb not null default '{}',
    occurred_at timestamptz not null default now(),
    unique (session_id, sequence)
);
comment on column session_event.organization_id is
    'the call''s; no foreign key: it would cost the largest table an index that only deletions read';
create trigger session_event_organization
    before insert on session_event
    for each row execute function organization_of_parent('call_session', 'session_id');

create table test_session (
    id uuid primary key default gen_random_uuid(),
    organization_id uuid not null references organization on delete cascade,
    workflow_version_id uuid not null references workflow_version on delete cascade,
    call_session_id uuid references call_session on delete cascade,
    transcript jsonb not null default '[]',
    created_at timestamptz not null default now()
);
create index on test_session (workflow_version_id);
create index on test_session (call_session_id);
create trigger test_session_organization
    before insert on test_session
    for each row execute function organization_of_parent('workflow_version', 'workflow_version_id');
