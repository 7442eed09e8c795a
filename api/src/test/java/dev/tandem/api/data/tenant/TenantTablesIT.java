package dev.tandem.api.data.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.api.ApiTest;
import dev.tandem.stack.junit.SharedServers;
import dev.tandem.stack.server.Database;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Checks in the catalogue of the database that every table keeps tenants apart. */
class TenantTablesIT extends ApiTest {

    /** Tables that belong to no tenant. The application has no access to them. */
    private static final String OF_NO_TENANT = "flyway_schema_history";

    private static final String TABLES = """
            select c.relname from pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
              and not (c.relkind = 'v' and coalesce(c.reloptions, '{}') @> '{security_invoker=true}')
              and c.relname <> '%s'
            """.formatted(OF_NO_TENANT);

    private static final String UNSECURED = TABLES + """
              and not (c.relrowsecurity and c.relforcerowsecurity and exists (
                  select from pg_policy p
                  where p.polrelid = c.oid and p.polname = 'tenant' and p.polcmd = '*' and p.polpermissive
                    and p.polroles = '{0}' and p.polqual is not null and p.polwithcheck is not null
                    and pg_get_expr(p.polqual, c.oid) like '%current_organization()%'
                    and pg_get_expr(p.polqual, c.oid) = pg_get_expr(p.polwithcheck, c.oid))
                and not exists (
                  select from pg_policy p
                  where p.polrelid = c.oid and p.polname <> 'tenant' and p.polroles <> array[c.relowner]))
            """;

    private final Database database = SharedServers.postgres().database();
    private final SingleConnectionDataSource connection = new SingleConnectionDataSource(
            database.url(),
            database.application().user(),
            database.application().password(),
            true);
    private final JdbcClient application = JdbcClient.create(connection);

    @BeforeEach
    void somethingIsThere() {
        String version = shop("Kept apart");
        api.post("/api/calls", "{\"workflow_version_id\": \"" + version + "\"}").expect(201);
    }

    @AfterEach
    void close() {
        connection.destroy();
    }

    @Test
    void everyTableHasRowLevelSecurityThatHoldsForItsOwnerToo() {
        assertThat(list(jdbc, UNSECURED)).isEmpty();
        assertThat(list(jdbc, TABLES)).contains("organization", "api_key", "workflow", "call_session", "session_event");
    }

    @Test
    void aNewTableThatNobodySecuredIsFoundAndClosed() {
        jdbc.sql("create table forgotten (organization_id uuid not null, word text)")
                .update();
        try {
            assertThat(list(jdbc, UNSECURED)).containsExactly("forgotten");
            assertThatThrownBy(() -> list(application, "select word from forgotten"))
                    .hasStackTraceContaining("permission denied");
        } finally {
            jdbc.sql("drop table forgotten").update();
        }
    }

    @Test
    void theApplicationsRoleOwnsNothingAndGetsAroundNothing() {
        assertThat(application.sql("""
                                select concat_ws(' ', rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication)
                                from pg_roles where rolname = current_user
                                """).query(String.class).single()).isEqualTo("f f f f f");
        assertThat(list(
                        application,
                        "select relname from pg_class where pg_has_role(current_user, relowner, 'MEMBER')"))
                .isEmpty();
        assertThat(list(application, """
                        select rolname from pg_roles
                        where rolname <> current_user and pg_has_role(current_user, oid, 'MEMBER')
                        """)).isEmpty();
        assertThatThrownBy(() -> list(application, "select version from " + OF_NO_TENANT))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void withoutAnOrganizationNothingIsThere() {
        assertThat(list(jdbc, "select name from workflow")).isNotEmpty();

        assertThat(rowsThatTheApplicationSees()).isZero();
    }

    @Test
    void aConnectionForgetsTheOrganizationOfItsLastTransaction() {
        application.sql("begin").update();
        application
                .sql("select set_config('tandem.organization', :id, true)")
                .param("id", organization("tandem").toString())
                .query(String.class)
                .single();
        assertThat(list(application, "select name from workflow")).isNotEmpty();
        application.sql("commit").update();

        assertThat(rowsThatTheApplicationSees()).isZero();
    }

    @Test
    void nothingIsWrittenForAnotherOrganization() {
        UUID ours = organization("tandem");
        jdbc.sql("insert into organization (name, slug) values ('Thief', 'thief') on conflict do nothing")
                .update();
        application.sql("begin").update();
        application
                .sql("select set_config('tandem.organization', :id, true)")
                .param("id", organization("thief").toString())
                .query(String.class)
                .single();

        assertThat(application.sql("update workflow set name = 'Stolen'").update())
                .isZero();
        assertThat(application.sql("delete from workflow").update()).isZero();
        assertThatThrownBy(() -> application
                        .sql("insert into workflow (organization_id, name) values (:ours, 'Planted')")
                        .param("ours", ours)
                        .update())
                .hasStackTraceContaining("row-level security");
        application.sql("rollback").update();
    }

    @Test
    void aNumberAnswersWithItsOwnOrganizationsWorkflowOnly() {
        UUID workflow = UUID.fromString(workflowOf(newDraft("Answering")));
        jdbc.sql("insert into organization (name, slug) values ('Thief', 'thief') on conflict do nothing")
                .update();

        assertThatThrownBy(() -> jdbc.sql("""
                                insert into phone_number (organization_id, number, workflow_id)
                                values (:thief, '+4312345678', :workflow)
                                """)
                        .param("thief", organization("thief"))
                        .param("workflow", workflow)
                        .update())
                .hasStackTraceContaining("refers to a workflow that does not exist");
    }

    @Test
    void whatRunsWithTheOwnersRightsIsADoorAndFixesItsNames() {
        assertThat(list(jdbc, """
                        select proname from pg_proc
                        where pronamespace = 'public'::regnamespace and prosecdef
                          and (proconfig is null or array_to_string(proconfig, ',') not like '%search_path=%pg_temp%'
                               or has_function_privilege('public', oid, 'execute'))
                        """)).isEmpty();
        assertThat(list(jdbc, """
                        select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
                        """))
                .contains(
                        "access_of_key",
                        "organization_named",
                        "organization_of_room",
                        "organizations",
                        "add_first_organization");
    }

    private long rowsThatTheApplicationSees() {
        return list(jdbc, TABLES).stream()
                .mapToLong(table -> application
                        .sql("select count(*) from " + table)
                        .query(Long.class)
                        .single())
                .sum();
    }

    private UUID organization(String slug) {
        return jdbc.sql("select id from organization where slug = :slug")
                .param("slug", slug)
                .query(UUID.class)
                .single();
    }

    private static List<@Nullable String> list(JdbcClient client, String sql) {
        return client.sql(sql).query(String.class).list();
    }
}
