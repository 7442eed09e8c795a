package dev.tandem.api.call;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tandem.api.livekit.tokens.LiveKitTokens;
import dev.tandem.api.temporal.TemporalLinks;
import dev.tandem.api.transcript.CallTranscript;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the views of calls that the API answers with. */
@Component
class CallViews {

    private final TemporalLinks links;

    CallViews(TemporalLinks links) {
        this.links = links;
    }

    /** @param url address of its page in the Temporal UI */
    record TemporalView(String workflowId, String url) {}

    record StartedView(
            UUID id,
            CallStatus status,
            UUID workflowVersionId,
            LiveKitTokens.RoomAccess livekit,
            TemporalView temporal) {}

    record Summary(
            UUID id,
            CallStatus status,
            String channel,
            boolean isTest,
            UUID workflowVersionId,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String endedReason,
            TemporalView temporal) {}

    /** @param story as its events tell it */
    record Detail(
            @JsonUnwrapped Summary call, @JsonUnwrapped CallTranscript story) {}

    StartedView started(CallStarter.Started started) {
        StoredCall call = started.call();
        return new StartedView(call.id(), call.status(), call.workflowVersionId(), started.livekit(), temporal(call));
    }

    Summary summary(StoredCall call) {
        return new Summary(
                call.id(),
                call.status(),
                call.channel(),
                call.isTest(),
                call.workflowVersionId(),
                call.startedAt(),
                call.endedAt(),
                call.endedReason(),
                temporal(call));
    }

    Detail detail(StoredCall call, CallTranscript story) {
        return new Detail(summary(call), story);
    }

    private TemporalView temporal(StoredCall call) {
        return new TemporalView(call.temporalWorkflowId(), links.workflow(call.temporalWorkflowId()));
    }
}
