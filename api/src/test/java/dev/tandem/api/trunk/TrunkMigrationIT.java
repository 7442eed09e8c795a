package dev.tandem.api.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.stack.junit.SharedServers;
import dev.tandem.stack.server.Database;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Brings databases up to date in which numbers named trunks before there were any. */
class TrunkMigrationIT {

    private static final String BEFORE_TRUNKS = "10";

    private final Database database = SharedServers.postgres().newDatabase();
    private final JdbcClient everything =
            JdbcClient.create(new DriverManagerDataSource(database.url(), database.user(), database.password()));

    @Test
    void theOnlyOrganizationHasTheTrunksThatItsNumbersName() {
        migrate(BEFORE_TRUNKS);
        number("one", "+4315880170", "ST_1");
        number("one", "+4315880171", "ST_1");
        number("one", "+4315880172", null);

        migrate("latest");

        assertThat(texts(everything, "select livekit_trunk_id from trunk")).containsExactly("ST_1");
        assertThat(withoutTrunk()).isEmpty();
    }

    @Test
    void ofSeveralOrganizationsNobodyHasATrunkUntilTheAdministratorSaysSo() {
        migrate(BEFORE_TRUNKS);
        number("one", "+4315880170", "ST_1");
        number("two", "+4315880171", "ST_1");
        number("two", "+4315880172", null);

        migrate("latest");

        assertThat(texts(everything, "select livekit_trunk_id from trunk")).isEmpty();
        assertThat(withoutTrunk()).containsExactly("+4315880170", "+4315880171", "+4315880172");
    }

    private void migrate(String target) {
        Flyway.configure()
                .dataSource(
                        database.url(),
                        database.owner().user(),
                        database.owner().password())
                .placeholders(Map.of("application_role", database.application().user()))
                .target(target)
                .load()
                .migrate();
    }

    private void number(String slug, String number, @Nullable String trunk) {
        everything
                .sql("""
                        with owner as (
                            insert into organization (name, slug) values (:slug, :slug)
                            on conflict (slug) do update set name = excluded.name returning id)
                        insert into phone_number (organization_id, number, trunk_id) select id, :number, :trunk from owner
                        """)
                .param("slug", slug)
                .param("number", number)
                .param("trunk", trunk)
                .update();
    }

    private List<@Nullable String> withoutTrunk() {
        return texts(
                JdbcClient.create(new DriverManagerDataSource(
                        database.url(),
                        database.application().user(),
                        database.application().password())),
                "select number from numbers_without_trunk() order by number");
    }

    private static List<@Nullable String> texts(JdbcClient client, String sql) {
        return client.sql(sql).query(String.class).list();
    }
}
