package dev.tandem.workflows.gate;

import dev.tandem.workflows.document.Problems;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.Sources.Tellers;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.guard.Guard;
import dev.tandem.workflows.variable.Variable;
import dev.tandem.workflows.variable.VariableValue.Source;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Checks that somebody may tell each variable, that nobody is set to tell one who may not, and that a guard is as strong
 * as its author believes.
 */
final class TellingRule implements PublishGate.GraphRule {

    @Override
    public void check(AgentGraph graph, Workspace workspace, Problems problems) {
        new Check(graph, workspace, problems).all();
    }

    private static final class Check {

        private final AgentGraph graph;
        private final Workspace workspace;
        private final Problems problems;
        private final Map<String, Variable> declarations;
        private final Set<String> withDefault = new HashSet<>();
        private final Set<String> seen = new HashSet<>();
        private final Set<String> guards = new HashSet<>();
        private int guardCharacters;

        Check(AgentGraph graph, Workspace workspace, Problems problems) {
            this.graph = graph;
            this.workspace = workspace;
            this.problems = problems;
            this.declarations = graph.declarations();
            Stream.concat(
                            graph.variables().stream(),
                            graph.agents().stream()
                                    .flatMap(agent -> agent.paths().stream())
                                    .flatMap(path -> path.variables().stream()))
                    .filter(variable -> variable.defaultValue() != null)
                    .forEach(variable -> withDefault.add(variable.name()));
        }

        void all() {
            declared(graph.variables(), "/variables/");
            for (int a = 0; a < graph.agents().size(); a++) {
                Agent agent = graph.agents().get(a);
                String pointer = "/agents/" + a;
                collected(agent.collects(), pointer + "/collects/");
                for (int t = 0; t < agent.tools().size(); t++) {
                    assigned(agent.tools().get(t), pointer + "/tools/" + t + "/assign/");
                }
                for (int p = 0; p < agent.paths().size(); p++) {
                    Path path = agent.paths().get(p);
                    declared(path.variables(), pointer + "/paths/" + p + "/required_variables/");
                    guard(path, pointer + "/paths/" + p + "/guard_condition");
                }
            }
        }

        private void declared(List<Variable> variables, String pointer) {
            for (int v = 0; v < variables.size(); v++) {
                declared(variables.get(v), pointer + v);
            }
        }

        private void declared(Variable variable, String pointer) {
            String name = variable.name();
            Tellers tellers = graph.sources().of(name);
            if (!variable.source().isEmpty() && !Set.copyOf(variable.source()).equals(tellers.allowed())) {
                problems.fault(
                        "conflicting_variable",
                        pointer + "/source",
                        "\"" + name + "\" states other sources elsewhere in this document; a variable has the same"
                                + " ones in the whole call.");
            }
            if (variable.given() && !tellers.has(Source.GIVEN)) {
                excluded(name, pointer + "/given", "is given when the call starts", "given");
            }
            if (!seen.add(name)) {
                return;
            }
            if (isUntold(name)) {
                problems.fault("no_source", pointer, "Nothing may tell \"" + name + "\": " + why(tellers));
            } else if (tellers.isStated()) {
                idle(name, tellers, pointer);
            }
        }

        private static String why(Tellers tellers) {
            return tellers.isStated()
                    ? "its source is " + tellers.inWords() + ", and " + lacking(tellers)
                    : "no path of kind intent requires it, no agent collects it, no tool assigns it, and it is neither"
                            + " given nor has a default; add one of these, or remove the variable.";
        }

        private static String lacking(Tellers tellers) {
            StringBuilder lacking = new StringBuilder();
            for (Source source : new TreeSet<>(tellers.allowed())) {
                lacking.append(lacking.isEmpty() ? "" : "; ").append(lacking(source));
            }
            return lacking + ".";
        }

        private static String lacking(Source source) {
            return switch (source) {
                case CALLER -> "no path of kind intent requires it and no agent collects it: add one of these";
                case TOOL -> "no tool assigns it: add it to the assign of one";
                case GIVEN -> "it is not given: declare it with \"given\": true";
                case OPERATOR, DEFAULT -> "it has no value";
            };
        }

        private void idle(String name, Tellers tellers, String pointer) {
            for (Source source : new TreeSet<>(tellers.allowed())) {
                if (source != Source.OPERATOR && !tellers.ways().contains(source)) {
                    problems.warning(
                            "idle_source",
                            pointer + "/source",
                            "\"" + name + "\" lists " + source.wireName() + " in \"source\", and " + lacking(source)
                                    + ", or take " + source.wireName() + " out of the list.");
                }
            }
        }

        private void collected(List<String> names, String pointer) {
            for (int c = 0; c < names.size(); c++) {
                String name = names.get(c);
                if (!declarations.containsKey(name)) {
                    problems.fault(
                            "unknown_variable",
                            pointer + c,
                            "No variable is called \"" + name + "\"; add it to the document's variables.");
                } else if (!graph.sources().of(name).has(Source.CALLER)) {
                    excluded(name, pointer + c, "is collected from the caller", "caller");
                }
            }
        }

        private void assigned(Tool tool, String pointer) {
            tool.assign().keySet().stream()
                    .filter(name -> !graph.sources().of(name).has(Source.TOOL))
                    .forEach(name -> excluded(name, pointer + name, "is assigned by \"" + tool.name() + "\"", "tool"));
        }

        private void excluded(String name, String pointer, String does, String source) {
            problems.fault(
                    "excluded_source",
                    pointer,
                    "\"" + name + "\" " + does + ", and its \"source\" does not list " + source
                            + "; add it there, or remove this.");
        }

        private void guard(Path path, String pointer) {
            String guard = path.guardCondition();
            if (guard == null || isBeyondBounds(guard) || !(graph.guards().of(guard) instanceof Guard.Sound sound)) {
                return;
            }
            for (String name : new TreeSet<>(sound.names())) {
                Tellers tellers = graph.sources().of(name);
                if (!declarations.containsKey(name)) {
                    continue;
                }
                if (isUntold(name)) {
                    problems.fault(
                            "no_source",
                            pointer,
                            "The guard looks at \"" + name + "\", which nothing may tell: " + why(tellers));
                } else if (isWeak(tellers)) {
                    problems.warning(
                            "caller_may_tell",
                            pointer,
                            "The caller may tell \"" + name + "\" as well as a tool, so that the guard is as strong as"
                                    + " the caller's word; if only the tool is to, write \"source\": \"tool\".");
                }
            }
        }

        /** Whether GuardRule has not compiled it, because the document has too many guards. */
        private boolean isBeyondBounds(String guard) {
            guardCharacters += guards.add(guard) ? guard.length() : 0;
            return guards.size() > GuardRule.MOST_GUARDS || guardCharacters > GuardRule.MOST_CHARACTERS;
        }

        /** Whether a tool tells it, and the caller may too although nobody has said so. */
        private static boolean isWeak(Tellers tellers) {
            return !tellers.isStated() && tellers.ways().contains(Source.TOOL) && tellers.has(Source.CALLER);
        }

        private boolean isUntold(String name) {
            Tellers tellers = graph.sources().of(name);
            boolean hasWay = tellers.ways().stream().anyMatch(tellers::has)
                    || (tellers.isStated() && tellers.has(Source.OPERATOR));
            boolean hasValue = workspace.settings().containsKey(name) || withDefault.contains(name);
            return !tellers.isAnybodys() && !hasWay && !hasValue;
        }
    }
}
