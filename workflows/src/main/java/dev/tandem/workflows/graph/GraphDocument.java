package dev.tandem.workflows.graph;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads configuration documents. */
public final class GraphDocument {

    private GraphDocument() {}

    /** What became of a document. */
    public sealed interface Result {

        /**
         * It is sound.
         *
         * @param warnings what a careful author would look at: unknown fields …
         */
        record Sound(AgentGraph graph, List<Problem> warnings) implements Result {

            public Sound {
                warnings = List.copyOf(warnings);
            }
        }

        /** It has faults: all of them, in the order of the document. */
        record Faulty(List<Problem> problems) implements Result {

            public Faulty {
                problems = List.copyOf(problems);
            }
        }
    }

    /** Parses a document whose ids are complete. */
    public static Result parse(JsonNode document) {
        return new Result.Faulty(List.of(new Problem("unparsed", "", "not written yet: " + document.getNodeType())));
    }

    /**
     * The graph of a document that was sound when it was published.
     *
     * @throws IllegalStateException if it is not
     */
    public static AgentGraph load(JsonNode document) {
        return switch (parse(document)) {
            case Result.Sound sound -> sound.graph();
            case Result.Faulty faulty ->
                throw new IllegalStateException("a published document is faulty: " + faulty.problems());
        };
    }
}
