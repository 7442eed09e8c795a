package dev.tandem.workflows.call;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.command.Operator;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.Sources.Tellers;
import dev.tandem.workflows.guard.Verdict;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.rules.Action.Arm;
import dev.tandem.workflows.rules.Action.EndCall;
import dev.tandem.workflows.rules.Action.RunTools;
import dev.tandem.workflows.rules.Happening;
import dev.tandem.workflows.variable.VariableNote;
import dev.tandem.workflows.variable.VariableValue;
import dev.tandem.workflows.variable.VariableValue.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plays calls of random documents in which a model notes and proposes whatever it likes. */
class TellingPropertiesTest {

    private static final List<String> NAMES = List.of("v0", "v1", "v2", "v3", "v4", "v5");

    /**
     * One thing that happens.
     *
     * @param kind noted, proposed, tool, operator
     * @param path of a proposal
     * @param values that are noted, proposed, answered or told
     */
    record Incident(String kind, String path, Map<String, JsonNode> values, boolean confirmed) {

        boolean isOfModel() {
            return kind.equals("noted") || kind.equals("proposed");
        }
    }

    /** A variable, and who may tell it. */
    record Telling(String source, boolean assigned, boolean given, boolean collected, boolean required) {}

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void noProposalOrNoteChangesWhatAToolAnOperatorOrTheStartOfTheCallSaid(
            @ForAll("documents") JsonNode document, @ForAll("incidents") List<Incident> incidents) {
        PlayedCall call = begun(document);
        for (Incident incident : incidents) {
            if (!(call.next() instanceof Arm) || call.state().closing() != null) {
                return;
            }
            Map<String, VariableValue> before = call.state().variables();
            Set<String> openBefore = openGuards(call);
            call.events().clear();
            play(call, incident);
            if (incident.isOfModel()) {
                Map<String, VariableValue> after = call.state().variables();
                before.values()
                        .forEach(known -> assertKept(call, known, Objects.requireNonNull(after.get(known.name()))));
                after.values().stream()
                        .filter(value -> !before.containsKey(value.name()))
                        .forEach(value -> assertThat(tellers(call, value.name()).has(Source.CALLER))
                                .isTrue());
                assertNoGuardOpened(call, openBefore);
                Statistics.label("came of it")
                        .collect(call.events().stream()
                                .map(event -> event.getClass().getSimpleName())
                                .filter(name -> name.startsWith("Variable"))
                                .distinct()
                                .sorted()
                                .toList());
            }
        }
    }

    /** What a tool, an operator or the start of the call said stays, unless the document lets the caller correct it. */
    private static void assertKept(PlayedCall call, VariableValue before, VariableValue after) {
        if (!after.value().equals(before.value())) {
            Tellers tellers = tellers(call, before.name());
            assertThat(tellers.has(Source.CALLER)).isTrue();
            assertThat(before.source()).isNotEqualTo(Source.OPERATOR);
            assertThat(after.source()).isEqualTo(Source.CALLER);
            assertThat(after.rank() >= before.rank() || (tellers.isStated() && after.confirmed()))
                    .isTrue();
        } else {
            assertThat(after.rank()).isGreaterThanOrEqualTo(before.rank());
        }
    }

    private static void assertNoGuardOpened(PlayedCall call, Set<String> openBefore) {
        AgentGraph graph = call.state().call().graph();
        Stream<String> taken = call.events().stream()
                .filter(CallEvent.PathTaken.class::isInstance)
                .map(CallEvent.PathTaken.class::cast)
                .map(CallEvent.PathTaken::pathId);
        Stream.concat(openGuards(call).stream(), taken)
                .filter(id -> !openBefore.contains(id))
                .map(id -> graph.path(id).orElseThrow())
                .filter(path -> path.guardCondition() != null)
                .forEach(path -> assertThat(graph.sources().of(guarded(path)).has(Source.CALLER))
                        .isTrue());
    }

    /** Returns the ids of all paths whose guard is true. */
    private static Set<String> openGuards(PlayedCall call) {
        return call.state().call().graph().agents().stream()
                .flatMap(agent -> agent.paths().stream())
                .filter(path -> path.guardCondition() != null)
                .filter(path -> call.judges(path) instanceof Verdict.Holds)
                .map(Path::id)
                .collect(Collectors.toSet());
    }

    private static String guarded(Path path) {
        return Objects.requireNonNull(path.guardCondition()).substring(0, 2);
    }

    private static Tellers tellers(PlayedCall call, String name) {
        return call.state().call().graph().sources().of(name);
    }

    private static PlayedCall begun(JsonNode document) {
        AgentGraph graph = GraphDocument.load(document);
        String given = NAMES.stream()
                .filter(name -> graph.sources().of(name).ways().contains(Source.GIVEN))
                .map(name -> "'" + name + "':1")
                .collect(Collectors.joining(",", "{", "}"));
        PlayedCall call = PlayedCall.of(document).starts(given);
        return call.after(Script.greets("Hello."));
    }

