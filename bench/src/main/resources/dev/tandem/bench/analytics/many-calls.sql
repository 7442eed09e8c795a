-- The triggers find the organization of every single row, and the foreign key its call; here both are known.
alter table call_session disable trigger user;
alter table session_event disable trigger user;
alter table session_event drop constraint session_event_session_id_fkey;

insert into call_session (id, organization_id, workflow_version_id, external_session_id, started_at, ended_at, status,
                          temporal_workflow_id, created_at, day)
select gen_random_uuid(), v.organization_id, v.id, case when n <= :long_calls then 'long' end, made, made, 'completed',
       'bench/call-' || n || random(), made, made::date
from workflow_version v,
     lateral (select n, now() - random() * interval '1 day' * (:days - 1) as made
              from generate_series(1, :usual_calls + :long_calls) n) c
where v.id = :version;

-- A turn is five events: heard, offered, answered, a tool asked and run; every fifth moves, every tenth is refused.
insert into session_event (organization_id, session_id, sequence, event_type, payload, occurred_at)
select c.organization_id, c.id, s.sequence, s.type,
       case s.type
           when 'call.started' then jsonb_build_object('channel', 'voice', 'version', 1, 'workflow', 'analytics')
           when 'agent.activated' then jsonb_build_object('turn', s.turn, 'agent_id', s.agent, 'agent', s.agent)
           when 'turn.committed' then jsonb_build_object('turn', s.turn, 'agent_id', s.agent, 'agent', s.agent,
                                                         'text', 'Could you please tell me where my order is by now?')
           when 'path.offered' then jsonb_build_object('turn', s.turn, 'agent_id', s.agent, 'agent', s.agent,
                                                       'paths', jsonb_build_array('path-1', 'path-2', 'path-3'))
           when 'path.taken' then jsonb_build_object('turn', s.turn, 'path_id', 'path-' || 1 + s.turn % 3,
                                                     'variables', jsonb_build_object('customer_id', '4711'))
           when 'path.rejected' then jsonb_build_object('turn', s.turn, 'path_id', 'path-' || 1 + s.turn % 3,
                                                        'agent_id', s.agent, 'agent', s.agent, 'reason', null,
                                                        'missing', jsonb_build_array('customer_id'), 'invalid', '{}'::jsonb)
           when 'reply.spoken' then jsonb_build_object('turn', s.turn, 'step', 1, 'agent_id', s.agent, 'agent', s.agent,
               'text', 'It is on its way, and will be with you tomorrow.', 'interrupted', random() < .1,
               'ms', jsonb_build_object('first_sound', round((350 * exp(.35 * (random() + random() + random() - 1.5) * 2))::numeric, 2)))
           when 'tool.started' then jsonb_build_object('turn', s.turn, 'agent_id', s.agent, 'key', s.sequence,
                                                       'name', 'tool-' || 1 + s.sequence / 10 % 4, 'arguments', '{}'::jsonb)
           when 'tool.finished' then jsonb_build_object('turn', s.turn, 'key', s.sequence,
               'name', 'tool-' || 1 + s.sequence / 10 % 4, 'runs', 1, 'result', jsonb_build_object('state', 'shipped'),
               'duration_ms', round(120 * exp(random() + random() + random())))
           else jsonb_build_object('status', case when random() < .95 then 'completed' else 'dropped' end,
                                   'reason', case when random() < .8 then 'caller_left' else 'path_taken' end,
                                   'turns', s.turn, 'duration_ms', round(60000 * exp(random() + random() + random() - .5)))
       end,
       c.created_at + interval '3 seconds' * s.sequence
from call_session c
cross join lateral (
    select sequence, (sequence + 2) / 5 as turn, 'agent-' || 1 + (sequence / 10) % 4 as agent,
           case
               when sequence = 1 then 'call.started'
               when sequence = last then 'call.ended'
               when sequence = 2 then 'agent.activated'
               else (array ['turn.committed', 'path.offered',
                            case when sequence % 10 < 5 then 'reply.spoken' else 'tool.started' end,
                            case when sequence % 10 < 5 then 'path.rejected' else 'tool.finished' end,
                            case when sequence % 10 < 5 then 'path.taken' else 'reply.spoken' end])[1 + (sequence + 2) % 5]
           end as type
    from (select case when c.external_session_id = 'long' then :long_events else :usual_events end as last) l,
         generate_series(1, last) sequence
) s
where c.workflow_version_id = :version;

-- A busy version writes to several slots: three rows for each figure, until its days are folded.
insert into analytics_count
select organization_id, workflow_version_id, day, is_test, slot, measure, subject, detail, n / 3 + (slot < n % 3)::int
from analytics_count_of_events, generate_series(0, 2) slot
where workflow_version_id = :version;
insert into analytics_time
select organization_id, workflow_version_id, day, is_test, slot, measure, subject, bucket, n / 3 + (slot < n % 3)::int
from analytics_time_of_events, generate_series(0, 2) slot
where workflow_version_id = :version;

select fold_analytics(current_date - 1);

alter table call_session enable trigger user;
alter table session_event enable trigger user;
alter table session_event
    add constraint session_event_session_id_fkey foreign key (session_id) references call_session on delete cascade not valid;
