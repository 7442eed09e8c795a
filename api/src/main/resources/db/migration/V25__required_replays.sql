-- Replays that have to have been run before a version is published (docs/adr/0080).

create table required_replay (
    workflow_id uuid primary key references workflow on delete cascade,
    organization_id uuid not null references organization on delete cascade,
    selection jsonb not null check (jsonb_typeof(selection) = 'object'),
    decisive_only boolean not null,
    allow jsonb not null check (jsonb_typeof(allow) = 'array'),
    revision integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
comment on column required_replay.selection is 'the calls to replay; a run of another selection says nothing of this one';
comment on column required_replay.allow is 'kinds of divergences that speak against nothing';
create index on required_replay (organization_id);
create trigger required_replay_organization
    before insert on required_replay
    for each row execute function organization_of_parent('workflow', 'workflow_id');
call secure_tenant_table('required_replay');

alter table replay_run add column snapshot_sha256 text check (snapshot_sha256 ~ '^[0-9a-f]{64}$');
comment on column replay_run.snapshot_sha256 is 'of the document, as in test_snapshot; null: run before there was the column';
alter table replay_run add column selection jsonb;
comment on column replay_run.selection is 'the calls that were asked for';
alter table replay_run add column findings jsonb;
comment on column replay_run.findings is
    'how many calls diverge in which kind, counted at the end; has no words, and stays when a call is erased';
