package dev.tandem.workers.think;

import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Context;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.protocol.Conversation;
import dev.tandem.workflows.protocol.Rejection;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.Utterance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the conversation as the model sees it. A line that is reported twice (after an adoption) is kept once. */
final class ChatHistory {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Fields of a result that is none, see {@link Message.ToolReturned}. */
    private static final String ERROR = "error";

    private static final String OUTCOME = "outcome";

    private static final String DID_NOT_WORK =
            "This did not work. Never say that it is done. Correct what the error names and try again, or tell the caller"
                    + " that it did not work, and why.";
    private static final String MAY_HAVE_HAPPENED =
            "It is not known whether this happened. Tell the caller that you cannot confirm it; do not try it again.";
    private static final String WAS_STOPPED =
            "This was stopped because the caller spoke. Do not say that it is done; answer what the caller says now.";

    private static final String WRITTEN =
            "Call it as a function if you want it, or answer in plain words. Never say that it is done.";

    private static final String FAILED = "failed";
    private static final String UNKNOWN = "unknown";
    private static final String CANCELLED = "cancelled";

    private final List<Message> messages = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    static ChatHistory of(Conversation conversation, AgentGraph graph) {
        ChatHistory memory = new ChatHistory();
        for (Conversation.Line line : conversation.lines()) {
            memory.recall(line, graph);
        }
        return memory;
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    /** @param saying words that are on their way to the caller */
    List<Message> messages(List<Message.Agent> saying) {
        List<Message> now = new ArrayList<>(messages);
        saying.stream().filter(words -> !words.text().isBlank()).forEach(now::add);
        return now;
    }

    void caller(Utterance utterance) {
        if (known.add("caller/" + utterance.turn())) {
            messages.add(new Message.Caller(utterance.text()));
        }
    }

    /** Returns a copy that continues with an utterance which may yet turn out to be another. */
    ChatHistory withCaller(String text) {
        ChatHistory ahead = new ChatHistory();
        ahead.messages.addAll(messages);
        ahead.known.addAll(known);
        ahead.messages.add(new Message.Caller(text));
        return ahead;
    }

    void agent(String name, String words, boolean interrupted) {
        if (!words.isBlank()) {
            messages.add(new Message.Agent(name, words, interrupted));
        }
    }

    void tool(ToolResult result, JsonNode arguments) {
        if (known.add("tool/" + result.key())) {
            messages.add(new Message.ToolCalled(result.key(), result.name(), arguments));
            messages.add(new Message.ToolReturned(result.key(), result.name(), answer(result)));
        }
    }

    /** @param toolName the name under which the path was offered */
    void rejected(String key, String toolName, JsonNode arguments, Rejection rejection) {
        if (known.add("rejected/" + key)) {
            messages.add(new Message.ToolCalled(key, toolName, arguments));
            messages.add(new Message.ToolReturned(key, toolName, answer(rejection)));
        }
    }

    /**
     * Lets another agent continue, which knows as much of the conversation as this context leaves.
     *
     * @param summary of the conversation, for a context that needs one; empty if none could be made; null if it is not
     *     known (yet)
     */
    void travels(Context context, @Nullable String summary) {
        List<Message> left = Contexts.of(context, summary, messages);
        messages.clear();
        messages.addAll(left);
    }

    /** Returns a copy that has taken these paths. The summary for the last one is still to be made. */
    ChatHistory along(List<Path> paths) {
        ChatHistory copy = new ChatHistory();
        copy.messages.addAll(messages);
        paths.forEach(path -> copy.travels(path.context(), null));
        return copy;
    }

    /** Notes a tool that the model wrote as text instead of calling it. */
    void written(String key, String tool) {
        messages.add(new Message.ToolCalled(key, tool, JSON.objectNode()));
        messages.add(new Message.ToolReturned(
                key, tool, failure("it was written as text, and nothing was done", FAILED, WRITTEN)));
    }

    /** @param refused name to the reason why it was not noted */
    void noted(String key, JsonNode arguments, Map<String, String> refused) {
        ObjectNode result = JSON.objectNode().put("noted", true);
        if (!refused.isEmpty()) {
            refused.forEach(result.putObject("refused")::put);
        }
        messages.add(new Message.ToolCalled(key, Prompts.SET_VARIABLES, arguments));
        messages.add(new Message.ToolReturned(key, Prompts.SET_VARIABLES, result));
    }

    private void recall(Conversation.Line line, AgentGraph graph) {
        switch (line.role()) {
            case CALLER -> caller(new Utterance(line.turn(), line.text()));
            case AGENT -> agent(graph.agent(line.agentId()).name(), line.text(), line.interrupted());
            case TOOL -> {
                ToolResult result = line.result();
                JsonNode arguments = line.arguments();
                if (result != null) {
                    tool(result, arguments == null ? JSON.objectNode() : arguments);
                }
            }
            case TRANSFER -> graph.path(line.text()).ifPresent(path -> travels(path.context(), line.summary()));
            case REJECTED -> {
                // The words that follow show what came of a proposal; the next step carries a fresh rejection.
            }
        }
    }

    /** Returns what a model is told of a result. No model may take a failure for a success. */
    private static JsonNode answer(ToolResult result) {
        JsonNode content = result.content();
        String error = result.error();
        return switch (result.status()) {
            case OK -> content == null ? JSON.nullNode() : content;
            case FAILED -> failure(error, FAILED, DID_NOT_WORK);
            case UNKNOWN -> failure(error, UNKNOWN, MAY_HAVE_HAPPENED);
            case CANCELLED -> failure(error, CANCELLED, WAS_STOPPED);
        };
    }

    private static JsonNode failure(@Nullable String error, String outcome, String instruction) {
        return JSON.objectNode()
                .put(ERROR, error == null || error.isBlank() ? "the tool failed" : error)
                .put(OUTCOME, outcome)
                .put("instruction", instruction);
    }

    private static JsonNode answer(Rejection rejection) {
        ObjectNode why = JSON.objectNode();
        var missing = why.putArray("missing");
        rejection.missing().forEach(missing::add);
        ObjectNode invalid = why.putObject("invalid");
        rejection.invalid().forEach(invalid::put);
        String guard = rejection.guard();
        if (guard != null) {
            why.put("guard", guard);
        }
        String reason = rejection.reason();
        if (reason != null) {
            why.put("reason", reason);
        }
        return JSON.objectNode().set("rejected", why);
    }
}
