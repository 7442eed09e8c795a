package dev.tandem.api.call;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.document.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The request for a call, not checked yet.
 *
 * @param test given: the call is a test
 */
record NewCall(
        @Nullable UUID workflowId,
        @Nullable UUID workflowVersionId,
        @Nullable String channel,
        @Nullable Map<String, JsonNode> variables,
        @Nullable Test test) {

    private static final String VOICE = "voice";

    /**
     * The channels: voice, or chat by text streams in the room on the topics {@code lk.chat} and {@code
     * lk.transcription}.
     */
    private static final List<String> CHANNELS = List.of(VOICE, "chat");

    /**
     * What a test may say beyond a call.
     *
     * @param tools {@code real}, or mocks by the tool's name; null: each tool is refused
     */
    record Test(@Nullable JsonNode tools) {}

    record Checked(
            Answerer answerer,
            String channel,
            Map<String, JsonNode> variables,
            @Nullable Test test) {}

    /** Says who answers the call. */
    sealed interface Answerer {

        /** The workflow's published version. */
        record OfWorkflow(UUID id) implements Answerer {}

        record OfVersion(UUID id) implements Answerer {}
    }

    /** @throws ApiProblem 422 that lists every fault */
    Checked checked() {
        List<Problem> problems = new ArrayList<>();
        if ((workflowId == null) == (workflowVersionId == null)) {
            problems.add(new Problem("required", "", "Give either workflow_id or workflow_version_id."));
        }
        if (channel != null && !CHANNELS.contains(channel)) {
            problems.add(new Problem(
                    "unknown_channel", "/channel", "A call's channel is " + String.join(" or ", CHANNELS) + "."));
        }
        if (!problems.isEmpty()) {
            throw ApiProblem.invalidRequest(problems);
        }
        return new Checked(
                answerer(), channel == null ? VOICE : channel, variables == null ? Map.of() : variables, test);
    }

    private Answerer answerer() {
        if (workflowId != null) {
            return new Answerer.OfWorkflow(workflowId);
        }
        if (workflowVersionId != null) {
            return new Answerer.OfVersion(workflowVersionId);
        }
        throw new IllegalStateException("one of the two was given");
    }
}
