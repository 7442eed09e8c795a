-- Scenarios that are kept with a workflow, and runs of scenarios.

create table scenario (
    id uuid primary key,
    organization_id uuid not null references organization on delete cascade,
    workflow_id uuid not null references workflow on delete cascade,
    name text not null,
    required boolean not null default false,
    document json not null check (json_typeof(document) = 'object'),
    yaml text,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    revision integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (workflow_id, name)
);
comment on column scenario.yaml is 'as it was written; null: it came as JSON';
comment on column scenario.sha256 is 'of the document as JSON, in UTF-8: a run of another text says nothing of this one';
create index on scenario (workflow_id, created_at desc, id desc);
create trigger scenario_organization
    before insert on scenario
    for each row execute function organization_of_parent('workflow', 'workflow_id');
call secure_tenant_table('scenario');

create table test_run (
    id uuid primary key,
    organization_id uuid not null references organization on delete cascade,
    workflow_version_id uuid not null references workflow_version on delete cascade,
    snapshot_sha256 text not null,
    channel text not null check (channel in ('chat', 'voice')),
    status text not null default 'running' check (status in ('running', 'passed', 'failed', 'cancelled')),
    created_by text not null,
    created_at timestamptz not null default now(),
    ended_at timestamptz,
    check ((status = 'running') = (ended_at is null))
);
comment on column test_run.snapshot_sha256 is 'of the test_snapshot that all its calls follow';
create index on test_run (workflow_version_id, created_at desc, id desc);
create index on test_run (organization_id, created_at desc, id desc);
create trigger test_run_organization
    before insert on test_run
    for each row execute function organization_of_parent('workflow_version', 'workflow_version_id');
call secure_tenant_table('test_run');

create table test_run_scenario (
    test_run_id uuid not null references test_run on delete cascade,
    ordinal integer not null,
    organization_id uuid not null,
    scenario_id uuid references scenario on delete set null,
    name text not null,
    document json not null,
    sha256 text not null,
    runs integer not null check (runs > 0),
    at_least integer not null check (at_least between 1 and runs),
    problems jsonb not null default '[]',
    status text not null default 'running' check (status in ('running', 'passed', 'failed', 'cancelled')),
    primary key (test_run_id, ordinal)
);
comment on column test_run_scenario.organization_id is 'the run''s; no foreign key, as in session_event';
comment on column test_run_scenario.problems is 'why it cannot be run on the version; empty: it can';
create index on test_run_scenario (scenario_id) where scenario_id is not null;
create trigger test_run_scenario_organization
    before insert on test_run_scenario
    for each row execute function organization_of_parent('test_run', 'test_run_id');
call secure_tenant_table('test_run_scenario');

create table test_attempt (
    test_run_id uuid not null references test_run on delete cascade,
    scenario integer not null,
    number integer not null,
    organization_id uuid not null,
    test_session_id uuid references test_session on delete set null,
    status text not null default 'running' check (status in ('running', 'passed', 'failed', 'broken')),
    reason text,
    ended_at timestamptz,
    primary key (test_run_id, scenario, number),
    foreign key (test_run_id, scenario) references test_run_scenario on delete cascade,
    check ((status = 'running') = (ended_at is null))
);
comment on column test_attempt.organization_id is 'the run''s; no foreign key, as in session_event';
comment on column test_attempt.test_session_id is 'null: the call has not begun, never began, or is erased';
create index on test_attempt (test_session_id) where test_session_id is not null;
create trigger test_attempt_organization
    before insert on test_attempt
    for each row execute function organization_of_parent('test_run', 'test_run_id');
call secure_tenant_table('test_attempt');

-- Who published a version although its required tests did not pass, and why.
create table publish_override (
    workflow_version_id uuid primary key references workflow_version on delete cascade,
    organization_id uuid not null references organization on delete cascade,
    reason text not null,
    given_by text not null,
    tests jsonb not null,
    created_at timestamptz not null default now()
);
comment on column publish_override.tests is 'those that were missing, stale or failed';
create trigger publish_override_organization
    before insert on publish_override
    for each row execute function organization_of_parent('workflow_version', 'workflow_version_id');
call secure_tenant_table('publish_override');
