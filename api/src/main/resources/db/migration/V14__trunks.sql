-- A phone number belongs to a trunk, and a trunk to an organization (docs/adr/0056).

create table trunk (
    id uuid primary key default gen_random_uuid(),
    organization_id uuid not null references organization on delete cascade,
    livekit_trunk_id text not null unique check (char_length(livekit_trunk_id) between 1 and 200),
    created_at timestamptz not null default now()
);
comment on column trunk.livekit_trunk_id is 'id of the SIP trunk in LiveKit, such as ST_…';
create index on trunk (organization_id, created_at desc, id desc);
call secure_tenant_table('trunk');
create policy doors on trunk to current_user using (true) with check (true);

-- The only organization of an installation has every trunk that its numbers name. With several, the administrator says
-- whose each trunk is: until then numbers on it, and numbers without one, answer no call.
insert into trunk (organization_id, livekit_trunk_id)
select distinct organization_id, trunk_id from phone_number
where trunk_id is not null and char_length(trunk_id) between 1 and 200 and (select count(*) from organization) = 1;

-- Whoever else has a number, it looks unknown. Calls are told apart by the trunk that they come in on.
alter table phone_number drop constraint phone_number_number_key;
alter table phone_number add unique (organization_id, number);
create index on phone_number (number);

-- A door: the numbers that answer no call because no trunk of their organization carries them.
create function numbers_without_trunk()
    returns table (slug text, number text, trunk_id text)
    language sql stable security definer set search_path = "${flyway:defaultSchema}", pg_temp as
$$
    select o.slug, n.number, n.trunk_id
    from phone_number n join organization o on o.id = n.organization_id
    where n.enabled
      and case when n.trunk_id is null then (select count(*) from organization) > 1
               else not exists (select from trunk t
                                where t.livekit_trunk_id = n.trunk_id and t.organization_id = n.organization_id)
          end
    order by o.slug, n.number;
$$;
call make_door('numbers_without_trunk()');

do $$
declare
    unbound record;
begin
    for unbound in select * from numbers_without_trunk() loop
        raise warning 'the number % of the organization % answers no call until it is bound to a trunk of that organization',
            unbound.number, unbound.slug;
    end loop;
end
$$;

-- Who answers a number that somebody dialled on a trunk: the number itself, or the ones that end with these digits.
drop function answering_number(text);
create function answering_numbers(dialled text, ending text, trunk text)
    returns table (number text, organization uuid, slug text, workflow uuid)
    language sql stable security definer set search_path = "${flyway:defaultSchema}", pg_temp as
$$
    select n.number, n.organization_id, o.slug, n.workflow_id
    from phone_number n join organization o on o.id = n.organization_id
    where n.enabled and n.workflow_id is not null
      and (n.number = dialled or (ending ~ '^[0-9]{6,15}$' and right(n.number, length(ending)) = ending))
      and case when n.trunk_id is null then (select count(*) from organization) = 1
               else n.trunk_id = trunk and exists (
                   select from trunk t where t.livekit_trunk_id = n.trunk_id and t.organization_id = n.organization_id)
          end
    limit 20;
$$;
call make_door('answering_numbers(text, text, text)');

-- Whose call is held in a LiveKit room: the call that began in it before one that only has its name, and the one that
-- goes on before others. Two organizations may use the same name one after the other.
drop function organization_of_room(text);
create function organization_of_room(named text, begun uuid) returns uuid
    language sql stable security definer set search_path = "${flyway:defaultSchema}", pg_temp as
$$
    select organization_id from call_session where room = named
    order by (id = begun) desc, (status = 'active') desc, created_at desc limit 1;
$$;
call make_door('organization_of_room(text, uuid)');
