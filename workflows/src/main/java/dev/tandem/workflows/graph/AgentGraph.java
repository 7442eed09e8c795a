package dev.tandem.workflows.graph;

import dev.tandem.workflows.guard.Guard;
import dev.tandem.workflows.guard.Guards;
import dev.tandem.workflows.guard.Verdict;
import dev.tandem.workflows.variable.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as a graph of agents, tools and paths.
 *
 * <p>Only {@link dev.tandem.workflows.document.GraphDocument#parse} makes one. It refuses a document with any fault, so
 * every id that a graph names exists in it.
 *
 * @param language BCP 47
 * @param timeZone IANA; null: the organization's
 * @param variables call variables declared up front
 * @param guards the conditions of its paths
 * @param phrases what the platform says by itself
 * @param sources who may tell its variables
 */
public record AgentGraph(
        int schemaVersion,
        String entryAgentId,
        String language,
        @Nullable String timeZone,
        Limits limits,
        List<Variable> variables,
        List<Agent> agents,
        Guards guards,
        Phrases phrases,
        Sources sources) {

    public AgentGraph {
        variables = List.copyOf(variables);
        agents = List.copyOf(agents);
    }

    public Agent entry() {
        return agent(entryAgentId);
    }

    /**
     * Returns the agent of this id.
     *
     * @throws IllegalArgumentException if the graph has no such agent
     */
    public Agent agent(String id) {
        return agents.stream()
                .filter(agent -> agent.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no agent " + id + " in this graph"));
    }

    /** Returns all paths that lead away from an agent: its own, then the global ones of the others. */
    public List<Path> paths(Agent agent) {
        return Stream.concat(
                        agent.paths().stream(),
                        globalPaths().stream()
                                .filter(path -> agent.path(path.id()).isEmpty()))
                .toList();
    }

    /** Returns the paths that are offered on every agent. */
    public List<Path> globalPaths() {
        return agents.stream()
                .flatMap(agent -> agent.paths().stream())
                .filter(Path::global)
                .toList();
    }

    /** Finds a path of any agent. */
    public Optional<Path> path(String pathId) {
        return agents.stream().flatMap(agent -> agent.path(pathId).stream()).findFirst();
    }

    /** Finds a path that leads away from this agent. */
    public Optional<Path> path(Agent agent, String pathId) {
        return paths(agent).stream().filter(path -> path.id().equals(pathId)).findFirst();
    }

    /** Returns what a path's guard says. A path without a guard is always open. */
    public Verdict judge(Path path, Guard.Facts facts) {
        String guard = path.guardCondition();
        return guard == null ? new Verdict.Holds() : guards.of(guard).judge(facts);
    }

    /**
     * Returns every variable of the call by name: those declared up front, then those that paths name. The first
     * declaration of a name wins.
     */
    public Map<String, Variable> declarations() {
        return declarations(variables, agents);
    }

    /** @param anybody whether a variable that states no source may be told by anybody */
    public static Sources sources(boolean anybody, List<Variable> variables, List<Agent> agents) {
        return Sources.of(anybody, variables, agents);
    }

    public static Map<String, Variable> declarations(List<Variable> variables, List<Agent> agents) {
        Map<String, Variable> declarations = new LinkedHashMap<>();
        variables.forEach(variable -> declarations.putIfAbsent(variable.name(), variable));
        agents.stream()
                .flatMap(agent -> agent.paths().stream())
                .flatMap(path -> path.variables().stream())
                .forEach(variable -> declarations.putIfAbsent(variable.name(), variable));
        return declarations;
    }

    public Optional<Variable> declaration(String name) {
        return Optional.ofNullable(declarations().get(name));
    }

    /** Returns what {@code name} means to an agent: as one of its own paths declares it, else as the call does. */
    public Optional<Variable> declaration(Agent agent, String name) {
        return paths(agent).stream()
                .flatMap(path -> path.variable(name).stream())
                .findFirst()
                .or(() -> declaration(name));
    }

    /**
     * Returns what the caller may tell an agent, as it is declared there: those of the document first, then those of
     * the agent's paths.
     */
    public List<Variable> collected(Agent agent) {
        Map<String, Variable> collected = new LinkedHashMap<>();
        Set<String> wanted = Set.copyOf(agent.collects());
        variables.forEach(variable -> {
            boolean isCollected = variable.ask() != null || wanted.contains(variable.name());
            if (sources.of(variable.name()).isCollected(isCollected)) {
                collected.put(variable.name(), variable);
            }
        });
        agent.collects().stream()
                .filter(name -> !collected.containsKey(name) && sources.of(name).isCollected(true))
                .flatMap(name -> declaration(name).stream())
                .forEach(variable -> collected.put(variable.name(), variable));
        paths(agent).stream()
                .flatMap(path -> path.variables().stream()
                        .filter(variable -> sources.of(variable.name()).isAskedBy(path)))
                .forEach(variable -> collected.put(variable.name(), variable));
        return List.copyOf(collected.values());
    }

    /** Returns all declarations of a name: the call's, and those of its paths. */
    public List<Variable> declarationsOf(String name) {
        return everyDeclaration()
                .filter(variable -> variable.name().equals(name))
                .toList();
    }

    /** Returns the names that any declaration marks as sensitive. */
    public Set<String> sensitiveNames() {
        return everyDeclaration()
                .filter(Variable::sensitive)
                .map(Variable::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Stream<Variable> everyDeclaration() {
        return Stream.concat(
                variables.stream(),
                agents.stream().flatMap(agent -> agent.paths().stream()).flatMap(path -> path.variables().stream()));
    }
}
