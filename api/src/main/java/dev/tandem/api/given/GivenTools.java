package dev.tandem.api.given;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.document.Place;
import dev.tandem.workflows.document.Problems;
import dev.tandem.workflows.document.WorkspaceNames;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Template;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.mock.TestTools;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what answers the tools of a test, against the tools that the version has. */
public final class GivenTools {

    /** Most bytes of all mocks of a test, as JSON: they travel to Temporal with its start. */
    public static final int MOST_BYTES = 256 * 1024;

    /** Longest delay of a mock, in ms: the longest time that a document may give a tool is less. */
    public static final int LONGEST_DELAY = 120_000;

    /** Most mocks of one tool, and most replies of one mock. */
    public static final int MOST = 100;

    private static final Set<String> OF_A_REPLY = Set.of("answer", "fail", "error", "delay_ms");
    private static final Set<String> OF_A_MOCK = Set.of("when", "in_turn", "answer", "fail", "error", "delay_ms");

    private final Problems problems = new Problems();
    private final Map<String, Set<String>> arguments = new TreeMap<>();

    private GivenTools(AgentGraph graph) {
        for (Agent agent : graph.agents()) {
            for (Tool tool : agent.tools()) {
                arguments
                        .computeIfAbsent(tool.name(), none -> new TreeSet<>())
                        .addAll(tool.parameters().path("properties").propertyNames());
            }
        }
    }

    /**
     * Reads the tools of a test.
     *
     * @param given {@code "real"}, or an object of mocks by the tool's name; null: no tool is mocked, and each is refused
     * @param pointer where it stands in the request
     * @throws ApiProblem 422 that lists everything that is wrong
     */
    public static TestTools read(AgentGraph graph, @Nullable JsonNode given, String pointer) {
        if (given == null || given.isNull()) {
            return new TestTools.Mocked(Map.of());
        }
        if (given.isString() && given.stringValue().equals("real")) {
            return new TestTools.Real();
        }
        GivenTools tools = new GivenTools(graph);
        TestTools read = tools.mocked(new Place(given, pointer));
        if (!tools.problems.faults().isEmpty()) {
            throw ApiProblem.invalidRequest(tools.problems.faults());
        }
        return read;
    }

    private TestTools mocked(Place given) {
        Map<String, List<TestTools.Mock>> mocks = new LinkedHashMap<>();
        if (!given.node().isObject()) {
            problems.fault(
                    "invalid_type", given.pointer(), "Write \"real\", or an object of mocks by the tool's name.");
            return new TestTools.Mocked(mocks);
        }
        if (given.node().toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            problems.fault(
                    "too_large", given.pointer(), "All mocks together have at most " + MOST_BYTES + " bytes of JSON.");
            return new TestTools.Mocked(mocks);
        }
        for (String name : given.node().propertyNames()) {
            Place tool = given.field(name);
            Set<String> known = arguments.get(name);
            if (known == null) {
                problems.fault(
                        "unknown_tool",
                        tool.pointer(),
                        "No agent of this version has a tool called \"" + name + "\"; it has "
                                + (arguments.isEmpty() ? "none" : String.join(", ", arguments.keySet())) + ".");
            } else {
                mocks.put(name, mocks(tool, known));
            }
        }
        return new TestTools.Mocked(mocks);
    }

    /** One mock, or a list of them. */
    private List<TestTools.Mock> mocks(Place tool, Set<String> known) {
        if (!tool.node().isArray()) {
            return List.of(mock(tool, known));
        }
        return bounded(tool).stream().map(one -> mock(one, known)).toList();
    }

    private List<Place> bounded(Place list) {
        if (list.node().isEmpty() || list.node().size() > MOST) {
            problems.fault("invalid_value", list.pointer(), "A list has 1 to " + MOST + " entries.");
            return List.of();
        }
        return list.entries().toList();
    }

    private TestTools.Mock mock(Place mock, Set<String> known) {
        List<TestTools.Reply> replies = new ArrayList<>();
        Place inTurn = mock.field("in_turn");
        if (isObjectOf(mock, OF_A_MOCK)) {
            if (!inTurn.isPresent()) {
                replies.add(reply(mock, known));
            } else if (!inTurn.node().isArray()) {
                problems.fault("invalid_type", inTurn.pointer(), "This is a list of replies, one after the other.");
            } else {
                refuseBeside(mock);
                bounded(inTurn).stream()
                        .filter(one -> isObjectOf(one, OF_A_REPLY))
                        .forEach(one -> replies.add(reply(one, known)));
            }
        }
        return new TestTools.Mock(when(mock.field("when"), known), replies);
    }

