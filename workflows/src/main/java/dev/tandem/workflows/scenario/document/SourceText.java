package dev.tandem.workflows.scenario.document;

import dev.tandem.workflows.document.Problem;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A document that was read, with the line of each of its values.
 *
 * @param marks by JSON Pointer
 * @param problems what is wrong with it as a text, by pointer
 */
record SourceText(JsonNode root, Map<String, Mark> marks, List<Problem> problems) {

    /** @param line and column count from 1 */
    record Mark(int line, int column) {

        @Override
        public String toString() {
            return "Line " + line + ", column " + column + ": ";
        }
    }

    /** Returns the problem with its line in front; that of the closest value around it where it has none itself. */
    Problem located(Problem problem) {
        String pointer = problem.pointer();
        while (!marks.containsKey(pointer) && !pointer.isEmpty()) {
            pointer = pointer.substring(0, pointer.lastIndexOf('/'));
        }
        Mark mark = marks.get(pointer);
        return mark == null ? problem : new Problem(problem.code(), problem.pointer(), mark + problem.message());
    }
}
