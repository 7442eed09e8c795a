package dev.tandem.api.testing;

import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.RecordedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One turn of a test as a reader wants it: what each side said, which tools ran, which paths there were, and what became
 * of variables.
 *
 * @param turn 0 opens the call
 * @param caller the caller's words; null: they said none
 * @param agents what agents said, in order
 * @param failed why nobody could answer; null: somebody did
 */
public record TestTurn(
        int turn,
        @Nullable String caller,
        List<Reply> agents,
        List<Tool> tools,
        Paths paths,
        List<Variable> variables,
        List<Refusal> refusedVariables,
        @Nullable String failed) {

    /** @param said what left the speaker */
    public record Reply(String agent, String said) {}

    /**
     * @param status running, finished, failed, unknown or cancelled
     * @param result null: there is none
     * @param error what the model was told; null: nothing went wrong
     * @param mocked whether a mock answered
     */
    public record Tool(
            String key,
            String name,
            JsonNode arguments,
            String status,
            @Nullable JsonNode result,
            @Nullable String error,
            boolean mocked) {}

    /**
     * @param offered ids of the paths that the model was offered last
     * @param withheld those that it was not, with the reason
     */
    public record Paths(
            List<String> offered,
            List<CallEvent.PathOffered.Withheld> withheld,
            List<Taken> taken,
            List<Refused> refused) {}

    /** @param to null: the call ends */
    public record Taken(
            String pathId,
            String path,
            String from,
            @Nullable String to,
            String by,
            @Nullable String why) {}

    /** @param path null: the agent has no path of that id */
    public record Refused(
            String pathId,
            @Nullable String path,
            List<String> missing,
            Map<String, String> invalid,
            @Nullable String why) {}

    public record Variable(String name, JsonNode value, String source, boolean confirmed) {}

    public record Refusal(String name, JsonNode value, String source, String reason) {}

    /** @param events in order */
    public static List<TestTurn> of(List<RecordedEvent> events) {
        Map<Integer, Reader> turns = new LinkedHashMap<>();
        events.forEach(recorded -> read(recorded.event(), turns));
        return turns.entrySet().stream()
                .map(entry -> entry.getValue().turn(entry.getKey()))
                .toList();
    }

    private static void read(CallEvent event, Map<Integer, Reader> turns) {
        switch (event) {
            case CallEvent.TurnCommitted said -> at(turns, said.turn()).caller = said.text();
            case CallEvent.ReplySpoken said -> at(turns, said.turn()).agents.add(new Reply(said.agent(), said.text()));
            case CallEvent.TurnFailed failed -> at(turns, failed.turn()).failed = failed.reason();
            case CallEvent.ToolStarted tool ->
                at(turns, tool.turn())
                        .tools
                        .put(
                                tool.key(),
                                new Tool(
                                        tool.key(),
                                        tool.name(),
                                        tool.arguments(),
                                        "running",
                                        null,
                                        null,
                                        tool.mocked()));
            case CallEvent.ToolFinished tool ->
                at(turns, tool.turn()).ended(tool.key(), "finished", tool.result(), null);
            case CallEvent.ToolFailed tool ->
                at(turns, tool.turn()).ended(tool.key(), tool.status().wireName(), null, tool.error());
            case CallEvent.PathOffered offered -> {
                at(turns, offered.turn()).offered = offered.paths();
                at(turns, offered.turn()).withheld = offered.withheld();
            }
            case CallEvent.PathTaken taken ->
                at(turns, taken.turn())
                        .taken
                        .add(new Taken(
                                taken.pathId(), taken.path(), taken.from(), taken.to(), taken.by(), taken.why()));
            case CallEvent.PathRejected refused ->
                at(turns, refused.turn())
                        .refused
                        .add(new Refused(
                                refused.pathId(), refused.path(), refused.missing(), refused.invalid(), refused.why()));
            case CallEvent.VariableCollected one ->
                at(turns, one.turn())
                        .variables
                        .add(new Variable(one.name(), one.value(), one.source().wireName(), one.confirmed()));
            case CallEvent.VariableRefused one ->
                at(turns, one.turn())
                        .refusals
                        .add(new Refusal(one.name(), one.value(), one.source().wireName(), one.reason()));
            case CallEvent.CallStarted _,
                    CallEvent.AgentActivated _,
                    CallEvent.PathSummarised _,
                    CallEvent.ProviderUsed _,
                    CallEvent.ProviderFailedOver _,
                    CallEvent.AttendanceLost _,
                    CallEvent.AttendanceResumed _,
                    CallEvent.OfOperator _,
                    CallEvent.CallEnded _ -> {
                // They say nothing of a turn that its reader looks for here.
            }
        }
    }

    private static Reader at(Map<Integer, Reader> turns, int turn) {
        return turns.computeIfAbsent(turn, _ -> new Reader());
    }

    /** Gathers what happened in a turn. */
    private static final class Reader {

        private @Nullable String caller;
        private final List<Reply> agents = new ArrayList<>();
        private final Map<String, Tool> tools = new LinkedHashMap<>();
        private List<String> offered = List.of();
        private List<CallEvent.PathOffered.Withheld> withheld = List.of();
        private final List<Taken> taken = new ArrayList<>();
        private final List<Refused> refused = new ArrayList<>();
        private final List<Variable> variables = new ArrayList<>();
        private final List<Refusal> refusals = new ArrayList<>();
        private @Nullable String failed;

        private void ended(String key, String status, @Nullable JsonNode result, @Nullable String error) {
            Tool started = tools.get(key);
            if (started != null) {
                tools.put(
                        key,
                        new Tool(
                                key,
                                started.name(),
                                started.arguments(),
                                status,
                                result,
                                Objects.requireNonNullElse(error, "").isEmpty() ? null : error,
                                started.mocked()));
            }
        }

        private TestTurn turn(int number) {
            return new TestTurn(
                    number,
                    caller,
                    agents,
                    List.copyOf(tools.values()),
                    new Paths(offered, withheld, taken, refused),
                    variables,
                    refusals,
                    failed);
        }
    }
}
