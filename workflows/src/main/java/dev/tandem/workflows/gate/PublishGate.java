package dev.tandem.workflows.gate;

import dev.tandem.workflows.document.DocumentOrder;
import dev.tandem.workflows.document.DocumentSchema;
import dev.tandem.workflows.document.DocumentSize;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.document.Place;
import dev.tandem.workflows.document.Problems;
import dev.tandem.workflows.graph.AgentGraph;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Decides whether a document may be published. What it lets pass, {@link GraphDocument#load} loads. */
public final class PublishGate {

    /** Looks at the document as it is written: also where it has faults, so that all are told at once. */
    interface DocumentRule {
        void check(Place document, Problems problems);
    }

    /** Looks at the graph of a document without faults. */
    interface GraphRule {
        void check(AgentGraph graph, Workspace workspace, Problems problems);
    }

    private static final List<DocumentRule> DOCUMENT_RULES =
            List.of(new UnevaluatedRule(), new ToolTypeRule(), new ProviderRule(), new PhraseRule());

    private static final WorkspaceRule WORKSPACE_RULE = new WorkspaceRule();

    private static final List<GraphRule> GRAPH_RULES = List.of(
            new ReachabilityRule(),
            new DeclarationRule(),
            new TemplateRule(),
            new PathRule(),
            new GuardRule(),
            new RouterRule(),
            new SourceRule());

    private PublishGate() {}

    /** Judges a document that stands alone. */
    public static GateReport check(JsonNode document) {
        return check(document, Workspace.EMPTY);
    }

    /**
     * Pointers lead into the document as today's schema has it ({@link DocumentSchema#current}).
     *
     * @param workspace what the document's organization has
     */
    public static GateReport check(JsonNode document, Workspace workspace) {
        return switch (LibraryTools.written(DocumentSchema.current(document), workspace.tools())) {
            case LibraryTools.Written.Whole whole -> judge(whole.document(), workspace);
            case LibraryTools.Written.TooLarge tooLarge -> new GateReport(List.of(tooLarge.problem()), List.of());
        };
    }

    private static GateReport judge(JsonNode document, Workspace workspace) {
        Problems problems = new Problems();
        switch (GraphDocument.parse(document)) {
            case GraphDocument.Result.Sound sound -> {
                problems.addWarnings(sound.warnings());
                GRAPH_RULES.forEach(rule -> rule.check(sound.graph(), workspace, problems));
            }
            case GraphDocument.Result.Faulty faulty -> problems.addFaults(faulty.problems());
        }
        boolean isReadable = DocumentSize.excess(document).isEmpty()
                && DocumentSchema.newer(document).isEmpty();
        if (isReadable && !problems.isFull()) {
            DOCUMENT_RULES.forEach(rule -> rule.check(new Place(document, ""), problems));
            WORKSPACE_RULE.check(new Place(document, ""), workspace, problems);
        }
        return new GateReport(
                DocumentOrder.sorted(document, problems.faults()), DocumentOrder.sorted(document, problems.warnings()));
    }
}
