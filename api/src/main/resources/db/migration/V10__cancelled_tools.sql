-- A tool that the caller interrupted has not failed: the recount counts it as the figures do.
create or replace view analytics_count_of_events with (security_invoker = true) as
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
    select case when e.event_type = 'tool.failed' and e.payload ->> 'status' in ('unknown', 'cancelled')
                then 'tool.' || (e.payload ->> 'status') else e.event_type end,
           coalesce(e.payload ->> 'name', ''), '', 1
    where e.event_type in ('tool.finished', 'tool.failed')
    union all
    select 'tool.runs', coalesce(e.payload ->> 'name', ''), '', (e.payload ->> 'runs')::bigint
    where e.event_type in ('tool.finished', 'tool.failed') and (e.payload ->> 'runs')::bigint > 0
) f
group by 1, 2, 3, 4, 5, 6, 7;