    private void refuseBeside(Place mock) {
        OF_A_REPLY.stream()
                .sorted()
                .map(mock::field)
                .filter(one -> !one.node().isMissingNode())
                .forEach(one -> problems.fault(
                        "invalid_value",
                        one.pointer(),
                        "Write this into the replies of in_turn, or leave in_turn out."));
    }

    private Map<String, JsonNode> when(Place when, Set<String> known) {
        Map<String, JsonNode> wanted = new LinkedHashMap<>();
        if (when.isPresent() && !when.node().isObject()) {
            problems.fault(
                    "invalid_type", when.pointer(), "This is an object of arguments and the values that they have.");
        } else if (when.isPresent()) {
            when.node().propertyNames().forEach(name -> {
                if (known.contains(name)) {
                    wanted.put(name, when.node().path(name));
                } else {
                    unknownArgument(name, when.field(name).pointer(), known);
                }
            });
        }
        return wanted;
    }

    private boolean isObjectOf(Place place, Set<String> fields) {
        if (!place.node().isObject()) {
            problems.fault(
                    "invalid_type", place.pointer(), "Write an object with answer or fail, such as {\"answer\": {}}.");
            return false;
        }
        place.node().propertyNames().stream()
                .filter(name -> !fields.contains(name))
                .forEach(name -> problems.fault(
                        "unknown_field",
                        place.field(name).pointer(),
                        "There is no such field here; there are "
                                + fields.stream().sorted().collect(Collectors.joining(", ")) + "."));
        return true;
    }

    private TestTools.Reply reply(Place reply, Set<String> known) {
        long delay = delay(reply.field("delay_ms"));
        Place answer = reply.field("answer");
        Place fail = reply.field("fail");
        boolean answers = !answer.node().isMissingNode();
        boolean fails = !fail.node().isMissingNode();
        if (answers == fails) {
            problems.fault("required", reply.pointer(), "Give either answer or fail.");
        }
        if (!fails) {
            if (reply.field("error").isPresent()) {
                problems.fault(
                        "invalid_value", reply.field("error").pointer(), "Only with fail: what the model is told.");
            }
            checkTemplates(answer, known);
            return new TestTools.Answer(answer.node(), delay);
        }
        Place error = reply.field("error");
        if (error.isPresent() && !error.node().isString()) {
            problems.fault("invalid_type", error.pointer(), "This is a text: what the model is told.");
        }
        return new TestTools.Failure(
                meaning(fail), error.node().asString("The tool failed, as this test wants it."), delay);
    }

    private TestTools.Meaning meaning(Place fail) {
        String name = fail.node().asString("");
        return Arrays.stream(TestTools.Meaning.values())
                .filter(one -> one.wireName().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    problems.fault(
                            "invalid_value",
                            fail.pointer(),
                            "Write one of "
                                    + Arrays.stream(TestTools.Meaning.values())
                                            .map(TestTools.Meaning::wireName)
                                            .collect(Collectors.joining(", "))
                                    + ".");
                    return TestTools.Meaning.REFUSED;
                });
    }

    private long delay(Place delay) {
        if (!delay.isPresent()) {
            return 0;
        }
        if (!delay.node().isIntegralNumber()
                || !delay.node().canConvertToInt()
                || delay.node().intValue() < 0
                || delay.node().intValue() > LONGEST_DELAY) {
            problems.fault(
                    "invalid_value", delay.pointer(), "This is a number of milliseconds, 0 to " + LONGEST_DELAY + ".");
            return 0;
        }
        return delay.node().intValue();
    }

    private void checkTemplates(Place answer, Set<String> known) {
        answer.descendants().filter(one -> one.node().isString()).forEach(one -> {
            switch (Template.read(one.node().stringValue())) {
                case Template.Reading.Malformed malformed ->
                    problems.fault("malformed_template", one.pointer(), malformed.message());
                case Template.Reading.Sound(Template template) ->
                    template.names().stream()
                            .filter(name -> !known.contains(name))
                            .forEach(name -> unknownName(name, one.pointer(), known));
            }
        });
    }

    private void unknownName(String name, String pointer, Set<String> known) {
        if (WorkspaceNames.isOne(name)) {
            problems.fault(
                    "unresolved_template", pointer, "A mock sees the tool's arguments only; write the value out.");
        } else {
            unknownArgument(name, pointer, known);
        }
    }

    private void unknownArgument(String name, String pointer, Set<String> known) {
        problems.fault(
                "unknown_argument",
                pointer,
                "The tool has no argument \"" + name + "\"; it has "
                        + (known.isEmpty() ? "none" : String.join(", ", known)) + ".");
    }
}
