package dev.tandem.api.call;

import dev.tandem.api.data.tenant.Tenant;
import dev.tandem.api.http.problem.ApiProblem;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Looks at every active call again and again, and settles those whose workflow is over. Several processes share the
 * calls: each is looked at by one of them.
 */
@Component
class ActiveCalls {

    /** A call is looked at again after this time. */
    static final Duration AGAIN = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(ActiveCalls.class);
    private static final int BATCH = 100;

    private final JdbcClient jdbc;
    private final CallRows calls;
    private final Settlement settlement;
    private boolean said;

    ActiveCalls(JdbcClient jdbc, CallRows calls, Settlement settlement) {
        this.jdbc = jdbc;
        this.calls = calls;
        this.settlement = settlement;
    }

    private record Taken(UUID organization, UUID call) {}

    @Scheduled(fixedDelayString = "${tandem.settle-every}", initialDelayString = "${tandem.settle-every}")
    void settle() {
        try {
            settle(Instant.now().minus(AGAIN));
            if (said) {
                log.info("calls whose workflow is over are ended again");
            }
            said = false;
        } catch (ApiProblem | DataAccessException | TransactionException away) {
            if (!said) {
                log.warn(
                        "calls whose workflow is over are not ended for the time being ({}); trying again",
                        away.getMessage());
            }
            said = true;
        }
    }

    /** @param since calls that were looked at after this are left alone */
    void settle(Instant since) {
        List<Taken> taken;
        do {
            taken = take(since);
            taken.forEach(this::settle);
        } while (taken.size() == BATCH);
    }

    private void settle(Taken taken) {
        Tenant.run(
                taken.organization(),
                () -> calls.find(taken.organization(), taken.call())
                        .filter(call -> call.status() == CallStatus.ACTIVE)
                        .ifPresent(call -> {
                            boolean _ = settlement.settle(call);
                        }));
    }

    private List<Taken> take(Instant since) {
        return jdbc.sql("select organization, call from calls_to_look_at(:since, :most)")
                .param("since", OffsetDateTime.ofInstant(since, ZoneOffset.UTC))
                .param("most", BATCH)
                .query((row, n) ->
                        new Taken(row.getObject("organization", UUID.class), row.getObject("call", UUID.class)))
                .list();
    }
}
