package dev.tandem.api.edge.idempotency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the requests that came with a key, and their answers, for a day. */
@Repository
class KeptRequests {

    static final Duration LIFETIME = Duration.ofHours(24);

    /** No request takes this long: a process that holds a claim for longer has died. */
    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(1);

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    KeptRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A request with the same key that was found.
     *
     * @param settled its outcome; empty if that is not known yet
     * @param lost whether the outcome will never be known
     */
    record Kept(String fingerprint, Optional<StoredResponse> settled, boolean lost) {}

    /**
     * Takes the key for this request. The result is empty if the key is now ours; otherwise it is the request that has
     * the key.
     */
    @Transactional
    Optional<Kept> claim(KeyedRequest request, UUID claim) {
        int taken = jdbc.sql("""
                        insert into idempotent_request (organization_id, key, fingerprint, claim)
                        values (:organization, :key, :fingerprint, :claim)
                        on conflict (organization_id, key) do update
                        set fingerprint = excluded.fingerprint, claim = excluded.claim, claimed_at = now(),
                            settled = false, status = null, headers = null, body = null
                        where idempotent_request.claimed_at < now() - :lifetime::interval
                        """)
                .param("organization", request.organization())
                .param("key", request.key())
                .param("fingerprint", request.fingerprint())
                .param("claim", claim)
                .param("lifetime", LIFETIME.toString())
                .update();
        return taken == 1 ? Optional.empty() : Optional.of(find(request));
    }

    private Kept find(KeyedRequest request) {
        return jdbc.sql("""
                        select *, claimed_at < now() - :longest::interval as old from idempotent_request
                        where organization_id = :organization and key = :key
                        """)
                .param("longest", LONGEST_REQUEST.toString())
                .param("organization", request.organization())
                .param("key", request.key())
                .query((row, number) -> kept(row))
                .single();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        boolean settled = row.getBoolean("settled");
        boolean lost = !settled && row.getBoolean("old");
        return new Kept(row.getString("fingerprint"), settled ? Optional.of(answer(row)) : Optional.empty(), lost);
    }

    private static StoredResponse answer(ResultSet row) throws SQLException {
        @Nullable String body = row.getString("body");
        return body == null
                ? new StoredResponse.Done()
                : new StoredResponse.Answered(
                        row.getInt("status"), MAPPER.readValue(row.getString("headers"), HEADERS), body);
    }

    /** @param claim of the process that did the request; a process that was considered dead changes nothing any more */
    @Transactional
    void settle(KeyedRequest request, UUID claim, StoredResponse settled) {
        switch (settled) {
            case StoredResponse.Answered(int status, Map<String, String> headers, String body) ->
                update(
                        "settled = true, status = :status, headers = :headers::jsonb, body = :body",
                        request,
                        claim,
                        Map.of("status", status, "headers", MAPPER.writeValueAsString(headers), "body", body));
            case StoredResponse.Done() -> update("settled = true", request, claim, Map.of());
            case StoredResponse.Refused() -> release(request, claim);
        }
    }

    private void update(String change, KeyedRequest request, UUID claim, Map<String, ?> values) {
        jdbc.sql("update idempotent_request set " + change
                        + " where organization_id = :organization and key = :key and claim = :claim")
                .params(values)
                .param("organization", request.organization())
                .param("key", request.key())
                .param("claim", claim)
                .update();
    }

    private void release(KeyedRequest request, UUID claim) {
        jdbc.sql("""
                        delete from idempotent_request
                        where organization_id = :organization and key = :key and claim = :claim
                        """)
                .param("organization", request.organization())
                .param("key", request.key())
                .param("claim", claim)
                .update();
    }

    /** Removes requests that are older than a day. */
    @Transactional
    int forget() {
        return jdbc.sql("delete from idempotent_request where claimed_at < now() - :lifetime::interval")
                .param("lifetime", LIFETIME.toString())
                .update();
    }
}
