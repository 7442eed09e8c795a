package dev.tandem.workflows.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.RandomMoves;
import dev.tandem.workflows.RandomMoves.Incident;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Context;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.Trigger;
import dev.tandem.workflows.guard.Guard;
import dev.tandem.workflows.guard.Verdict;
import dev.tandem.workflows.protocol.Offers;
import dev.tandem.workflows.protocol.ToolResult.Status;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.TurnStep.TakenPath;
import dev.tandem.workflows.rules.Action.Arm;
import dev.tandem.workflows.rules.Action.EndCall;
import dev.tandem.workflows.rules.CallState;
import dev.tandem.workflows.variable.ValueCheck;
import dev.tandem.workflows.variable.Variable;
import dev.tandem.workflows.variable.VariableNote;
import dev.tandem.workflows.variable.VariableValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MovePropertiesTest {

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void noTransferCommitsAgainstItsRules(
            @ForAll("documents") JsonNode document, @ForAll("incidents") List<Incident> incidents) {
        PlayedCall call = PlayedCall.of(document);
        Witness witness = new Witness(call.state().call().graph());
        witness.see(call);
        for (Incident incident : incidents) {
            if (call.next() instanceof EndCall || call.armed().isLast()) {
                break;
            }
            witness.listens(call.armed(), call.state());
            happen(call, incident);
            witness.see(call);
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theSameCallIsDecidedTheSameWay(
            @ForAll("documents") JsonNode document, @ForAll("incidents") List<Incident> incidents) {
        assertThat(played(document, incidents)).isEqualTo(played(document, incidents));
    }

    /**
     * Checks that the events of a call, one after the other, make the same state: what is recorded is all that is
     * known.
     */
    @Property(tries = 300)
    void theEventsOfACallMakeItsState(
            @ForAll("documents") JsonNode document, @ForAll("incidents") List<Incident> incidents) {
        PlayedCall call = PlayedCall.of(document);
        PlayedCall recorded = PlayedCall.of(document);
        CallState replayed = recorded.state();
        int seen = 0;
        for (Incident incident : incidents) {
            if (call.next() instanceof EndCall || call.armed().isLast()) {
                break;
            }
            happen(call, incident);
            for (; seen < call.events().size(); seen++) {
                replayed = replayed.after(call.events().get(seen));
            }
        }
        assertThat(replayed)
                .extracting(
                        CallState::agentId,
                        CallState::lines,
                        CallState::variables,
                        CallState::history,
                        CallState::decision,
                        CallState::control)
                .containsExactly(
                        call.state().agentId(),
                        call.state().lines(),
                        call.state().variables(),
                        call.state().history(),
                        call.state().decision(),
                        call.state().control());
    }

    /** Checks that the paths which the model may propose in a turn's first step are those that path.offered records. */
    @Property(tries = 300)
    void whatTheModelWasOfferedIsWhatTheAuditSays(
            @ForAll("documents") JsonNode document, @ForAll("incidents") List<Incident> incidents) {
        PlayedCall call = PlayedCall.of(document);
        for (Incident incident : incidents) {
            if (call.next() instanceof EndCall || call.armed().isLast()) {
                break;
            }
            Offers offers = call.input().offers();
            boolean listened = call.todo().waitsForCaller();
            int seen = call.events().size();
            happen(call, incident);
            List<CallEvent> news = call.events().subList(seen, call.events().size());
            if (listened && news.stream().anyMatch(CallEvent.TurnCommitted.class::isInstance)) {
                List<String> offered = news.stream()
                        .filter(CallEvent.PathOffered.class::isInstance)
                        .flatMap(event -> ((CallEvent.PathOffered) event).paths().stream())
                        .toList();
                assertThat(offers.paths())
                        .extracting(Offers.OfferedPath::pathId)
                        .isEqualTo(offered);
            }
        }
    }

    private static List<String> played(JsonNode document, List<Incident> incidents) {
        PlayedCall call = PlayedCall.of(document);
        for (Incident incident : incidents) {
            if (call.next() instanceof EndCall || call.armed().isLast()) {
                break;
            }
            happen(call, incident);
        }
        return call.events().stream().map(CallEvent::toString).toList();
    }

    private static void happen(PlayedCall call, Incident incident) {
        int turn = call.turn();
        if (turn == 0) {
            call.after(Script.greets("Hello."));
            return;
        }
        VariableNote[] notes = incident.arguments().entrySet().stream()
                .map(note -> new VariableNote(note.getKey(), "said", note.getValue(), incident.confirmed()))
                .toArray(VariableNote[]::new);
        switch (incident.kind()) {
            case "replied" -> call.after(Script.replies(turn, "Words.", "Words.", notes));
            case "proposed" ->
                call.after(Script.proposes(
                        turn,
                        "Words.",
                        incident.path(),
                        JsonMapper.shared().writeValueAsString(incident.arguments()),
                        notes));
            case "tool" ->
                call.after(Script.asksTool(turn, "Words.", "look", "{}"))
                        .toolsReturn(
                                incident.confirmed() ? Status.OK : Status.FAILED,
                                incident.confirmed() ? "{'flag':true}" : null);
            case "silence" ->
                call.after(heardAlready(call) ? Script.replies(turn, "W", "W") : new TurnOutcome.Silence());
            default -> call.after(heardAlready(call) ? Script.replies(turn, "W", "W") : new TurnOutcome.Pressed("1"));
        }
    }

    private static boolean heardAlready(PlayedCall call) {
        return call.state().progress().heard();
    }

    /** Counts by itself what the rules must keep to. */
    private static final class Witness {

        private final AgentGraph graph;
        private final Map<String, Integer> visits = new HashMap<>();
        private final Map<String, Integer> lastTurns = new HashMap<>();
        private int seen;
        private int moves;

        Witness(AgentGraph graph) {
            this.graph = graph;
        }

        void listens(Arm armed, CallState state) {
            if (armed.todo().waitsForCaller() || state.progress().step() == 1) {
                moves = 0;
            }
        }

        void see(PlayedCall call) {
            int routed = 0;
            List<CallEvent> events = call.events();
            List<TakenPath> summed = call.next() instanceof Arm arm
                    ? Todo.taken(arm.todo()).stream()
                            .filter(move -> move.summary() != null)
                            .toList()
                    : List.of();
            assertThat(summed).as("summaries of a move").hasSizeLessThanOrEqualTo(1);
            summed.forEach(move -> assertThat(path(move.pathId()).context()).isInstanceOf(Context.Summary.class));
            assertThat(events)
                    .filteredOn(CallEvent.PathSummarised.class::isInstance)
                    .hasSameSizeAs(call.state().lines().stream()
                            .filter(line -> line.summary() != null)
                            .toList());
            for (; seen < events.size(); seen++) {
                if (events.get(seen) instanceof CallEvent.PathTaken taken) {
                    Path path = path(taken.pathId());
                    boolean router = path.trigger() instanceof Trigger.Always;
                    routed = router ? routed + 1 : 0;
                    moves += router ? 0 : 1;
                    Statistics.label("taken by")
                            .collect(path.trigger().getClass().getSimpleName());
                    check(path, call.state(), taken.turn());
                }
                assertThat(routed).isLessThanOrEqualTo(graph.limits().routerHops());
            }
            assertThat(moves).as("transfers in a turn").isLessThanOrEqualTo(1);
        }

        private void check(Path path, CallState state, int turn) {
            for (Variable variable : path.variables()) {
                if (variable.required()) {
                    assertThat(state.variables()).containsKey(variable.name());
                    VariableValue known =
                            Objects.requireNonNull(state.variables().get(variable.name()));
                    assertThat(ValueCheck.misfit(variable, known.value())).isEmpty();
                    assertThat(known.confirmed() || !variable.confirm()).isTrue();
                }
            }
            Map<String, JsonNode> values = new LinkedHashMap<>();
            state.variables().forEach((name, value) -> values.put(name, value.value()));
            int times = visits.merge(path.id(), 1, Integer::sum) - 1;
            assertThat(graph.judge(path, new Guard.Facts(values, times, turn, "voice")))
                    .isInstanceOf(Verdict.Holds.class);
            assertThat(times).isLessThan(path.maxVisits());
            Integer last = lastTurns.put(path.id(), turn);
            if (path.global() && last != null) {
                assertThat(turn).as("cooldown").isGreaterThan(last + path.cooldownTurns());
            }
        }

        private Path path(String id) {
            return graph.agents().stream()
                    .flatMap(agent -> agent.path(id).stream())
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Provide
    Arbitrary<JsonNode> documents() {
        return RandomMoves.documents();
    }

    @Provide
    Arbitrary<List<Incident>> incidents() {
        return RandomMoves.incidents();
    }
}
