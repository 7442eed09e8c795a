package dev.tandem.api.stream;

import dev.tandem.api.limits.OrganizationLimits;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Tells the other processes how many streams of each organization are open here, and counts theirs. */
@Repository
class StreamRows {

    /** A process that has not said for so long that its streams are open has died. */
    private static final Duration ALIVE = Duration.ofSeconds(15);

    /** The name of this process. */
    private final UUID process = UUID.randomUUID();

    private final JdbcClient jdbc;
    private final OrganizationLimits limits;

    StreamRows(JdbcClient jdbc, OrganizationLimits limits) {
        this.jdbc = jdbc;
        this.limits = limits;
    }

    /**
     * Counts one more stream of an organization if it may have one more.
     *
     * @param here how many it would have in this process
     */
    @Transactional
    boolean admit(UUID organization, int here) {
        int most = limits.of(organization).streams();
        jdbc.sql("select pg_advisory_xact_lock(hashtext('tandem.streams'), hashtext(:organization))")
                .param("organization", organization.toString())
                .query()
                .singleRow();
        int elsewhere = jdbc.sql("""
                        select coalesce(sum(open), 0) from open_streams
                        where organization_id = :organization and process <> :process
                          and renewed_at > clock_timestamp() - :alive::interval
                        """)
                .param("organization", organization)
                .param("process", process)
                .param("alive", ALIVE.toString())
                .query(Integer.class)
                .single();
        if (elsewhere + here > most) {
            return false;
        }
        jdbc.sql("""
                        insert into open_streams (organization_id, process, open) values (:organization, :process, :here)
                        on conflict (organization_id, process)
                            do update set open = excluded.open, renewed_at = clock_timestamp()
                        """)
                .param("organization", organization)
                .param("process", process)
                .param("here", here)
                .update();
        return true;
    }

    /** Says how many streams are open here, for every organization. Those that are not named have none. */
    @Transactional
    void renew(Map<UUID, Integer> open) {
        List<UUID> organizations = List.copyOf(open.keySet());
        jdbc.sql("select renew_open_streams(:process, :organizations::uuid[], :counts)")
                .param("process", process)
                .param("organizations", texts(organizations))
                .param("counts", organizations.stream().map(open::get).toArray(Integer[]::new))
                .query()
                .singleRow();
    }

    /** Returns those of the keys that open nothing any more. */
    @Transactional(readOnly = true)
    List<UUID> over(Collection<UUID> keys) {
        return jdbc.sql("select key from keys_that_are_over(:keys::uuid[]) key")
                .param("keys", texts(keys))
                .query((row, number) -> row.getObject("key", UUID.class))
                .list();
    }

    private static String[] texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }
}
