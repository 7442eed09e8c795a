alter table call_session add column answered_at timestamptz;
comment on column call_session.answered_at is
    'of a phone call: when an agent could first be heard, as LiveKit says; null: not yet, or not a phone call';

alter table workflow_version
    add column kept_tools jsonb not null default '{}' check (jsonb_typeof(kept_tools) = 'object');
comment on column workflow_version.kept_tools is
    'of a draft: tools by tool_type, as the version had them that it is a copy of; used where the library has none any more';

-- Names that a model invents are keys of the figures: the recount cuts them as the figures do.
create or replace view analytics_count_of_events with (security_invoker = true) as
select c.organization_id, c.workflow_version_id, c.day, c.is_test, f.measure,
       left(f.subject, 200) as subject, left(f.detail, 200) as detail, sum(f.n)::bigint as n
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
    select case when e.event_type = 'tool.failed' and e.payload ->> 'status' in ('unknown', 'cancelled')
                then 'tool.' || (e.payload ->> 'status') else e.event_type end,
           coalesce(e.payload ->> 'name', ''), '', 1
    where e.event_type in ('tool.finished', 'tool.failed')
    union all
    select 'tool.runs', coalesce(e.payload ->> 'name', ''), '', (e.payload ->> 'runs')::bigint
    where e.event_type in ('tool.finished', 'tool.failed') and (e.payload ->> 'runs')::bigint > 0
) f
group by 1, 2, 3, 4, 5, 6, 7;

create or replace view analytics_time_of_events with (security_invoker = true) as
select c.organization_id, c.workflow_version_id, c.day, c.is_test, f.measure, left(f.subject, 200) as subject,
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
