package dev.tandem.api.call;

import dev.tandem.api.data.tenant.Tenant;
import dev.tandem.api.http.problem.ApiProblem;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Erases calls that ended longer ago than their organization keeps them. Several processes may do so at once: a call
 * that one has erased is not found by the others.
 */
@Component
public class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int BATCH = 100;

    private final JdbcClient jdbc;
    private final Erasure erasure;

    Retention(JdbcClient jdbc, Erasure erasure) {
        this.jdbc = jdbc;
        this.erasure = erasure;
    }

    record Expired(UUID organization, UUID call) {}

    /** @return the number of calls that this process has erased */
    @Scheduled(fixedDelayString = "${tandem.retention-every}", initialDelayString = "${tandem.retention-every}")
    public int erase() {
        int erased = 0;
        List<Expired> expired;
        int erasedOfBatch;
        do {
            expired = expired();
            erasedOfBatch = (int) expired.stream().filter(this::isErased).count();
            erased += erasedOfBatch;
        } while (expired.size() == BATCH && erasedOfBatch > 0);
        if (erased > 0) {
            log.info("erased {} calls that were kept for as long as their organization says", erased);
        }
        return erased;
    }

    private List<Expired> expired() {
        return jdbc.sql("select organization, call from calls_past_retention(:most)")
                .param("most", BATCH)
                .query((row, n) ->
                        new Expired(row.getObject("organization", UUID.class), row.getObject("call", UUID.class)))
                .list();
    }

    private boolean isErased(Expired expired) {
        try {
            Tenant.run(expired.organization(), () -> erasure.erase(expired.organization(), expired.call()));
            return true;
        } catch (ApiProblem refused) {
            if (refused.status() != HttpStatus.NOT_FOUND) {
                log.warn("the call {} is not erased yet: {}", expired.call(), refused.getMessage());
            }
            return false;
        }
    }
}
