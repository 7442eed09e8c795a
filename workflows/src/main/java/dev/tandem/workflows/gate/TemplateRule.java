package dev.tandem.workflows.gate;

import dev.tandem.workflows.document.Problems;
import dev.tandem.workflows.document.WorkspaceNames;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.Template;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.variable.Variable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks that every text for an agent or a caller can be rendered whenever it is needed. */
final class TemplateRule implements PublishGate.GraphRule {

    @Override
    public void check(AgentGraph graph, Workspace workspace, Problems problems) {
        Check check = new Check(graph, workspace, problems);
        graph.phrases().texts().forEach((phrase, text) -> check.phrase(text, "/phrases/" + phrase.field()));
        for (int a = 0; a < graph.agents().size(); a++) {
            check.agent(graph.agents().get(a), "/agents/" + a);
        }
    }

    /** Returns the variable that a dotted name begins with. */
    static String variable(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    static void unresolved(String name, String pointer, String why, Problems problems) {
        problems.fault("unresolved_template", pointer, "{{" + name + "}} " + why + ".");
    }

    /** Checks one document, and remembers where each variable may be unknown. */
    private static final class Check {

        private final AgentGraph graph;
        private final Workspace workspace;
        private final Problems problems;
        private final Map<String, Variable> declarations;
        private final Map<String, Set<String>> unknownAt = new HashMap<>();
        private final Map<String, Set<String>> requiredBy = new HashMap<>();

        Check(AgentGraph graph, Workspace workspace, Problems problems) {
            this.graph = graph;
            this.workspace = workspace;
            this.problems = problems;
            this.declarations = graph.declarations();
            graph.agents().stream()
                    .flatMap(agent -> agent.paths().stream())
                    .forEach(path -> requiredBy.put(path.id(), required(path)));
        }

        private static Set<String> required(Path path) {
            return path.variables().stream()
                    .filter(Variable::required)
                    .map(Variable::name)
                    .collect(Collectors.toUnmodifiableSet());
        }

        void agent(Agent agent, String pointer) {
            text(agent.instructions(), pointer + "/instructions", agent, null);
            text(agent.greeting(), pointer + "/greeting", agent, null);
            for (int t = 0; t < agent.tools().size(); t++) {
                Tool tool = agent.tools().get(t);
                text(tool.sayBefore(), pointer + "/tools/" + t + "/say_before", agent, null);
                text(tool.filler(), pointer + "/tools/" + t + "/filler", agent, null);
                form(tool.sayResult(), pointer + "/tools/" + t + "/say_result");
            }
            for (int p = 0; p < agent.paths().size(); p++) {
                Path path = agent.paths().get(p);
                text(path.say(), pointer + "/paths/" + p + "/say", agent, path);
            }
        }

        /** Checks a sentence that the platform may say at any time, whichever agent is active. */
        void phrase(String text, String pointer) {
            text(
                    text,
                    pointer,
                    name -> unknownAt(name).isEmpty(),
                    "may be unknown when this is said; give it a default, or declare it with \"given\": true");
        }

        /**
         * Checks a text.
         *
         * @param taken the path after which the text is said; null: the agent is just active
         */
        private void text(@Nullable String text, String pointer, Agent agent, @Nullable Path taken) {
            if (text != null) {
                text(
                        text,
                        pointer,
                        name -> isKnown(name, agent, taken),
                        "may be unknown here; give it a default, declare it with \"given\": true, or require it on every"
                                + " path that leads to \"" + agent.name() + "\"");
            }
        }

        private void text(String text, String pointer, Predicate<String> known, String unknown) {
            if (problems.isFull()) {
                return;
            }
            switch (Template.read(text)) {
                case Template.Reading.Malformed malformed ->
                    problems.fault("malformed_template", pointer, malformed.message());
                case Template.Reading.Sound sound ->
                    sound.template().names().forEach(name -> {
                        if (isSecret(name)) {
                            problems.fault(
                                    "secret_in_prompt",
                                    pointer,
                                    "{{" + name + "}} is a secret, and this text reaches a model or the caller; use it"
                                            + " only in the config of a tool or provider.");
                        } else if (WorkspaceNames.isOne(name)) {
                            checkSetting(name, pointer);
                        } else if (!declarations.containsKey(variable(name))) {
                            unresolved(
                                    name,
                                    pointer,
                                    "is not a variable of this document; declare it under variables",
                                    problems);
                        } else if (!known.test(variable(name))) {
                            unresolved(name, pointer, unknown, problems);
                        }
                    });
            }
        }

        /**
         * Checks a template over a tool's result. It can use the result's own members only, and nothing of the
         * workspace.
         */
        private void form(@Nullable String text, String pointer) {
            switch (Template.readWithSections(text == null ? "" : text)) {
                case Template.Reading.Malformed(String message) ->
                    problems.fault("malformed_template", pointer, message);
                case Template.Reading.Sound(Template template) ->
                    template.names().stream()
                            .filter(WorkspaceNames::isOne)
                            .forEach(name -> problems.fault(
                                    isSecret(name) ? "secret_in_prompt" : "unresolved_template",
                                    pointer,
                                    "{{" + name + "}} is not in a tool's result, which is all that say_result reads."));
            }
        }

        private boolean isSecret(String name) {
            return WorkspaceNames.isOne(name) && workspace.secrets().contains(WorkspaceNames.variable(name));
        }

        private void checkSetting(String name, String pointer) {
            if (!workspace.settings().containsKey(WorkspaceNames.variable(name))) {
                WorkspaceRule.missing(name, pointer, problems);
            }
        }

        private boolean isKnown(String name, Agent agent, @Nullable Path taken) {
            Set<String> unknown = unknownAt(name);
            boolean isEverywhere = taken != null && taken.global();
            boolean isKnownHere = isEverywhere ? unknown.isEmpty() : !unknown.contains(agent.id());
            return isKnownHere || requires(taken, name);
        }

        private Set<String> unknownAt(String name) {
            return unknownAt.computeIfAbsent(name, this::agentsWithout);
        }

        /** Returns the agents that a call can reach without having learnt the variable. */
        private Set<String> agentsWithout(String name) {
            Variable variable = declarations.get(name);
            boolean knownFromTheStart =
                    variable != null && (variable.defaultValue() != null || (variable.given() && variable.required()));
            return knownFromTheStart ? Set.of() : ReachabilityRule.reached(graph, path -> !requires(path, name));
        }

        private boolean requires(@Nullable Path path, String name) {
            return path != null && requiredBy.getOrDefault(path.id(), Set.of()).contains(name);
        }
    }
}
