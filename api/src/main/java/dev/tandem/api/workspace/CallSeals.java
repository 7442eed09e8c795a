package dev.tandem.api.workspace;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.workspace.CannotOpenException;
import dev.tandem.workflows.workspace.DataKey;
import dev.tandem.workflows.workspace.MasterKeys;
import dev.tandem.workflows.workspace.SealedSecret;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Seals what led to the events of calls with their organization's data key, and opens it for a replay. It is used outside
 * of a transaction, by a thread that works for the organization.
 */
@Component
public class CallSeals {

    private static final Logger log = LoggerFactory.getLogger(CallSeals.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_KEYS = 1_000;
    private static final Duration KEPT = Duration.ofHours(1);

    private final DataKeys keys;
    private final MasterKeys masterKeys;
    private final TransactionTemplate transaction;
    private final Cache<UUID, DataKey> opened =
            Caffeine.newBuilder().maximumSize(MOST_KEYS).expireAfterWrite(KEPT).build();

    CallSeals(DataKeys keys, MasterKeys masterKeys, TransactionTemplate transaction) {
        this.keys = keys;
        this.masterKeys = masterKeys;
        this.transaction = transaction;
    }

    /**
     * Seals what led to events.
     *
     * @param causes by sequence number
     * @return Base64 by sequence number; nothing if this process has no master key that fits, because a call is recorded
     *     all the same
     */
    public Map<Integer, String> seal(UUID organization, UUID call, Map<Integer, JsonNode> causes) {
        if (causes.isEmpty() || masterKeys.isEmpty()) {
            return Map.of();
        }
        Optional<DataKey> key = key(organization);
        Map<Integer, String> sealed = new HashMap<>();
        key.ifPresent(open -> causes.forEach((sequence, cause) -> sealed.put(
                sequence,
                open.seal(name(call), String.valueOf(sequence), cause.toString())
                        .sealed())));
        return sealed;
    }

    /**
     * Opens what led to events; what does not open is left out.
     *
     * @param sealed Base64 by sequence number
     */
    public Map<Integer, JsonNode> open(UUID organization, UUID call, Map<Integer, String> sealed) {
        if (sealed.isEmpty() || masterKeys.isEmpty()) {
            return Map.of();
        }
        Map<Integer, JsonNode> causes = new HashMap<>();
        key(organization)
                .ifPresent(key -> sealed.forEach((sequence, text) -> {
                    try {
                        String clear = key.open(new SealedSecret(name(call), String.valueOf(sequence), text));
                        causes.put(sequence, JSON.readTree(clear));
                    } catch (CannotOpenException unfit) {
                        log.warn("event {} of call {} does not open: {}", sequence, call, unfit.getMessage());
                    }
                }));
        return causes;
    }

    private Optional<DataKey> key(UUID organization) {
        DataKey known = opened.getIfPresent(organization);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            DataKey key = transaction.execute(_ -> keys.open(organization));
            opened.put(organization, key);
            return Optional.of(key);
        } catch (ApiProblem closed) {
            // DataKeys has logged why.
            return Optional.empty();
        }
    }

    private static String name(UUID call) {
        return "call " + call;
    }
}
