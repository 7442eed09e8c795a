-- POSTs that came with an Idempotency-Key, and their answers: for a day, so that a repetition is answered and not done.

create table idempotent_request (
    organization_id uuid not null references organization on delete cascade,
    key text not null check (char_length(key) between 1 and 255),
    fingerprint text not null,
    claim uuid not null,
    claimed_at timestamptz not null default now(),
    settled boolean not null default false,
    status int,
    headers jsonb,
    body text,
    primary key (organization_id, key),
    check (settled or body is null),
    check ((body is null) = (status is null) and (body is null) = (headers is null))
);
comment on column idempotent_request.fingerprint is 'SHA-256 of route, query, precondition, media type and body';
comment on column idempotent_request.claim is 'who does the request: a process that was taken for dead settles nothing';
comment on column idempotent_request.settled is 'whether it was done; without a body its answer is shown once, and not kept';
create index on idempotent_request (organization_id, claimed_at);

call secure_tenant_table('idempotent_request');
