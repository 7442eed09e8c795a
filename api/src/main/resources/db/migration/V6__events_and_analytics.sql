-- What calls come to: counts and times, kept by the transaction that records the events (docs/adr/0021).

-- The day that a call counts for, in its organization's time zone when it was made; it stays, whatever the zone becomes.
alter table call_session no force row level security;
alter table call_session add column day date;
update call_session c
set day = (c.created_at at time zone o.time_zone)::date
from organization o
where o.id = c.organization_id;
alter table call_session alter column day set not null;
create function day_of_call() returns trigger
    language plpgsql as
$$
begin
    select (new.created_at at time zone time_zone)::date into new.day
    from organization
    where id = new.organization_id;
    return new;
end
$$;
-- Named so that it comes after the one that finds the organization: triggers fire by name.
create trigger call_session_organization_day
    before insert on call_session
    for each row execute function day_of_call();

create index on call_session (ended_at) where ended_at is not null;

create table analytics_count (
    organization_id uuid not null,
    workflow_version_id uuid not null references workflow_version on delete cascade,
    day date not null,
    is_test boolean not null,
    slot smallint not null,
    measure text not null,
    subject text not null,
    detail text not null,
    n bigint not null,
    primary key (workflow_version_id, is_test, day, slot, measure, subject, detail)
);
comment on table analytics_count is 'how often what happened in the calls of a day; summed over slots';
comment on column analytics_count.organization_id is
    'the version''s; no foreign key: it would cost an index that only deletions read';
comment on column analytics_count.slot is 'writers at the same time write different rows';
comment on column analytics_count.subject is 'document id of an agent or a path, name of a tool, status of a call';

create table analytics_time (
    organization_id uuid not null,
    workflow_version_id uuid not null references workflow_version on delete cascade,
    day date not null,
    is_test boolean not null,
    slot smallint not null,
    measure text not null,
    subject text not null,
    bucket smallint not null,
    n int not null,
    primary key (workflow_version_id, is_test, day, slot, measure, subject, bucket)
);
comment on table analytics_time is 'distributions of times in ms, by bucket (function analytics_bucket)';
comment on column analytics_time.n is 'no bigint: to sum these up takes twice as long';

-- Eight buckets an octave, and one a millisecond below 8 ms: a bucket's middle is within 1/16 of every time in it.
create function analytics_bucket(ms bigint) returns int
    language sql immutable strict parallel safe as
$$
select case when ms < 8 then greatest(ms, 0)::int
            else (octave - 2) * 8 + ((ms >> (octave - 3)) & 7)::int end
-- The addend is for logarithms a little below a whole number; no time under 2^38 ms comes so close to one by itself.
from (select floor(ln(greatest(ms, 1)) / ln(2) + 1e-12)::int) o (octave)
$$;

-- A slot that no other transaction writes to until this one ends; all in use: one of them, as soon as it is free.
create function analytics_slot(version uuid) returns int
    language plpgsql as
$$
declare
    slots constant int := 16;
    chosen int;
begin
    for slot in 0 .. slots - 1 loop
        if pg_try_advisory_xact_lock(hashtext(version::text), slot) then
            return slot;
        end if;
    end loop;
    chosen := floor(random() * slots);
    perform pg_advisory_xact_lock(hashtext(version::text), chosen);
    return chosen;
end
$$;

-- The same figures, counted from the events themselves: what the tables must equal, and how they are built again.

