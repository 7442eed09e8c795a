-- What operators commanded. An operator is let into a caller's room when a takeover is carried out, and until it is over.
create table operator_command (
    id uuid primary key,
    organization_id uuid not null,
    session_id uuid not null references call_session on delete cascade,
    command text not null,
    given_by text not null,
    given_at timestamptz not null default now(),
    outcome text check (outcome in ('carried_out', 'refused')),
    reason text,
    settled_at timestamptz,
    over_at timestamptz,
    check ((outcome is null) = (settled_at is null)),
    check (over_at is null or outcome = 'carried_out')
);
comment on column operator_command.organization_id is 'the call''s; no foreign key, as in session_event';
comment on column operator_command.over_at is 'when a takeover ended: handed back, or with the call';
create index on operator_command (session_id);
create index operator_command_over on operator_command (over_at) where over_at is not null;
create trigger operator_command_organization
    before insert on operator_command
    for each row execute function organization_of_parent('call_session', 'session_id');
call secure_tenant_table('operator_command');
create policy doors on operator_command to current_user using (true);

-- A door: the rooms, and the participants, of operators whose takeover ended a short while ago. LiveKit's tokens cannot
-- be taken back, so whoever comes again with one is removed again until the last one is worth nothing.
create function operators_to_remove(lately interval)
    returns table (room text, command uuid)
    language sql stable security definer set search_path = "${flyway:defaultSchema}", pg_temp as
$$
    select c.room, o.id
    from operator_command o join call_session c on c.id = o.session_id
    where o.over_at > now() - lately and c.room is not null;
$$;
call make_door('operators_to_remove(interval)');
