package dev.tandem.workflows.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.RandomMoves;
import dev.tandem.workflows.RandomMoves.Happening;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Context;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.Trigger;
import dev.tandem.workflows.guard.Guard;
import dev.tandem.workflows.guard.Verdict;
import dev.tandem.workflows.protocol.ToolResult.Status;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.rules.Action.ArmTurn;
import dev.tandem.workflows.rules.Action.EndCall;
import dev.tandem.workflows.rules.CallState;
import dev.tandem.workflows.rules.Entry;
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
            @ForAll("documents") JsonNode document, @ForAll("happenings") List<Happening> happenings) {
        PlayedCall call = PlayedCall.of(document);
        Witness witness = new Witness(call.state().call().graph());
        witness.see(call);
        for (Happening happening : happenings) {
            if (call.next() instanceof EndCall || call.armed().last()) {
                break;
            }
            witness.listens(call.armed(), call.state());
            happen(call, happening);
            witness.see(call);
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theSameCallIsDecidedTheSameWay(
            @ForAll("documents") JsonNode document, @ForAll("happenings") List<Happening> happenings) {
        assertThat(played(document, happenings)).isEqualTo(played(document, happenings));
    }

    private static List<String> played(JsonNode document, List<Happening> happenings) {
        PlayedCall call = PlayedCall.of(document);
        for (Happening happening : happenings) {
            if (call.next() instanceof EndCall || call.armed().last()) {
                break;
            }
            happen(call, happening);
        }
        return call.entries().stream()
                .map(entry -> entry.type() + entry.payload())
                .toList();
    }

    private static void happen(PlayedCall call, Happening happening) {
        int turn = call.turn();
        if (turn == 0) {
            call.after(Script.greets("Hello."));
            return;
        }
        VariableNote[] notes = happening.arguments().entrySet().stream()
                .map(note -> new VariableNote(note.getKey(), "said", note.getValue(), happening.confirmed()))
                .toArray(VariableNote[]::new);
        switch (happening.kind()) {
            case "replied" -> call.after(Script.replies(turn, "Words.", "Words.", notes));
            case "proposed" ->
                call.after(Script.proposes(
                        turn,
                        "Words.",
                        happening.path(),
                        JsonMapper.shared().writeValueAsString(happening.arguments()),
                        notes));
            case "tool" ->
                call.after(Script.asksTool(turn, "Words.", "look", "{}"))
                        .toolsReturn(
                                happening.confirmed() ? Status.OK : Status.FAILED,
                                happening.confirmed() ? "{'flag':true}" : null);
            case "silence" ->
                call.after(heardAlready(call) ? Script.replies(turn, "W", "W") : new TurnOutcome.Silence());
            default -> call.after(heardAlready(call) ? Script.replies(turn, "W", "W") : new TurnOutcome.Pressed("1"));
        }
    }

    private static boolean heardAlready(PlayedCall call) {
        return call.state().progress().heard();
    }

    /** Counts for itself what the rules are to keep to. */
    private static final class Witness {

        private final AgentGraph graph;
        private final Map<String, Integer> visits = new HashMap<>();
        private final Map<String, Integer> lastTurns = new HashMap<>();
        private int seen;
        private int moves;

        Witness(AgentGraph graph) {
            this.graph = graph;
        }

        void listens(ArmTurn armed, CallState state) {
            if (armed.listens() || state.progress().step() == 1) {
                moves = 0;
            }
        }

        void see(PlayedCall call) {
            int routed = 0;
            List<Entry> entries = call.entries();
            List<TurnInput.Taken> summed = call.next() instanceof ArmTurn arm
                    ? arm.taken().stream()
                            .filter(move -> move.summary() != null)
                            .toList()
                    : List.of();
            assertThat(summed).as("summaries of a move").hasSizeLessThanOrEqualTo(1);
            summed.forEach(move -> assertThat(path(move.pathId()).context()).isInstanceOf(Context.Summary.class));
            assertThat(entries)
                    .filteredOn(entry -> entry.type().equals("path.summarised"))
                    .hasSameSizeAs(call.state().lines().stream()
                            .filter(line -> line.summary() != null)
                            .toList());
            for (; seen < entries.size(); seen++) {
                Entry entry = entries.get(seen);
                if (entry.type().equals("path.taken")) {
                    Path path = path(entry.payload().path("path_id").asString());
                    boolean router = path.trigger() instanceof Trigger.Always;
                    routed = router ? routed + 1 : 0;
                    moves += router ? 0 : 1;
                    Statistics.label("taken by")
                            .collect(path.trigger().getClass().getSimpleName());
                    check(path, call.state(), entry.payload().path("turn").asInt());
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
    Arbitrary<List<Happening>> happenings() {
        return RandomMoves.happenings();
    }
}
