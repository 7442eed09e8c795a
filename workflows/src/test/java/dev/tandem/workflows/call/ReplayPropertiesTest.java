package dev.tandem.workflows.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.RandomMoves;
import dev.tandem.workflows.RandomMoves.Incident;
import dev.tandem.workflows.event.RecordedEvent;
import dev.tandem.workflows.replay.CallReport;
import dev.tandem.workflows.replay.RecordedCall;
import dev.tandem.workflows.replay.Replay;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ReplayPropertiesTest {

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aCallNeverDivergesFromItsOwnVersion(
            @ForAll("documents") JsonNode document, @ForAll("incidents") List<Incident> incidents) {
        TapedCall call = played(document, incidents);
        RecordedCall recorded = call.hungUp();
        CallReport report = new Replay(call.graph()).of(recorded, call.graph());
        assertThat(report.fault()).isNull();
        assertThat(report.divergences()).isEmpty();
        assertThat(report.moved()).isNull();
        assertThat(report.ended()).isNull();
        assertThat(report.variables()).isEmpty();
    }

    /** Checks both ways: what the report names happens in a call of the other version, and nothing else does. */
    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void aDivergenceIsOneThatACallWouldShow(
            @ForAll("documents") JsonNode document, @ForAll("incidents") List<Incident> incidents, @ForAll int seed) {
        JsonNode draft = changed(document, seed);
        TapedCall recorded = played(document, incidents);
        TapedCall live = played(draft, incidents);
        CallReport report = new Replay(live.graph()).of(recorded.hungUp(), recorded.graph());
        live.hungUp();
        assertThat(report.fault()).isNull();
        Statistics.collect(report.goesElsewhere() ? "elsewhere" : report.same() ? "same" : "seen otherwise");
        assertThat(moves(live).equals(moves(recorded))).as(report.toString()).isEqualTo(!report.goesElsewhere());
    }

    private static List<String> moves(TapedCall call) {
        return call.recorded().stream()
                .filter(event -> List.of(
                                "path.taken",
                                "path.rejected",
                                "agent.activated",
                                "turn.failed",
                                "operator.refused",
                                "operator.forced_path",
                                "operator.corrected_variable",
                                "call.ended")
                        .contains(event.type()))
                .map(event -> call.incidentOf(event) + " " + move(event))
                .toList();
    }

    private static String move(RecordedEvent event) {
        return event.type() + " " + event.payload().path("turn") + " "
                + event.payload().path("path_id").asString("") + " "
                + event.payload().path("to_agent_id").asString("") + " "
                + event.payload().path("by").asString("");
    }

    private static TapedCall played(JsonNode document, List<Incident> incidents) {
        TapedCall call = new TapedCall(document, Map.of());
        for (int number = 0; number < incidents.size() && !call.isOver(); number++) {
            call.happen(incidents.get(number), number);
        }
        return call;
    }

    /** Turns a guard, drops what a path requires, or has it lead elsewhere. */
    private static JsonNode changed(JsonNode document, int seed) {
        JsonNode draft = document.deepCopy();
        List<JsonNode> paths = draft.path("agents").values().stream()
                .flatMap(agent -> agent.path("paths").values().stream())
                .toList();
        ObjectNode path = (ObjectNode) paths.get(Math.floorMod(seed, paths.size()));
        switch (Math.floorMod(seed / 31, 3)) {
            case 0 -> {
                String guard = path.path("guard_condition").asString("");
                path.put("guard_condition", guard.isEmpty() ? "y > 5" : "!(" + guard + ")");
            }
            case 1 -> ((ArrayNode) path.path("required_variables")).removeAll();
            default ->
                path.put(
                        "target_agent_id",
                        "a".equals(path.path("target_agent_id").asString("")) ? "b" : "a");
        }
        return draft;
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
