-- Calls whose workflow is over without having said so are settled by the API: each active call is looked at again and
-- again, by one process at a time.
alter table call_session add column ended_reason text;
comment on column call_session.ended_reason is 'of the event call.ended; null: active, or ended before this was kept';
alter table call_session add column looked_at timestamptz not null default now();
comment on column call_session.looked_at is 'when it was last asked whether the workflow of the active call runs';
create index on call_session (looked_at) where status = 'active';

-- A door: takes the active calls that nobody has looked at since, the longest ago first. Two processes take different
-- ones.
create function calls_to_look_at(since timestamptz, at_most int)
    returns table (organization uuid, call uuid)
    language sql volatile security definer set search_path = "${flyway:defaultSchema}", pg_temp as
$$
    with due as (
        select id from call_session
        where status = 'active' and temporal_workflow_id is not null and looked_at < since
        order by looked_at limit at_most
        for update skip locked)
    update call_session c set looked_at = now()
    from due where c.id = due.id
    returning c.organization_id, c.id;
$$;
call make_door('calls_to_look_at(timestamptz, int)');