    private static void play(PlayedCall call, Incident incident) {
        String values = JsonMapper.shared().writeValueAsString(incident.values());
        VariableNote[] notes = incident.values().entrySet().stream()
                .map(value -> new VariableNote(value.getKey(), "said", value.getValue(), incident.confirmed()))
                .toArray(VariableNote[]::new);
        switch (incident.kind()) {
            case "noted" -> call.after(Script.replies(call.turn(), "So it is.", "I see.", notes));
            case "proposed" -> call.after(Script.proposes(call.turn(), "Go on.", incident.path(), values, notes));
            case "tool" -> {
                call.after(Script.asksTool(call.turn(), "Look it up.", "look", values));
                if (call.next() instanceof RunTools) {
                    call.toolsReturn(ToolResult.Status.OK, values);
                }
            }
            default ->
                incident.values().forEach((name, value) -> {
                    if (call.next() instanceof Arm open) {
                        call.happens(new Happening.CommandGiven(
                                open, new Command.CorrectVariable(new Operator("1", "Ida"), name, value)));
                    }
                });
        }
        int turn = call.turn();
        while (!(call.next() instanceof EndCall) && call.turn() == turn && call.step() > 1) {
            call.after(Script.greets("Yes."));
        }
    }

    @Provide
    Arbitrary<JsonNode> documents() {
        Arbitrary<String> sources = Arbitraries.of(
                "",
                "",
                "",
                "'tool'",
                "['tool']",
                "['given','caller']",
                "['tool','caller']",
                "['operator']",
                "['caller']");
        Arbitrary<Boolean> flags = Arbitraries.of(true, false);
        return Combinators.combine(sources, flags, flags, flags, flags)
                .as(Telling::new)
                .list()
                .ofSize(NAMES.size())
                .map(TellingPropertiesTest::document);
    }

    private static JsonNode document(List<Telling> tellings) {
        List<String> variables = new ArrayList<>();
        List<String> collected = new ArrayList<>();
        List<String> assigned = new ArrayList<>();
        List<String> required = new ArrayList<>();
        List<String> there = new ArrayList<>();
        List<String> back = new ArrayList<>();
        for (int v = 0; v < tellings.size(); v++) {
            Telling telling = tellings.get(v);
            String name = NAMES.get(v);
            String source = telling.source().isEmpty() ? "" : ",'source':" + telling.source();
            boolean mayBeGiven = telling.given() && (source.isEmpty() || source.contains("given"));
            variables.add("{'name':'%s','data_type':'integer','is_required':false,'given':%s%s}"
                    .formatted(name, mayBeGiven, source));
            if (telling.collected()) {
                collected.add("'" + name + "'");
            }
            if (telling.assigned()) {
                assigned.add("'%s':'/%s'".formatted(name, name));
            }
            if (telling.required()) {
                required.add("{'name':'" + name + "'}");
            }
            there.add("{'id':'p%d','name':'P%d','guard_condition':'%s == 3','target_agent_id':'b'}"
                    .formatted(v, v, name));
            back.add("{'id':'q%d','name':'Q%d','kind':'%s','guard_condition':'%s == 2','target_agent_id':'a'}"
                    .formatted(v, v, v % 2 == 0 ? "expression" : "intent", name));
        }
        there.add("{'id':'ask','name':'Ask','target_agent_id':'b','required_variables':[%s]}"
                .formatted(String.join(",", required)));
        String tool =
                "'tools':[{'tool_type':'http','name':'look','assign':{%s}}]".formatted(String.join(",", assigned));
        return json("{'schema_version':2,'variables':[%s],'agents':[".formatted(String.join(",", variables))
                + "{'id':'a','name':'A','collects':[%s],%s,'paths':[%s]},"
                        .formatted(String.join(",", collected), tool, String.join(",", there))
                + "{'id':'b','name':'B',%s,'paths':[%s]}]}".formatted(tool, String.join(",", back)));
    }

    @Provide
    Arbitrary<List<Incident>> incidents() {
        Arbitrary<String> kinds =
                Arbitraries.of("noted", "noted", "noted", "proposed", "proposed", "proposed", "tool", "operator");
        Arbitrary<String> paths =
                Arbitraries.of("ask", "p0", "p1", "p2", "p3", "p4", "p5", "q0", "q1", "q2", "q3", "q4", "q5");
        Arbitrary<Map<String, JsonNode>> values = Arbitraries.maps(
                        Arbitraries.of(NAMES), Arbitraries.of("0", "1", "2", "3", "3", "'x'", "null"))
                .ofMaxSize(4)
                .map(texts -> {
                    Map<String, JsonNode> found = new LinkedHashMap<>();
                    texts.forEach((name, text) -> found.put(name, json(text)));
                    return found;
                });
        return Combinators.combine(kinds, paths, values, Arbitraries.of(true, false))
                .as(Incident::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(25);
    }
}
