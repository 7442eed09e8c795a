-- Tenants are kept apart by the database. Every migration that makes a table of a tenant ends with
--   call secure_tenant_table('<table>');

create procedure secure_tenant_table(secured regclass)
    language plpgsql as
$$
begin
    if not exists (select from pg_attribute
                   where attrelid = secured and attname = 'organization_id' and attnotnull and not attisdropped) then
        raise invalid_table_definition
            using message = format('%s has no column organization_id uuid not null: whose rows are they?', secured);
    end if;
end
$$;
