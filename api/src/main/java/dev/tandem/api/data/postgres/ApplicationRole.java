package dev.tandem.api.data.postgres;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Checks the role that the application connects as. Row level security holds only for a role that does not own the
 * tables, is not a superuser, does not have BYPASSRLS, and cannot become such a role. The process does not start with
 * any other.
 */
@Component
@DependsOnDatabaseInitialization
class ApplicationRole {

    /** @throws UnfitRole if tenants would not be kept apart */
    ApplicationRole(JdbcClient jdbc) {
        String role = jdbc.sql("select current_user").query(String.class).single();
        List<@Nullable String> bypassing = jdbc.sql("""
                        select rolname from pg_roles
                        where (rolsuper or rolbypassrls) and pg_has_role(current_user, oid, 'MEMBER')
                        order by rolname
                        """).query(String.class).list();
        if (!bypassing.isEmpty()) {
            throw new UnfitRole(role, "gets around row level security, as " + String.join(", ", bypassing));
        }
        List<@Nullable String> owned = jdbc.sql("""
                        select relname from pg_class
                        where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
                          and pg_has_role(current_user, relowner, 'MEMBER')
                        order by relname
                        """).query(String.class).list();
        if (!owned.isEmpty()) {
            throw new UnfitRole(role, "owns " + owned.size() + " tables, such as " + owned.getFirst());
        }
    }
}
