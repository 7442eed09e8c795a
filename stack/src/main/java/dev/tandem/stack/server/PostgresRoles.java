package dev.tandem.stack.server;

import dev.tandem.stack.StackException;
import dev.tandem.stack.server.Database.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Makes the server's superuser and the roles of {@link Database}. Passwords are letters and digits.
 *
 * @param people a role for people: row level security does not apply to it, and it may do what the owner may
 */
record PostgresRoles(String superuserPassword, Login owner, Login application, Login people) {
    static final String DATABASE = "tandem";
    private static final String PASSWORDS_FOR_ALL = """
            host all all 127.0.0.1/32 scram-sha-256
            """;

    static PostgresRoles random() {
        return new PostgresRoles(
                password(),
                new Login("tandem_owner", password()),
                new Login("tandem_api", password()),
                new Login("tandem", password()));
    }

    /** Makes the roles and the database on a server that trusts everybody, and then makes it ask for passwords. */
    void install(DataSource superuser, Path data) throws IOException {
        execute(
                superuser,
                "ALTER ROLE postgres PASSWORD '%s'".formatted(superuserPassword),
                role(owner, ""),
                role(application, ""),
                role(people, "BYPASSRLS"),
                "GRANT %s TO %s".formatted(owner.user(), people.user()));
        createDatabase(superuser, DATABASE);
        Files.writeString(data.resolve("pg_hba.conf"), PASSWORDS_FOR_ALL);
        execute(superuser, "SELECT pg_reload_conf()");
    }

    private static String role(Login login, String attributes) {
        return "CREATE ROLE %s LOGIN PASSWORD '%s' %s".formatted(login.user(), login.password(), attributes);
    }

    void createDatabase(DataSource superuser, String name) {
        execute(superuser, "CREATE DATABASE %s OWNER %s".formatted(name, owner.user()));
    }

    Database database(int port, String name) {
        return new Database(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name),
                people.user(),
                people.password(),
                owner,
                application);
    }

    private static void execute(DataSource source, String... statements) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new StackException("The PostgreSQL server cannot be set up: " + e.getMessage(), e);
        }
    }

    private static String password() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    @Override
    public String toString() {
        return "PostgresRoles[owner=%s, application=%s, people=%s]".formatted(owner, application, people);
    }
}
