package dev.tandem.api.call;

import dev.tandem.api.livekit.tokens.LiveKitTokens;
import dev.tandem.api.temporal.TemporalLinks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

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

    record Detail(
            UUID id,
            CallStatus status,
            String channel,
            boolean isTest,
            UUID workflowVersionId,
            @Nullable String agent,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String endedReason,
            Map<String, JsonNode> variables,
            List<CallTranscript.Line> transcript,
            List<CallTranscript.ToolRun> tools,
            List<CallTranscript.Transfer> transfers,
            List<CallTranscript.Rejection> rejections,
            TemporalView temporal) {}

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
        return new Detail(
                call.id(),
                call.status(),
                call.channel(),
                call.isTest(),
                call.workflowVersionId(),
                story.agent(),
                call.startedAt(),
                call.endedAt(),
                call.endedReason(),
                story.variables(),
                story.transcript(),
                story.tools(),
                story.transfers(),
                story.rejections(),
                temporal(call));
    }

    private TemporalView temporal(StoredCall call) {
        return new TemporalView(call.temporalWorkflowId(), links.workflow(call.temporalWorkflowId()));
    }
}
