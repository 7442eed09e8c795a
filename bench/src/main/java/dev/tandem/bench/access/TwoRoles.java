package dev.tandem.bench.access;

import dev.tandem.stack.run.Checkout;
import dev.tandem.stack.server.Database;
import dev.tandem.stack.server.Database.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The API's schema with rows of many organizations, as two roles see it.
 *
 * @param held a role to which row level security applies, as to the API
 * @param free a role to which it does not apply: the same plans without the policies
 */
record TwoRoles(Connection held, Connection free) implements AutoCloseable {

    private static final String ROWS = """
            insert into organization (name, slug) select 'Tenant', 't' || i from generate_series(1, 50) i;
            insert into workflow (organization_id, name)
                select id, 'Line ' || i from organization, generate_series(1, 40) i;
            insert into workflow_version (workflow_id, version, config)
                select id, 1, jsonb_build_object('agents', jsonb_build_array(
                    jsonb_build_object('name', 'Intake', 'instructions', repeat('Be kind. ', 200))))
                from workflow;
            insert into call_session (workflow_version_id, created_at)
                select id, now() - i * interval '1 minute' from workflow_version, generate_series(1, 50) i;
            analyze;
            """;

    static TwoRoles of(Database database) throws IOException, SQLException {
        try (Connection owner = connect(database, database.owner());
                Statement statement = owner.createStatement()) {
            for (Path migration : migrations()) {
                statement.execute(Files.readString(migration)
                        .replace("${flyway:defaultSchema}", "public")
                        .replace("${application_role}", database.application().user()));
            }
        }
        Connection free = connect(database, new Login(database.user(), database.password()));
        try (Statement statement = free.createStatement()) {
            statement.execute(ROWS);
        }
        free.setAutoCommit(false);
        Connection held = connect(database, database.application());
        held.setAutoCommit(false);
        return new TwoRoles(held, free);
    }

    /** Lists migrations in the order of their numbers. Those that run after all others come last. */
    private static List<Path> migrations() throws IOException {
        Path folder = Checkout.find().folder().resolve("api/src/main/resources/db/migration");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted(Comparator.comparingInt(TwoRoles::number))
                    .toList();
        }
    }

    private static int number(Path migration) {
        String name = migration.getFileName().toString();
        return name.startsWith("V") ? Integer.parseInt(name.substring(1, name.indexOf("__"))) : Integer.MAX_VALUE;
    }

    private static Connection connect(Database database, Login login) throws SQLException {
        return DriverManager.getConnection(database.url(), login.user(), login.password());
    }

    @Override
    public void close() throws SQLException {
        held.close();
        free.close();
    }
}
