-- What a replay needs of a call: sealed under the organization's data key, erased with the call (docs/adr/0081).

alter table session_event add column sealed bytea;
comment on column session_event.sealed is
    'what led to this event and those after it, with the values that masking hides; only a replay opens it';

-- Replays of calls against a version, usually a draft.

create table replay_run (
    id uuid primary key,
    organization_id uuid not null references organization on delete cascade,
    workflow_version_id uuid not null references workflow_version on delete cascade,
    status text not null default 'running' check (status in ('running', 'completed')),
    document jsonb not null,
    created_by text not null,
    created_at timestamptz not null default now(),
    ended_at timestamptz
);
comment on column replay_run.document is 'as it is tried, with its tools written out: a draft may change meanwhile';
create index on replay_run (workflow_version_id, created_at desc);
create index on replay_run (organization_id);
call secure_tenant_table('replay_run');

create table replay_call (
    organization_id uuid not null,
    run_id uuid not null references replay_run on delete cascade,
    call_id uuid not null references call_session on delete cascade,
    outcome text not null default 'waiting'
        check (outcome in ('waiting', 'same', 'seen_otherwise', 'elsewhere', 'not_replayable')),
    report jsonb not null default '{}',
    primary key (run_id, call_id)
);
comment on table replay_call is 'what a version makes of a call; it goes with the call when that is erased';
create index on replay_call (call_id);
call secure_tenant_table('replay_call');