create view analytics_count_of_events with (security_invoker = true) as
select c.organization_id, c.workflow_version_id, c.day, c.is_test, f.measure, f.subject, f.detail, sum(f.n)::bigint as n
from call_session c
join session_event e on e.session_id = c.id
cross join lateral (
    select 'calls' as measure, '' as subject, '' as detail, 1::bigint as n where e.sequence = 1
    union all
    select 'ended', coalesce(e.payload ->> 'status', ''), coalesce(e.payload ->> 'reason', ''), 1
    where e.event_type = 'call.ended'
    union all
    select t.measure, '', '', (e.payload ->> t.member)::bigint
    from (values ('turns', 'turns'), ('duration_ms', 'duration_ms')) t (measure, member)
    where e.event_type = 'call.ended' and (e.payload ->> t.member)::bigint > 0
    union all
    select a.measure, coalesce(e.payload ->> 'agent_id', ''), '', 1
    from (values ('agent.activated', 'agent.activated'), ('turn.committed', 'agent.turns'),
                 ('reply.spoken', 'agent.replies'), ('turn.failed', 'agent.failed')) a (type, measure)
    where e.event_type = a.type
    union all
    select 'agent.interrupted', coalesce(e.payload ->> 'agent_id', ''), '', 1
    where e.event_type = 'reply.spoken' and e.payload -> 'interrupted' = 'true'
    union all
    select 'path.offered', coalesce(p.path ->> 'path_id', p.path #>> '{}'), '', 1
    from jsonb_array_elements(e.payload -> 'paths') p (path)
    where e.event_type = 'path.offered'
    union all
    select e.event_type, coalesce(e.payload ->> 'path_id', ''), '', 1
    where e.event_type in ('path.taken', 'path.rejected')
    union all
    select 'path.why', coalesce(e.payload ->> 'path_id', ''), w.why, 1
    from (
        select 'missing:' || m as why from jsonb_array_elements_text(e.payload -> 'missing') m
        union all
        select 'invalid:' || i from jsonb_object_keys(e.payload -> 'invalid') i
        union all
        select 'guard' where e.payload ->> 'guard' is not null
        union all
        select 'other' where e.payload ->> 'reason' is not null
    ) w
    where e.event_type = 'path.rejected'
    union all
    select case when e.payload ->> 'status' = 'unknown' then 'tool.unknown' else e.event_type end,
           coalesce(e.payload ->> 'name', ''), '', 1
    where e.event_type in ('tool.finished', 'tool.failed')
    union all
    select 'tool.runs', coalesce(e.payload ->> 'name', ''), '', (e.payload ->> 'runs')::bigint
    where e.event_type in ('tool.finished', 'tool.failed') and (e.payload ->> 'runs')::bigint > 0
) f
group by 1, 2, 3, 4, 5, 6, 7;

create view analytics_time_of_events with (security_invoker = true) as
select c.organization_id, c.workflow_version_id, c.day, c.is_test, f.measure, f.subject,
       analytics_bucket(f.ms) as bucket, count(*) as n
from call_session c
join session_event e on e.session_id = c.id
cross join lateral (
    select 'call' as measure, '' as subject, (e.payload ->> 'duration_ms')::bigint as ms
    where e.event_type = 'call.ended' and e.payload ? 'duration_ms'
    union all
    select 'turn', '', round((e.payload #>> '{ms,first_sound}')::numeric)::bigint
    where e.event_type = 'reply.spoken' and (e.payload #>> '{ms,first_sound}')::numeric >= 0
    union all
    select 'tool', coalesce(e.payload ->> 'name', ''), (e.payload ->> 'duration_ms')::bigint
    where e.event_type in ('tool.finished', 'tool.failed') and (e.payload ->> 'runs')::bigint > 0
      and e.payload ? 'duration_ms'
) f
group by 1, 2, 3, 4, 5, 6, 7;

alter table session_event no force row level security;
insert into analytics_count
select organization_id, workflow_version_id, day, is_test, 0, measure, subject, detail, n from analytics_count_of_events;
insert into analytics_time
select organization_id, workflow_version_id, day, is_test, 0, measure, subject, bucket, n from analytics_time_of_events;
alter table call_session force row level security;
alter table session_event force row level security;
call secure_tenant_table('analytics_count');
call secure_tenant_table('analytics_time');

-- The doors.

create policy doors on phone_number to current_user using (true);

-- Who answers a number that somebody dialled.
create function answering_number(dialled text)
    returns table (organization uuid, slug text, workflow uuid)
    language sql stable security definer set search_path = "${flyway:defaultSchema}", pg_temp as
$$
    select n.organization_id, o.slug, n.workflow_id
    from phone_number n join organization o on o.id = n.organization_id
    where n.number = dialled and n.enabled and n.workflow_id is not null;
$$;
call make_door('answering_number(text)');

-- Calls that ended longer ago than their organization keeps them, the oldest first.
create function calls_past_retention(at_most int)
    returns table (organization uuid, call uuid)
    language sql stable security definer set search_path = "${flyway:defaultSchema}", pg_temp as
$$
    select c.organization_id, c.id
    from call_session c join organization o on o.id = c.organization_id
    where c.ended_at < now() - make_interval(days => o.retention_days)
    order by c.ended_at limit at_most;
$$;
call make_door('calls_past_retention(int)');

-- Rows of one slot are quicker to read than those of sixteen: days that are over are folded into the first slot. Writers
-- of a version wait for as long as its days take.
create policy doors on analytics_count to current_user using (true) with check (true);
create policy doors on analytics_time to current_user using (true) with check (true);
-- One version; false: there is none left to fold.
create function fold_analytics(before date) returns boolean
    language plpgsql security definer set search_path = "${flyway:defaultSchema}", pg_temp as
$$
declare
    version uuid;
begin
    select workflow_version_id into version from analytics_count where day < before and slot > 0 limit 1;
    if version is null then
        return false;
    end if;
    for one in 0 .. 15 loop
        perform pg_advisory_xact_lock(hashtext(version::text), one);
    end loop;
    with moved as (
        delete from analytics_count where workflow_version_id = version and day < before and slot > 0 returning *
    )
    insert into analytics_count as kept
    select organization_id, version, day, is_test, 0, measure, subject, detail, sum(n)
    from moved group by organization_id, day, is_test, measure, subject, detail
    on conflict (workflow_version_id, is_test, day, slot, measure, subject, detail)
        do update set n = kept.n + excluded.n;
    with moved as (
        delete from analytics_time where workflow_version_id = version and day < before and slot > 0 returning *
    )
    insert into analytics_time as kept
    select organization_id, version, day, is_test, 0, measure, subject, bucket, sum(n)
    from moved group by organization_id, day, is_test, measure, subject, bucket
    on conflict (workflow_version_id, is_test, day, slot, measure, subject, bucket)
        do update set n = kept.n + excluded.n;
    return true;
end
$$;
call make_door('fold_analytics(date)');
