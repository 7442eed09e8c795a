package dev.tandem.api.process;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says what is wrong when the process cannot start for want of its database. */
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
        String user = environment.getProperty("spring.datasource.username", "");
        // https://www.postgresql.org/docs/current/errcodes-appendix.html: class 08 connection, 28 authorization
        if (state.startsWith("08")) {
            return new FailureAnalysis(
                    "The database does not answer at " + url + ": " + cause.getMessage(),
                    "Start PostgreSQL there, or set TANDEM_DATABASE_URL to where it is (jdbc:postgresql://…).",
                    rootFailure);
        }
        if (state.startsWith("28")) {
            return new FailureAnalysis(
                    "The database at " + url + " refuses the user " + user + ": " + cause.getMessage(),
                    "Set TANDEM_DATABASE_USER and TANDEM_DATABASE_PASSWORD.",
                    rootFailure);
        }
        if (state.equals("3D000")) {
            return new FailureAnalysis(
                    "There is no such database: " + url,
                    "Create it (createdb), or set TANDEM_DATABASE_URL to one that exists.",
                    rootFailure);
        }
        return null;
    }
}
