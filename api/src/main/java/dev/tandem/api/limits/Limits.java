package dev.tandem.api.limits;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How much an organization may use at once, over all processes.
 *
 * @param liveCalls calls that have not ended
 * @param callsPerSecond calls that begin within a second
 * @param streams event streams that are open
 */
public record Limits(int liveCalls, int callsPerSecond, int streams) {

    /** Reads the limits of a row of {@code organization}. A column that is null says that the default holds. */
    public static Limits of(ResultSet row, Limits defaults) throws SQLException {
        return new Limits(
                column(row, "limit_live_calls", defaults.liveCalls),
                column(row, "limit_calls_per_second", defaults.callsPerSecond),
                column(row, "limit_streams", defaults.streams));
    }

    private static int column(ResultSet row, String name, int otherwise) throws SQLException {
        int value = row.getInt(name);
        return row.wasNull() ? otherwise : value;
    }
}
