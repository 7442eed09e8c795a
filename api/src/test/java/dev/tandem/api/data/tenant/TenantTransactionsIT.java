package dev.tandem.api.data.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.tandem.stack.junit.SharedServers;
import dev.tandem.stack.server.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs transactions of two tenants on the same two connections. */
class TenantTransactionsIT {

    private static final HikariDataSource POOL = new HikariDataSource();
    private static final UUID ONE = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    private final JdbcClient jdbc = JdbcClient.create(POOL);
    private final TransactionTemplate transaction = new TransactionTemplate(new TenantTransactions(POOL));

    @BeforeAll
    static void databaseWithTwoTenants() {
        Database database = SharedServers.postgres().newDatabase();
        Flyway.configure()
                .dataSource(
                        database.url(),
                        database.owner().user(),
                        database.owner().password())
                .placeholders(Map.of("application_role", database.application().user()))
                .load()
                .migrate();
        POOL.setJdbcUrl(database.url());
        POOL.setUsername(database.application().user());
        POOL.setPassword(database.application().password());
        POOL.setMaximumPoolSize(2);
        TransactionTemplate transaction = new TransactionTemplate(new TenantTransactions(POOL));
        for (UUID id : List.of(ONE, OTHER)) {
            Tenant.run(
                    id,
                    () -> transaction.executeWithoutResult(status -> JdbcClient.create(POOL)
                            .sql("insert into organization (id, name, slug) values (:id, 'Tenant', :slug)")
                            .param("id", id)
                            .param("slug", "t-" + id.toString().substring(0, 8))
                            .update()));
        }
    }

    @AfterAll
    static void close() {
        POOL.close();
    }

    @Test
    void noRowCrossesBetweenTenantsOnOnePool() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> work = IntStream.range(0, 600)
                    .<Future<?>>mapToObj(i ->
                            threads.submit(() -> i % 3 == 2 ? seeNothing() : writeAndRead(i % 3 == 0 ? ONE : OTHER)))
                    .toList();
            for (Future<?> done : work) {
                done.get();
            }
        }

        assertThat(read(ONE)).hasSize(200).containsOnly(ONE);
        assertThat(read(OTHER)).hasSize(200).containsOnly(OTHER);
    }

    private @Nullable Void writeAndRead(UUID tenant) {
        Tenant.run(
                tenant,
                () -> transaction.executeWithoutResult(status -> jdbc.sql(
                                "insert into workflow (organization_id, name) values (:tenant, 'One of many')")
                        .param("tenant", tenant)
                        .update()));
        assertThat(read(tenant)).isNotEmpty().containsOnly(tenant);
        return null;
    }

    private @Nullable Void seeNothing() {
        assertThat(jdbc.sql("select count(*) from workflow").query(Long.class).single())
                .isZero();
        Long inTransaction = transaction.execute(status ->
                jdbc.sql("select count(*) from workflow").query(Long.class).single());
        assertThat(inTransaction).isZero();
        return null;
    }

    @Test
    void whatIsRolledBackLeavesNoTenantBehind() {
        assertThatThrownBy(() -> Tenant.run(
                        ONE,
                        () -> transaction.executeWithoutResult(status -> {
                            throw new IllegalStateException("broken off");
                        })))
                .hasMessage("broken off");

        assertThat(jdbc.sql("select count(*) from organization")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aTransactionKeepsTheTenantThatItBeganWith() {
        Tenant.run(
                ONE,
                () -> transaction.executeWithoutResult(status -> assertThatThrownBy(() -> Tenant.run(OTHER, () -> {}))
                        .hasMessageContaining("before it begins")));
    }

    private List<@Nullable UUID> read(UUID tenant) {
        List<@Nullable UUID> seen = new ArrayList<>();
        Tenant.run(
                tenant,
                () -> transaction.executeWithoutResult(
                        status -> seen.addAll(jdbc.sql("select organization_id from workflow")
                                .query(UUID.class)
                                .list())));
        return seen;
    }
}
