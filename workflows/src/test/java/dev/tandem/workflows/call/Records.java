package dev.tandem.workflows.call;

import dev.tandem.workflows.call.api.CallPayloads;
import dev.tandem.workflows.call.api.LoadVersion;
import dev.tandem.workflows.call.api.RecordEvents;
import dev.tandem.workflows.event.RecordedEvent;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.workspace.WorkspaceValues;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Plays a database in memory that may be away for a while. */
public final class Records implements LoadVersion, RecordEvents {

    public final List<RecordedEvent> events = new CopyOnWriteArrayList<>();
    /** Organizations that versions and records were asked for. */
    final Set<String> organizations = ConcurrentHashMap.newKeySet();

    /** Bytes of each batch that was recorded. */
    final List<Integer> batches = new CopyOnWriteArrayList<>();

    /** The batch of each event, by its sequence: the first one's sequence. */
    final Map<Integer, Integer> batchOf = new ConcurrentHashMap<>();

    /** What led to events, by sequence. */
    final Map<Integer, JsonNode> causes = new ConcurrentHashMap<>();

    final JsonNode document;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean callGone;
    private volatile boolean away;
    private volatile CompletableFuture<Void> loading = CompletableFuture.completedFuture(null);
    private volatile WorkspaceValues workspace = WorkspaceValues.NONE;

    Records(JsonNode document) {
        this.document = document;
    }

    void fail(int times) {
        failures.set(times);
    }

    /** Answers nothing until it is told otherwise. */
    void isAway(boolean now) {
        away = now;
    }

    void haveWorkspace(WorkspaceValues values) {
        workspace = values;
    }

    /** Stalls the loading of versions until the returned future is completed. */
    public CompletableFuture<Void> stall() {
        loading = new CompletableFuture<>();
        return loading;
    }

    void deleteCall() {
        callGone = true;
    }

    @Override
    public LoadedVersion load(String versionId, String organization, @Nullable String snapshot) {
        organizations.add(organization);
        loading.join();
        return new LoadedVersion(versionId, "Shop", 3, "Europe/Vienna", document, workspace);
    }

    @Override
    public void record(Batch batch) {
        if (callGone) {
            throw ApplicationFailure.newNonRetryableFailure("the call was deleted", "CallGone");
        }
        if (away || failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("the database is away");
        }
        organizations.add(batch.organization());
        batches.add(CallPayloads.converter()
                .toPayload(batch)
                .orElseThrow()
                .getData()
                .size());
        int first = batch.events().getFirst().sequence();
        batch.events().forEach(event -> batchOf.put(event.sequence(), first));
        causes.putAll(batch.causes());
        events.addAll(batch.events());
    }
}
