package dev.tandem.api.scenario;

import dev.tandem.api.given.GivenTools;
import dev.tandem.api.given.GivenValues;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.document.Problem;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.scenario.Act;
import dev.tandem.workflows.scenario.Expectation;
import dev.tandem.workflows.scenario.Line;
import dev.tandem.workflows.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what of a scenario no call of a version can fulfil: tools, paths and agents that it does not have. */
final class ScenarioFit {

    /** Names that a problem lists. */
    private static final int LISTED = 20;

    private final Set<String> tools = new TreeSet<>();
    private final Set<String> paths = new TreeSet<>();
    private final Set<String> agents = new TreeSet<>();
    private final List<Problem> problems = new ArrayList<>();

    private ScenarioFit(AgentGraph graph) {
        for (Agent agent : graph.agents()) {
            agents.add(agent.name());
            agent.tools().stream().map(Tool::name).forEach(tools::add);
            agent.paths().stream()
                    .flatMap(path -> Stream.of(path.id(), path.name()))
                    .forEach(paths::add);
        }
    }

    /** Returns everything that does not fit; empty: the scenario can be run. */
    static List<Problem> problems(Scenario scenario, AgentGraph graph, TestChannel channel) {
        ScenarioFit fit = new ScenarioFit(graph);
        fit.gather(() -> GivenTools.read(graph, scenario.tools(), "/tools"));
        fit.gather(() -> GivenValues.read(graph, scenario.variables()));
        List<Line> lines = scenario.lines();
        for (int i = 0; i < lines.size(); i++) {
            if (channel == TestChannel.CHAT && lines.get(i).act() instanceof Act.Press) {
                fit.problems.add(new Problem(
                        "only_spoken",
                        "/caller/" + i + "/press",
                        "Keys are pressed in a spoken call only; run this scenario by voice."));
            }
            fit.expectations("/caller/" + i + "/expect/", lines.get(i).expect());
        }
        fit.expectations("/end/", scenario.end());
        return fit.problems;
    }

    private void gather(Supplier<?> reading) {
        try {
            Object _ = reading.get();
        } catch (ApiProblem refused) {
            problems.addAll(refused.problems());
        }
    }

    private void expectations(String pointer, List<Expectation> expected) {
        for (int i = 0; i < expected.size(); i++) {
            expectation(pointer + i + "/", expected.get(i));
        }
    }

    private void expectation(String pointer, Expectation expectation) {
        switch (expectation) {
            case Expectation.ToolAsked tool -> {
                if (tool.times().atLeast() > 0) {
                    require("tool", tool.name(), tools, pointer + "tool");
                }
            }
            case Expectation.PathMet met -> require("path", met.path(), paths, pointer + "path");
            case Expectation.PathSequence sequence ->
                sequence.paths().forEach(path -> require("path", path, paths, pointer + "path_sequence"));
            case Expectation.ActiveAgent agent -> require("agent", agent.name(), agents, pointer + "agent");
            case Expectation.Said _,
                    Expectation.NotSaid _,
                    Expectation.NoTool _,
                    Expectation.Variables _,
                    Expectation.Status _,
                    Expectation.EndedReason _,
                    Expectation.FirstSound _,
                    Expectation.Heard _,
                    Expectation.Judged _ -> {
                // They name nothing that a version has to have.
            }
        }
    }

    private void require(String kind, String name, Set<String> known, String pointer) {
        if (!known.contains(name)) {
            problems.add(new Problem(
                    "unknown_" + kind,
                    pointer,
                    "This version has no " + kind + " called \"" + name + "\"; it has "
                            + (known.isEmpty()
                                    ? "none"
                                    : known.stream().limit(LISTED).collect(Collectors.joining(", ")))
                            + "."));
        }
    }
}
