package dev.tandem.workers.tool;

import dev.tandem.workers.workspace.OpenWorkspace;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.mock.TestTools;
import dev.tandem.workflows.protocol.ToolCall;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Answers in a tool's place, in a test. The tool's own adapter is not asked for anything. */
record MockedTool(TestTools.Reply reply) implements ToolAdapter {

    @Override
    public String type() {
        return "mocked";
    }

    @Override
    public ToolAnswer run(Tool tool, ToolCall call, OpenWorkspace workspace, Duration timeout)
            throws InterruptedException {
        Thread.sleep(reply.delayMs());
        return switch (reply) {
            case TestTools.Answer(JsonNode content, long _) -> {
                JsonNode filled = new JsonTemplate(call.arguments(), workspace).filled(content);
                yield ToolAnswer.of(filled.isMissingNode() ? JsonNodeFactory.instance.nullNode() : filled);
            }
            case TestTools.Failure(TestTools.Meaning meaning, String error, long _) ->
                throw new ToolFault(kind(meaning), error);
        };
    }

    private static ToolFault.Kind kind(TestTools.Meaning meaning) {
        return switch (meaning) {
            case REFUSED -> ToolFault.Kind.REFUSED;
            case UNAVAILABLE -> ToolFault.Kind.UNAVAILABLE;
            case UNREADABLE -> ToolFault.Kind.UNREADABLE;
            case LOST -> ToolFault.Kind.LOST;
        };
    }
}
