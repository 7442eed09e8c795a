package dev.tandem.bench.access;

import dev.tandem.bench.measure.Benchmark;
import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.bench.measure.Row;
import dev.tandem.bench.measure.Samples;
import dev.tandem.stack.server.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Compares the API's queries, each in a transaction that names its organization, with the same queries by a role to
 * which row level security does not apply. Both take turns on one server, so that a disturbance affects both.
 */
public final class RowLevelSecurity implements Benchmark {

    private static final int WARM_UP = 300;
    private static final int TURNS = 400;

    /** Transactions in each turn. One alone is too short to be compared. */
    private static final int EACH = 10;

    /** The queries. Each takes the organization's id, and returns at least one row. */
    private static final Map<String, String> QUERIES = new TreeMap<>(Map.of(
            "version",
            """
                    select * from workflow_version where organization_id = ? and id = (
                        select id from workflow_version where organization_id = ? limit 1)
                    """,
            "workflows",
            "select * from workflow where organization_id = ? order by created_at desc, id desc limit 50",
            "calls",
            "select * from call_session where organization_id = ? order by created_at desc, id desc limit 50"));

    @Override
    public String name() {
        return "row-level-security";
    }

    @Override
    public String measures() {
        return """
                a transaction of the API: whose it is, one query, commit, with row level security; beside the same \
                query in a transaction without; 50 organizations, 100,000 calls\
                """;
    }

    @Override
    public List<Row> run() throws IOException {
        List<Row> rows = new ArrayList<>();
        try (PostgresServer postgres = PostgresServer.builder().build()) {
            postgres.start();
            try (TwoRoles roles = TwoRoles.of(postgres.database())) {
                UUID organization = organization(roles.free());
                for (Map.Entry<String, String> query : QUERIES.entrySet()) {
                    rows.addAll(compare(query.getKey(), query.getValue(), roles, organization));
                }
            }
        } catch (SQLException e) {
            throw new BenchmarkFailure("the database refuses: " + e.getMessage());
        }
        return rows;
    }

    private List<Row> compare(String query, String sql, TwoRoles roles, UUID organization) throws SQLException {
        Samples with = new Samples();
        Samples without = new Samples();
        Samples ratio = new Samples();
        for (int i = 0; i < WARM_UP + TURNS; i++) {
            long held = transactions(roles.held(), sql, organization, true);
            long free = transactions(roles.free(), sql, organization, false);
            if (i >= WARM_UP) {
                with.addNanos(held / EACH);
                without.addNanos(free / EACH);
                ratio.add((double) held / free);
            }
        }
        return List.of(
                Row.of(name() + "-" + query, "ms", with).beside("without", without),
                Row.of(name() + "-" + query + "-ratio", "times", ratio));
    }

    private static long transactions(Connection connection, String sql, UUID organization, boolean said)
            throws SQLException {
        long began = System.nanoTime();
        for (int i = 0; i < EACH; i++) {
            if (said) {
                say(connection, organization);
            }
            read(connection, sql, organization);
            connection.commit();
        }
        return System.nanoTime() - began;
    }

    private static void say(Connection connection, UUID organization) throws SQLException {
        try (PreparedStatement setting =
                connection.prepareStatement("select set_config('tandem.organization', ?, true)")) {
            setting.setString(1, organization.toString());
            setting.execute();
        }
    }

    private static void read(Connection connection, String sql, UUID organization) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 1; i <= sql.chars().filter(letter -> letter == '?').count(); i++) {
                query.setObject(i, organization);
            }
            try (ResultSet found = query.executeQuery()) {
                if (!found.next()) {
                    throw new BenchmarkFailure("a query found nothing");
                }
            }
        }
    }

    private static UUID organization(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select id from organization where slug = 't25'");
                ResultSet found = query.executeQuery()) {
            found.next();
            return found.getObject(1, UUID.class);
        }
    }
}
