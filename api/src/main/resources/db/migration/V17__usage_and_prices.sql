-- What providers used (provider.usage), and what it costs by an organization's price list.

create table price (
    id uuid primary key default gen_random_uuid(),
    organization_id uuid not null references organization on delete cascade,
    kind text not null check (kind in ('llm', 'stt', 'tts')),
    provider text not null check (char_length(provider) between 1 and 200),
    model text not null default '' check (char_length(model) <= 200),
    valid_from date not null,
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    input_per_million numeric(12, 6) check (input_per_million >= 0),
    cached_per_million numeric(12, 6) check (cached_per_million >= 0),
    output_per_million numeric(12, 6) check (output_per_million >= 0),
    audio_per_hour numeric(12, 6) check (audio_per_hour >= 0),
    characters_per_million numeric(12, 6) check (characters_per_million >= 0),
    unique (organization_id, kind, provider, model, valid_from)
);
comment on column price.model is 'as documents name it; empty: every model that has no price of its own';
call secure_tenant_table('price');

-- As in V15, with what was used and who failed.
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
    union all
    select u.measure, concat_ws('/', e.payload ->> 'kind', e.payload ->> 'provider', e.payload ->> 'model'),
           coalesce(e.payload ->> 'agent_id', ''), u.n
    from (values ('used.input_tokens', (e.payload ->> 'input_tokens')::bigint),
                 ('used.cached_tokens', (e.payload ->> 'cached_tokens')::bigint),
                 ('used.output_tokens', (e.payload ->> 'output_tokens')::bigint),
                 ('used.audio_ms', round((e.payload ->> 'audio_seconds')::numeric * 1000)::bigint),
                 ('used.characters', (e.payload ->> 'characters')::bigint)) u (measure, n)
    where e.event_type = 'provider.usage' and u.n > 0
    union all
    select e.event_type, concat_ws('/', e.payload ->> 'kind', e.payload ->> 'provider', e.payload ->> 'model'),
           coalesce(e.payload ->> 'reason', ''), 1
    where e.event_type = 'provider.failed_over'
) f
group by 1, 2, 3, 4, 5, 6, 7;

call admit_application('${application_role}');
