package dev.tandem.api.http.problem;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpStatus;

/** Recognises failures that the request did not cause: the database does not answer, or is too busy. */
final class DatabaseAway {

    private static final Duration WHILE_IT_STARTS = Duration.ofSeconds(5);
    private static final Duration WHILE_OTHERS_FINISH = Duration.ofSeconds(1);

    private DatabaseAway() {}

    static Optional<ApiProblem> behind(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isAway(cause)) {
                return Optional.of(ApiProblem.unavailable(
                        "database-unavailable",
                        "The database does not answer, or all of its connections are busy. Try again.",
                        WHILE_IT_STARTS,
                        failure));
            }
            if (cause instanceof ConcurrencyFailureException) {
                return Optional.of(ApiProblem.later(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "database-busy",
                        "Another request changed the same things at the same moment. Try again.",
                        WHILE_OTHERS_FINISH));
            }
        }
        return Optional.empty();
    }

    /**
     * Whether the connection is lost or the database stops or starts, see
     * https://www.postgresql.org/docs/current/errcodes-appendix.html.
     */
    private static boolean isAway(Throwable cause) {
        if (cause instanceof SQLTransientConnectionException) {
            return true;
        }
        if (!(cause instanceof SQLException refused) || refused.getSQLState() == null) {
            return false;
        }
        String state = refused.getSQLState();
        return state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
    }
}
