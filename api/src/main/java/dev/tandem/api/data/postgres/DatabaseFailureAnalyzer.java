package dev.tandem.api.data.postgres;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Explains why the process cannot start when its database is the reason. */
class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    private final Environment environment;

    DatabaseFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        String state = String.valueOf(cause.getSQLState());
        // Its parameters may hold a password.
        String url = environment.getProperty("spring.datasource.url", "").replaceFirst("\\?.*", "");
        // https://www.postgresql.org/docs/current/errcodes-appendix.html: class 08 connection, 28 authorization
        if (state.startsWith("08")) {
            return new FailureAnalysis(
                    "The database does not answer at " + url + ": " + cause.getMessage(),
                    "Start PostgreSQL there, or set TANDEM_DATABASE_URL to where it is (jdbc:postgresql://…).",
                    rootFailure);
        }
        if (state.startsWith("28")) {
            return new FailureAnalysis(
                    "The database at " + url + " refuses a user: " + cause.getMessage(),
                    "Set TANDEM_DATABASE_USER and TANDEM_DATABASE_PASSWORD for the application, and"
                            + " TANDEM_MIGRATION_DATABASE_USER and TANDEM_MIGRATION_DATABASE_PASSWORD for migrations.",
                    rootFailure);
        }
        if (state.equals("3D000")) {
            return new FailureAnalysis(
                    "There is no such database: " + url,
                    "Create it (createdb), or set TANDEM_DATABASE_URL to one that exists.",
                    rootFailure);
        }
        // 42501 insufficient privilege, 42704 undefined object: a role
        if (state.equals("42501") || state.equals("42704")) {
            return new FailureAnalysis(
                    "The database at " + url + " is not set up for Tandem: " + cause.getMessage(),
                    "Migrations run as TANDEM_MIGRATION_DATABASE_USER, who owns the database; the application connects"
                            + " as TANDEM_DATABASE_USER, which exists before it starts. See docs/access.md.",
                    rootFailure);
        }
        return null;
    }
}
