package dev.tandem.bench.analytics;

import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.stack.server.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Makes rows of invented calls inside the database, faster than any client could send them.
 *
 * @param ids of calls with {@value #LONG} events each
 */
record ManyCalls(Database database, String version, List<String> ids) {

    static final int DAYS = 90;
    static final int EVENTS = 5_000_000;

    /** Number of events of most calls. */
    static final int USUAL = 25;

    /** Number of events of a few calls. */
    static final int LONG = 500;

    static final int LONG_CALLS = 1_000;
    static final int PAGE = 200;

    /** @param version id of the published version to which the calls belong */
    static ManyCalls make(Database database, String version) {
        ManyCalls calls = new ManyCalls(database, version, new ArrayList<>());
        int usual = (EVENTS - LONG * LONG_CALLS) / USUAL;
        calls.run(
                true,
                script("many-calls.sql")
                        .replace(":version", "'" + version + "'")
                        .replace(":usual_calls", Integer.toString(usual))
                        .replace(":usual_events", Integer.toString(USUAL))
                        .replace(":long_calls", Integer.toString(LONG_CALLS))
                        .replace(":long_events", Integer.toString(LONG))
                        .replace(":days", Integer.toString(DAYS)));
        calls.run(false, "vacuum analyze call_session, session_event, analytics_count, analytics_time");
        calls.run(true, "select id from call_session where external_session_id = 'long'");
        return calls;
    }

    /** @return the time that PostgreSQL needs to count the same figures from the events, ns */
    long recount() {
        long start = System.nanoTime();
        run(
                true,
                "select count(*) from (select * from analytics_count_of_events where workflow_version_id = '" + version
                        + "' union all select organization_id, workflow_version_id, day, is_test, measure, subject,"
                        + " bucket::text, n from analytics_time_of_events where workflow_version_id = '" + version
                        + "') f");
        return System.nanoTime() - start;
    }

    /** Runs the statements, and keeps the first column of the last statement's result, if it has one, as ids. */
    private void run(boolean inTransaction, String sql) {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(!inTransaction);
            if (inTransaction) {
                statement.execute("select set_config('tandem.organization', id::text, true) from organization");
            }
            boolean rows = statement.execute(sql);
            while (rows || statement.getUpdateCount() >= 0) {
                if (rows && sql.startsWith("select id")) {
                    keep(statement.getResultSet());
                }
                rows = statement.getMoreResults();
            }
            if (inTransaction) {
                connection.commit();
            }
        } catch (SQLException e) {
            throw new BenchmarkFailure("the calls could not be made: " + e.getMessage());
        }
    }

    private void keep(ResultSet rows) throws SQLException {
        while (rows.next()) {
            ids.add(rows.getString(1));
        }
    }

    private static String script(String name) {
        try (InputStream script = Objects.requireNonNull(ManyCalls.class.getResourceAsStream(name))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
