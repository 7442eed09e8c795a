-- A call that nobody has joined gives its place at a worker back when other calls wait. It is placed again when its caller
-- comes: LiveKit's webhook tells of that, and for lost webhooks the API looks into the rooms of such calls.
alter table call_session add column given_back int;
comment on column call_session.given_back is
    'the attendance that gave its place back because nobody had joined; null: the call is attended';
create index call_session_given_back on call_session (id) where given_back is not null and status = 'active';

-- A door: the calls that nobody attends until their caller comes.
create function calls_that_await_their_caller(at_most int)
    returns table (room text, workflow text, attendance int)
    language sql stable security definer set search_path = "${flyway:defaultSchema}", pg_temp as
$$
    select c.room, c.temporal_workflow_id, c.given_back
    from call_session c
    where c.status = 'active' and c.given_back is not null
      and c.room is not null and c.temporal_workflow_id is not null
    limit at_most;
$$;
call make_door('calls_that_await_their_caller(int)');
