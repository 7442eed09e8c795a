package dev.tandem.workflows.gate;

import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.document.Problem;
import dev.tandem.workflows.graph.AgentGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands in for a document with faults, so that the rules for graphs can judge the rest of it, too. Each faulty value is
 * left out, or replaced where a document needs one. Places stay where they are.
 */
final class MendedDocument {

    /** How often a document is mended. A value that was replaced may show another fault. */
    private static final int ROUNDS = 3;

    /** Begins names that are put in. */
    private static final String STAND_IN = "mended_";

    /** What an agent, tool, path or variable needs. */
    private static final Set<String> NEEDED = Set.of("id", "name", "tool_type");

    private static final List<String> TARGETS = List.of("target", "target_agent_id");

    private final ObjectNode document;
    private final List<String> mended = new ArrayList<>();

    private MendedDocument(ObjectNode document) {
        this.document = document;
    }

    /**
     * A graph that may be judged.
     *
     * @param mended places about which it says nothing
     */
    record Judgeable(AgentGraph graph, List<String> mended) {

        /** Whether a finding is about the document, and not about what was put into it. */
        boolean isOfDocument(Problem problem) {
            return !problem.message().contains(STAND_IN)
                    && mended.stream()
                            .noneMatch(place -> problem.pointer().equals(place)
                                    || problem.pointer().startsWith(place + "/"));
        }
    }

    /** @return empty if the faults leave too little of the document */
    static Optional<Judgeable> of(JsonNode document, List<Problem> faults) {
        MendedDocument copy = new MendedDocument(((ObjectNode) document).deepCopy());
        List<Problem> open = faults;
        for (int round = 0; round < ROUNDS; round++) {
            if (!open.stream().allMatch(copy::mend)) {
                return Optional.empty();
            }
            switch (GraphDocument.parse(copy.document)) {
                case GraphDocument.Result.Sound sound -> {
                    return Optional.of(new Judgeable(sound.graph(), copy.mended));
                }
                case GraphDocument.Result.Faulty faulty -> open = faulty.problems();
            }
        }
        return Optional.empty();
    }

    /** @return false if this fault concerns more than one value */
    private boolean mend(Problem fault) {
        JsonPointer place = JsonPointer.compile(fault.pointer());
        while (place.head() != null
                && document.at(place.head()).isArray()
                && !document.at(place.head()).isEmpty()) {
            if (isPart(place)) {
                return false;
            }
            place = place.head();
        }
        JsonPointer owner = place.head();
        if (owner == null || (owner.matches() && place.getMatchingProperty().equals("agents"))) {
            return false;
        }
        return document.at(owner) instanceof ObjectNode parent
                && mend(parent, place.last().getMatchingProperty(), place);
    }

    private boolean mend(ObjectNode parent, String member, JsonPointer place) {
        mended.add(place.toString());
        if (TARGETS.contains(member)) {
            parent.remove(TARGETS);
            parent.putObject("target").put("end", true);
        } else if (NEEDED.contains(member)) {
            parent.put(member, member.equals("tool_type") ? "http" : STAND_IN + mended.size());
        } else if (member.equals("event")) {
            parent.remove(List.of("event", "kind"));
        } else {
            parent.remove(member);
        }
        return true;
    }

    /** Whether an entry of a list is an agent, a tool, a path or a variable, which is mended as a whole by nobody. */
    private static boolean isPart(JsonPointer place) {
        JsonPointer list = place.head();
        String name = list == null || list.last() == null ? "" : list.last().getMatchingProperty();
        return Stream.of("agents", "tools", "paths", "variables", "required_variables")
                .anyMatch(name::equals);
    }
}
