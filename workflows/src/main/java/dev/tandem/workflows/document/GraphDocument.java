package dev.tandem.workflows.document;

import dev.tandem.workflows.graph.AgentGraph;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reads configuration documents.
 *
 * <p>Every process reads published documents again for as long as their calls can be replayed. So a rule that is
 * applied here may be loosened but never tightened. Rules for new versions only belong into {@link
 * dev.tandem.workflows.gate.PublishGate}.
 */
public final class GraphDocument {

    private GraphDocument() {}

    /** The result of reading a document. */
    public sealed interface Result {

        /**
         * The document has no fault.
         *
         * @param warnings what a careful author would look at: unknown fields …
         */
        record Sound(AgentGraph graph, List<Problem> warnings) implements Result {

            public Sound {
                warnings = List.copyOf(warnings);
            }
        }

        /**
         * The document has faults.
         *
         * @param problems all of them, in the order of the document
         */
        record Faulty(List<Problem> problems) implements Result {

            public Faulty {
                problems = List.copyOf(problems);
            }
        }
    }

    /**
     * Parses a document whose ids are complete ({@link DocumentIds#complete}). An older document is converted first.
     */
    public static Result parse(JsonNode document) {
        if (!document.isObject()) {
            return new Result.Faulty(List.of(
                    new Problem("wrong_type", "", "A configuration document is a JSON object: {\"agents\": […]}.")));
        }
        Optional<Problem> excess = DocumentSize.excess(document);
        if (excess.isPresent()) {
            return new Result.Faulty(List.of(excess.get()));
        }
        Optional<Problem> newer = DocumentSchema.newer(document);
        return newer.isPresent() ? new Result.Faulty(List.of(newer.get())) : read(DocumentSchema.current(document));
    }

    private static Result read(JsonNode document) {
        Problems problems = new Problems();
        AgentGraph graph = new DocumentReader(problems).read(document);
        return problems.faults().isEmpty()
                ? new Result.Sound(graph, DocumentOrder.sorted(document, problems.warnings()))
                : new Result.Faulty(DocumentOrder.sorted(document, problems.faults()));
    }

    /**
     * Returns the graph of a document that had no fault when it was published.
     *
     * @throws IllegalStateException if it has one now
     */
    public static AgentGraph load(JsonNode document) {
        return switch (parse(document)) {
            case Result.Sound sound -> sound.graph();
            case Result.Faulty faulty ->
                throw new IllegalStateException("a published document is faulty: " + faulty.problems());
        };
    }
}
