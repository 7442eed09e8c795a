package dev.tandem.api.analytics;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Combines the figures of past days, which were written to several slots, into one row each, so that they are read more
 * quickly. Several processes may do so at once; each figure stays what it is.
 */
@Component
public class RollupCompaction {

    private static final Logger log = LoggerFactory.getLogger(RollupCompaction.class);

    /** Somewhere on earth it is still yesterday, so yesterday's calls may go on. */
    private static final int DAYS_LEFT_ALONE = 2;

    private final JdbcClient jdbc;

    RollupCompaction(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Scheduled(fixedDelayString = "${tandem.fold-every}", initialDelayString = "${tandem.fold-every}")
    void foldDaysThatAreOver() {
        int versions = fold(LocalDate.now(ZoneOffset.UTC).minusDays(DAYS_LEFT_ALONE - 1));
        log.debug("folded the figures of {} versions", versions);
    }

    /**
     * @param before the first day that is left alone
     * @return how many versions had something to fold
     */
    public int fold(LocalDate before) {
        int folded = 0;
        while (foldOne(before)) {
            folded++;
        }
        return folded;
    }

    private boolean foldOne(LocalDate before) {
        return jdbc.sql("select fold_analytics(:before)")
                .param("before", before)
                .query(Boolean.class)
                .single();
    }
}
