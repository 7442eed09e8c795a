package dev.tandem.api.limits;

import dev.tandem.api.http.problem.ApiProblem;
import java.time.Duration;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps organizations within their limits. The database counts, so that the limits hold over all processes. */
@Service
public class OrganizationLimits {

    /** A live call may end at any time. */
    private static final Duration UNTIL_A_CALL_ENDS = Duration.ofSeconds(5);

    private static final Duration UNTIL_THE_NEXT_SECOND = Duration.ofSeconds(1);

    /** Tests by chat of an organization that are under way at once. */
    private static final int TESTS = 100;

    private final JdbcClient jdbc;
    private final Limits defaults;

    OrganizationLimits(JdbcClient jdbc, Limits defaults) {
        this.jdbc = jdbc;
        this.defaults = defaults;
    }

    /** Returns the organization's own limits, and the defaults where it has none. */
    @Transactional(readOnly = true)
    public Limits of(UUID organization) {
        return jdbc.sql("select * from organization where id = :id")
                .param("id", organization)
                .query((row, number) -> Limits.of(row, defaults))
                .optional()
                .orElse(defaults);
    }

    /**
     * Lets a call be added by the transaction that is under way. Until its end others of the organization wait, in all
     * processes, so that the count is right.
     *
     * @throws ApiProblem 429
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void admitCall(UUID organization) {
        Limits limits = of(organization);
        jdbc.sql("select pg_advisory_xact_lock(hashtext('tandem.calls'), hashtext(:organization))")
                .param("organization", organization.toString())
                .query()
                .singleRow();
        Counted counted = jdbc.sql("""
                        select
                            (select count(*) from call_session
                             where organization_id = :organization and status = 'active'
                               and room is not null) as live,
                            (select count(*) from call_session
                             where organization_id = :organization and room is not null
                               and created_at > clock_timestamp() - interval '1 second') as fresh
                        """)
                .param("organization", organization)
                .query(Counted.class)
                .single();
        if (counted.live() >= limits.liveCalls()) {
            throw ApiProblem.later(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "organization-limit",
                    "The organization has " + limits.liveCalls() + " live calls, which is as many as it may have.",
                    UNTIL_A_CALL_ENDS);
        }
        if (counted.fresh() >= limits.callsPerSecond()) {
            throw ApiProblem.later(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "organization-limit",
                    "The organization may start " + limits.callsPerSecond() + " calls a second.",
                    UNTIL_THE_NEXT_SECOND);
        }
    }

    /**
     * Lets a test by chat be added by the transaction that is under way, as {@link #admitCall} does. Such tests count
     * apart from calls.
     *
     * @throws ApiProblem 429
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void admitTest(UUID organization) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('tandem.tests'), hashtext(:organization))")
                .param("organization", organization.toString())
                .query()
                .singleRow();
        long open = jdbc.sql("""
                        select count(*) from call_session
                        where organization_id = :organization and status = 'active' and room is null
                        """)
                .param("organization", organization)
                .query(Long.class)
                .single();
        if (open >= TESTS) {
            throw ApiProblem.later(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "organization-limit",
                    "The organization has " + TESTS + " tests by chat under way, which is as many as it may have.",
                    UNTIL_A_CALL_ENDS);
        }
    }

    record Counted(long live, long fresh) {}
}
