-- What a test follows: a version's document with its tools written out, as it was when the test began. A draft may
-- change meanwhile.

create table test_snapshot (
    workflow_version_id uuid not null references workflow_version on delete cascade,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    organization_id uuid not null references organization on delete cascade,
    document jsonb not null check (jsonb_typeof(document) = 'object'),
    created_at timestamptz not null default now(),
    primary key (workflow_version_id, sha256)
);
comment on column test_snapshot.sha256 is 'of the document as JSON, in UTF-8';
create trigger test_snapshot_organization
    before insert on test_snapshot
    for each row execute function organization_of_parent('workflow_version', 'workflow_version_id');
call secure_tenant_table('test_snapshot');

alter table test_session add snapshot_sha256 text;
alter table test_session add verdicts jsonb not null default '[]';
comment on column test_session.snapshot_sha256 is 'of the test_snapshot that its call follows';
comment on column test_session.verdicts is 'of a scenario; empty: somebody tried the version by hand';
drop index test_session_workflow_version_id_idx;
create index on test_session (workflow_version_id, created_at desc, id desc);
create index on test_session (organization_id, created_at desc, id desc);
