package dev.tandem.api;

import dev.tandem.stack.junit.SharedServers;
import dev.tandem.stack.server.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The rows of the organization tandem, as the owner of the tables sees them. */
final class Rows {

    private Rows() {}

    /** Each row as text, its columns apart by a bar. */
    static List<String> of(String query) {
        return with(statement -> {
            List<String> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery(query)) {
                while (found.next()) {
                    List<String> columns = new ArrayList<>();
                    for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                        columns.add(String.valueOf(found.getString(i)));
                    }
                    rows.add(String.join(" | ", columns));
                }
            }
            return rows;
        });
    }

    static String one(String query) {
        return of(query).getFirst();
    }

    static int change(String statement) {
        return with(sql -> sql.executeUpdate(statement));
    }

    private interface Work<T> {
        T on(Statement statement) throws SQLException;
    }

    private static <T> T with(Work<T> work) {
        Database database = SharedServers.postgres().database();
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            UUID organization;
            try (ResultSet found = statement.executeQuery("select id from organization where slug = 'tandem'")) {
                found.next();
                organization = found.getObject(1, UUID.class);
            }
            statement.execute("select set_config('tandem.organization', '" + organization + "', true)");
            T result = work.on(statement);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
