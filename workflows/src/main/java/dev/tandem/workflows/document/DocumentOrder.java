package dev.tandem.workflows.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Sorts problems by their place in the document. A place that does not exist comes after its siblings. */
public final class DocumentOrder {

    private record Placed(Problem problem, List<Integer> position) {}

    private DocumentOrder() {}

    public static List<Problem> sorted(JsonNode document, List<Problem> problems) {
        return problems.stream()
                .map(problem -> new Placed(problem, position(document, problem.pointer())))
                .sorted(Comparator.comparing(Placed::position, DocumentOrder::compare))
                .map(Placed::problem)
                .toList();
    }

    private static List<Integer> position(JsonNode document, String pointer) {
        List<Integer> position = new ArrayList<>();
        JsonNode parent = document;
        for (JsonPointer rest = JsonPointer.compile(pointer); !rest.matches(); rest = rest.tail()) {
            position.add(ordinal(parent, rest));
            parent = parent.isArray() ? parent.path(rest.getMatchingIndex()) : parent.path(rest.getMatchingProperty());
        }
        return position;
    }

    private static int ordinal(JsonNode parent, JsonPointer step) {
        if (parent.isArray()) {
            return step.getMatchingIndex();
        }
        int ordinal = 0;
        for (String name : parent.propertyNames()) {
            if (name.equals(step.getMatchingProperty())) {
                return ordinal;
            }
            ordinal++;
        }
        return Integer.MAX_VALUE;
    }

    private static int compare(List<Integer> left, List<Integer> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = Integer.compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }
}
