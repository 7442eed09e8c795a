package dev.tandem.stack.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.stack.StackException;
import dev.tandem.stack.process.Port;
import dev.tandem.stack.server.Database.Login;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PostgresServerIT {
    @Test
    void keepsWhatWasCommittedWhenItIsKilledAndStartedAgain() throws Exception {
        try (PostgresServer server = PostgresServer.builder().build()) {
            server.start();
            Database database = server.database();
            execute(database, "CREATE TABLE kept (word text)");
            execute(database, "INSERT INTO kept VALUES ('tandem')");
            var ended = server.ended();
            server.kill();
            assertThat(ended).succeedsWithin(Duration.ofSeconds(5)).asString().contains("PostgreSQL server ended");
            assertThatThrownBy(() -> connect(database)).isInstanceOf(SQLException.class);
            server.start();
            assertThat(query(database, "SELECT word FROM kept")).isEqualTo("tandem");
            assertThat(query(database, "SHOW server_version")).startsWith("18.");
        }
    }

    @Test
    void givesATestADatabaseWithTheRolesOfProduction() throws Exception {
        try (PostgresServer server = PostgresServer.builder().build()) {
            server.start();
            Database database = server.newDatabase();
            String attributes = "SELECT concat_ws(' ', rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,"
                    + " pg_has_role(oid, 'tandem_owner', 'MEMBER')) FROM pg_roles WHERE rolname = current_user";

            assertThat(database.url()).isNotEqualTo(server.newDatabase().url());
            execute(as(database, database.owner()), "CREATE TABLE made (word text)");
            assertThat(query(as(database, database.owner()), attributes)).isEqualTo("f f f f t");
            assertThat(query(as(database, database.application()), attributes)).isEqualTo("f f f f f");
            assertThat(query(database, attributes)).isEqualTo("f t f f t");
            assertThat(query(database, "SELECT count(*) FROM made")).isEqualTo("0");
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() throws Exception {
        try (PostgresServer server = PostgresServer.builder().build()) {
            server.start();
            Database database = server.database();
            assertThatThrownBy(() -> connect(as(database, new Login("postgres", "guessed"))))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void namesATakenPortAndTheOptionThatMovesIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Port port = new Port("the database", taken.getLocalPort(), "DATABASE_PORT");
            assertThatThrownBy(() -> PostgresServer.builder().port(port).build())
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("Port %d is taken, and the database needs it", taken.getLocalPort())
                    .hasMessageContaining("DATABASE_PORT=");
        }
    }

    private static Database as(Database database, Login login) {
        return new Database(database.url(), login.user(), login.password(), database.owner(), database.application());
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(Database database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
