package dev.tandem.workflows.graph;

import dev.tandem.workflows.variable.Ordered;
import dev.tandem.workflows.variable.Variable;
import dev.tandem.workflows.variable.VariableValue.Source;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says who may tell each variable of a document.
 *
 * @param anybody whether a variable that states no source may be told by anybody, and the last value counts. Documents
 *     of the first two schemas are so
 * @param declared by name
 */
public record Sources(boolean anybody, Map<String, Tellers> declared) {

    private static final Set<Source> EVERY =
            Collections.unmodifiableSet(EnumSet.of(Source.CALLER, Source.TOOL, Source.GIVEN, Source.OPERATOR));

    public Sources {
        declared = Ordered.copy(declared);
    }

    /** Reads them from what a document declares. */
    static Sources of(boolean anybody, List<Variable> variables, List<Agent> agents) {
        Set<String> assigned = agents.stream()
                .flatMap(agent -> agent.tools().stream())
                .flatMap(tool -> tool.assign().keySet().stream())
                .collect(Collectors.toSet());
        Set<String> asked = Stream.concat(
                        agents.stream().flatMap(agent -> agent.collects().stream()),
                        agents.stream()
                                .flatMap(agent -> agent.paths().stream())
                                .filter(path -> path.trigger() instanceof Trigger.Intent)
                                .flatMap(path -> path.variables().stream())
                                .map(Variable::name))
                .collect(Collectors.toSet());
        Map<String, Set<Source>> stated = new LinkedHashMap<>();
        everyDeclaration(variables, agents).forEach(variable -> {
            if (!variable.source().isEmpty()) {
                stated.putIfAbsent(variable.name(), EnumSet.copyOf(variable.source()));
            }
        });
        Map<String, Tellers> declared = new LinkedHashMap<>();
        everyDeclaration(variables, agents).forEach(variable -> {
            String name = variable.name();
            EnumSet<Source> ways = EnumSet.noneOf(Source.class);
            Tellers before = declared.get(name);
            if (before != null) {
                ways.addAll(before.ways());
            }
            if (asked.contains(name) || variable.ask() != null) {
                ways.add(Source.CALLER);
            }
            if (assigned.contains(name)) {
                ways.add(Source.TOOL);
            }
            if (variable.given()) {
                ways.add(Source.GIVEN);
            }
            declared.put(name, tellers(anybody, stated.getOrDefault(name, Set.of()), ways));
        });
        return new Sources(anybody, declared);
    }

    private static Stream<Variable> everyDeclaration(List<Variable> variables, List<Agent> agents) {
        return Stream.concat(
                variables.stream(),
                agents.stream().flatMap(agent -> agent.paths().stream()).flatMap(path -> path.variables().stream()));
    }

    private static Tellers tellers(boolean anybody, Set<Source> stated, Set<Source> ways) {
        if (!stated.isEmpty()) {
            return new Tellers(Kind.STATED, stated, ways);
        }
        if (anybody) {
            return new Tellers(Kind.ANYBODY, EVERY, ways);
        }
        EnumSet<Source> allowed = EnumSet.of(Source.OPERATOR);
        allowed.addAll(ways);
        return new Tellers(Kind.BY_WAYS, allowed, ways);
    }

    /** Returns who may tell a variable. One that nothing declares, a tool alone may. */
    public Tellers of(String name) {
        Tellers tellers = declared.get(name);
        if (tellers != null) {
            return tellers;
        }
        return anybody
                ? new Tellers(Kind.ANYBODY, EVERY, Set.of(Source.TOOL))
                : new Tellers(Kind.BY_WAYS, Set.of(Source.TOOL), Set.of(Source.TOOL));
    }

    /** Says where it follows from who may tell a variable. */
    public enum Kind {
        /** The document states them. */
        STATED,
        /** Those from whom the document gives it a way, and operators. */
        BY_WAYS,
        /** The document leaves it open. */
        ANYBODY
    }

    /**
     * Those who may tell a variable.
     *
     * @param kind where that follows from
     * @param allowed who may tell it
     * @param ways those of caller, tool and start of the call from which the document gives it a way
     */
    public record Tellers(Kind kind, Set<Source> allowed, Set<Source> ways) {

        public Tellers {
            allowed = Set.copyOf(allowed);
            ways = Set.copyOf(ways);
        }

        public boolean has(Source source) {
            return allowed.contains(source);
        }

        /** Returns whether the document states who. */
        public boolean isStated() {
            return kind == Kind.STATED;
        }

        /** Returns whether it is left open who, so that the last value counts. */
        public boolean isAnybodys() {
            return kind == Kind.ANYBODY;
        }

        /**
         * Returns whether the caller may tell it beside the paths.
         *
         * @param isWanted whether an agent collects it, or it has its own question
         */
        boolean isCollected(boolean isWanted) {
            return isAnybodys() || (isWanted && has(Source.CALLER));
        }

        /** Returns whether a path asks the caller for it. */
        boolean isAskedBy(Path path) {
            return isAnybodys() || (has(Source.CALLER) && path.trigger() instanceof Trigger.Intent);
        }

        /**
         * Returns whether a confirmed word of the caller replaces what a tool or the start of the call told: the
         * document says itself that the caller may tell it.
         */
        public boolean heedsCaller() {
            return isStated() && has(Source.CALLER) && (has(Source.TOOL) || has(Source.GIVEN));
        }

        /** Returns those who may tell it in words: {@code a tool or an operator}. */
        public String inWords() {
            return new TreeSet<>(allowed).stream().map(Sources::inWords).collect(Collectors.joining(" or "));
        }
    }

    /** Returns a source in words, which follow "by": {@code a tool}. */
    public static String inWords(Source source) {
        return switch (source) {
            case CALLER -> "the caller";
            case TOOL -> "a tool";
            case GIVEN -> "the start of the call";
            case OPERATOR -> "an operator";
            case DEFAULT -> "the document";
        };
    }
}
