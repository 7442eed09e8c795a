-- What was published keeps its rows as well: its parts cannot change, and it goes only with its workflow.

create function is_published_version(version_id uuid) returns boolean
    language sql as
$$
select exists (select from workflow_version v where v.id = version_id and v.status <> 'draft')
$$;

create function is_published_agent(agent_id uuid) returns boolean
    language sql as
$$
select exists (
    select from agent_node a join workflow_version v on v.id = a.workflow_version_id
    where a.id = agent_id and v.status <> 'draft')
$$;

create function is_published_path(path_id uuid) returns boolean
    language sql as
$$
select exists (select from agent_path p where p.id = path_id and is_published_agent(p.from_agent_id))
$$;

create function keep_published_part() returns trigger
    language plpgsql as
$$
begin
    raise restrict_violation
        using message = format('this %s belongs to a workflow version that was published: it cannot be changed', tg_table_name),
              hint = 'Make a new draft from that version.';
end
$$;

-- Whether a part may change is asked of its parent. Where the parent goes too, with its workflow, it is gone by then.
do
$$
declare
    part record;
begin
    for part in
        select * from (values
            ('agent_node', 'is_published_version', 'workflow_version_id'),
            ('agent_tool', 'is_published_agent', 'agent_id'),
            ('agent_path', 'is_published_agent', 'from_agent_id'),
            ('path_variable', 'is_published_path', 'path_id')) as parts (name, is_published, parent)
    loop
        execute format(
            'create trigger published_takes_no_part before insert or update on %I
                 for each row when (%I(new.%I)) execute function keep_published_part()',
            part.name, part.is_published, part.parent);
        execute format(
            'create trigger published_part_is_immutable before update or delete on %I
                 for each row when (%I(old.%I)) execute function keep_published_part()',
            part.name, part.is_published, part.parent);
    end loop;
end
$$;

create function keep_published_version() returns trigger
    language plpgsql as
$$
begin
    if exists (select from workflow where id = old.workflow_id) then
        raise restrict_violation
            using message = format('workflow version %s is %s: it cannot be deleted', old.id, old.status),
                  hint = 'Archive it, or delete its workflow.';
    end if;
    return old;
end
$$;
create trigger published_goes_with_its_workflow
    before delete on workflow_version
    for each row when (old.status <> 'draft') execute function keep_published_version();
