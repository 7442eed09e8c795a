package dev.tandem.workflows.replay;

import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.protocol.CallInput;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.rules.Action.EndCall;
import dev.tandem.workflows.rules.Action.RunTools;
import dev.tandem.workflows.rules.Action.Transfer;
import dev.tandem.workflows.rules.CallState.Call;
import dev.tandem.workflows.variable.VariableValue;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Drives another version by recorded calls: what the model proposed, what tools answered and what the caller said are
 * taken from the record, and the version's rules decide. Both versions are played side by side, so that what differs is
 * named with the reason. One instance is for one thread.
 */
public final class Replay {

    /** Why a call cannot be replayed that today's rules lead elsewhere by its own version. */
    private static final String OTHER_RULES =
            "today's rules lead it elsewhere than where it went, by its own version too";

    private final AgentGraph other;
    private final ToolSchemas schemas = new ToolSchemas();

    /** @param other the version that is tried */
    public Replay(AgentGraph other) {
        this.other = other;
    }

    /**
     * Replays a call.
     *
     * @param own the version that it followed
     */
    public CallReport of(RecordedCall call, AgentGraph own) {
        String fault = call.fault();
        if (fault != null) {
            return CallReport.notReplayable(call.callId(), fault);
        }
        Set<String> sensitive = new HashSet<>(own.sensitiveNames());
        sensitive.addAll(other.sensitiveNames());
        Player recorded = new Player(started(call, own), sensitive);
        Player played = new Player(started(call, other), sensitive);
        Comparison comparison = new Comparison(recorded, played, schemas);
        comparison.before();
        comparison.after();
        Map<String, ToolResult> answers = answers(call);
        for (Cue cue : call.cues().subList(1, call.cues().size())) {
            comparison.before();
            if (!recorded.take(cue)) {
                return CallReport.notReplayable(call.callId(), OTHER_RULES);
            }
            if (comparison.parted()) {
                follow(played, cue, answers);
            } else {
                played.take(cue);
                comparison.after();
            }
        }
        boolean led = recorded.taken().equals(call.taken())
                && (recorded.end().isEmpty()
                        || call.end() == null
                        || recorded.end().get().equals(call.end()));
        if (!led) {
            return CallReport.notReplayable(call.callId(), OTHER_RULES);
        }
        settle(played, answers);
        return report(call, recorded, played, comparison);
    }

    private static Call started(RecordedCall call, AgentGraph graph) {
        Cue.Opened opened = call.opened();
        return new Call(
                new CallInput(call.callId(), "", null, "", opened.channel(), "", opened.variables()),
                new LoadedVersion("", "", 0, "UTC", JsonNodeFactory.instance.objectNode(), WorkspaceValues.NONE),
                graph);
    }

    /** Goes on behind a divergence by what was recorded, as far as it makes sense to the call as it stands. */
    private static void follow(Player played, Cue cue, Map<String, ToolResult> answers) {
        if (!(cue instanceof Cue.Arrived || cue instanceof Cue.Returned)) {
            settle(played, answers);
        }
        if (!(cue instanceof Cue.Heard)) {
            played.take(cue);
        }
    }

    /** Has tools return and agents arrive that the recorded call did not wait for. */
    private static void settle(Player played, Map<String, ToolResult> answers) {
        if (played.next() instanceof RunTools run) {
            List<ToolResult> results = run.requests().stream()
                    .flatMap(request ->
                            Optional.ofNullable(answers.get(request.call().key())).stream())
                    .toList();
            played.take(new Cue.Returned(results));
        }
        if (played.next() instanceof Transfer) {
            played.arrive();
        }
    }

    private static Map<String, ToolResult> answers(RecordedCall call) {
        Map<String, ToolResult> answers = new HashMap<>();
        for (Cue cue : call.cues()) {
            if (cue instanceof Cue.Returned(List<ToolResult> results)) {
                results.forEach(result -> answers.putIfAbsent(result.key(), result));
            }
        }
        return answers;
    }

    private static CallReport report(RecordedCall call, Player recorded, Player played, Comparison comparison) {
        boolean movedAlike = recorded.taken().equals(played.taken());
        String was = end(recorded.end().orElse(call.end()));
        String is = end(played.end().orElse(recorded.end().isEmpty() && !comparison.parted() ? call.end() : null));
        return new CallReport(
                call.callId(),
                null,
                comparison.divergences(),
                movedAlike ? null : new CallReport.Moved(recorded.taken(), played.taken()),
                was.equals(is) ? null : new CallReport.Ended(was, is),
                differing(recorded, played),
                comparison.parted());
    }

    private static String end(@Nullable EndCall end) {
        return end == null ? "open" : end.status() + ", " + end.reason();
    }

    private static List<String> differing(Player recorded, Player played) {
        Map<String, VariableValue> was = recorded.state().variables();
        Map<String, VariableValue> is = played.state().variables();
        Set<String> names = new TreeSet<>(was.keySet());
        names.addAll(is.keySet());
        return names.stream()
                .filter(name -> !value(was, name).equals(value(is, name)))
                .toList();
    }

    private static JsonNode value(Map<String, VariableValue> variables, String name) {
        VariableValue known = variables.get(name);
        return known == null ? JsonNodeFactory.instance.missingNode() : known.value();
    }
}
