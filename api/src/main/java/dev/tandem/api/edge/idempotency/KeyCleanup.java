package dev.tandem.api.edge.idempotency;

import dev.tandem.api.data.tenant.Tenant;
import dev.tandem.api.http.page.Cursor;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes the requests of all organizations that are older than a day, from one organization to the next. */
@Component
public class KeyCleanup {

    private static final int BATCH = 100;

    private final JdbcClient jdbc;
    private final KeptRequests kept;

    KeyCleanup(JdbcClient jdbc, KeptRequests kept) {
        this.jdbc = jdbc;
        this.kept = kept;
    }

    @Scheduled(
            fixedDelayString = "${tandem.forget-requests-every}",
            initialDelayString = "${tandem.forget-requests-every}")
    public void forget() {
        Cursor cursor = Cursor.parse(null);
        List<Cursor> found;
        do {
            found = organizations(cursor);
            found.forEach(organization -> Tenant.run(organization.id(), kept::forget));
            cursor = found.isEmpty() ? cursor : found.getLast();
        } while (found.size() == BATCH);
    }

    private List<Cursor> organizations(Cursor after) {
        return jdbc.sql("select id, created_at from organizations(:at, :id, :most)")
                .param("at", after.at().atOffset(ZoneOffset.UTC))
                .param("id", after.id())
                .param("most", BATCH)
                .query((row, number) ->
                        new Cursor(row.getTimestamp("created_at").toInstant(), row.getObject("id", UUID.class)))
                .list();
    }
}
