-- A door: which of these LiveKit rooms have held calls and hold none any more, and when the last one ended.
create function rooms_without_call(names text[])
    returns table (room text, ended_at timestamptz)
    language sql stable security definer set search_path = "${flyway:defaultSchema}", pg_temp as
$$
    select c.room, max(c.ended_at)
    from call_session c
    where c.room = any (names)
    group by c.room
    having every(c.ended_at is not null);
$$;
call make_door('rooms_without_call(text[])');
