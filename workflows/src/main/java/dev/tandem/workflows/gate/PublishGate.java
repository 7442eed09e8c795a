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

/** Decides whether a document may be published. {@link GraphDocument#load} loads every document that passes. */
public final class PublishGate {

    /** Checks the document as it is written, even if it has faults, so that all problems are reported at once. */
    interface DocumentRule {
        void check(Place document, Problems problems);
    }

    /** Checks the graph of a document without faults. */
    interface GraphRule {
        void check(AgentGraph graph, Workspace workspace, Problems problems);
    }

    private static final List<DocumentRule> DOCUMENT_RULES =
            List.of(new ToolTypeRule(), new ProviderRule(), new PhraseRule());

    private static final WorkspaceRule WORKSPACE_RULE = new WorkspaceRule();

    private static final List<GraphRule> GRAPH_RULES = List.of(
            new ReachabilityRule(),
            new DeclarationRule(),
            new TemplateRule(),
            new PathRule(),
            new AudibleNameRule(),
            new GuardRule(),
            new RouterRule(),
            new SourceRule(),
            new TellingRule());

    private PublishGate() {}

    /** Checks a document that uses nothing of an organization. */
    public static GateReport check(JsonNode document) {
        return check(document, Workspace.EMPTY);
    }

    /**
     * Checks a document. Pointers lead into the document in today's schema ({@link DocumentSchema#current}).
     *
     * @param workspace what the document's organization has
     */
    public static GateReport check(JsonNode document, Workspace workspace) {
        return switch (LibraryTools.written(DocumentSchema.current(document), workspace.tools())) {
            case LibraryTools.Written.Whole whole ->
                judge(DiscoveredTools.writtenInto(whole.document(), workspace.discovered()), workspace);
            case LibraryTools.Written.TooLarge tooLarge -> new GateReport(List.of(tooLarge.problem()), List.of());
        };
    }

    private static GateReport judge(JsonNode document, Workspace workspace) {
        Problems problems = new Problems();
        boolean isReadable = document.isObject()
                && DocumentSize.excess(document).isEmpty()
                && DocumentSchema.newer(document).isEmpty();
        switch (GraphDocument.parse(document)) {
            case GraphDocument.Result.Sound sound -> {
                problems.addWarnings(sound.warnings());
                GRAPH_RULES.forEach(rule -> rule.check(sound.graph(), workspace, problems));
            }
            case GraphDocument.Result.Faulty faulty -> {
                problems.addFaults(faulty.problems());
                if (isReadable) {
                    MendedDocument.of(document, faulty.problems())
                            .ifPresent(mended -> judgeTheRest(mended, workspace, problems));
                }
            }
        }
        if (isReadable && !problems.isFull()) {
            DOCUMENT_RULES.forEach(rule -> rule.check(new Place(document, ""), problems));
            WORKSPACE_RULE.check(new Place(document, ""), workspace, problems);
        }
        return new GateReport(
                DocumentOrder.sorted(document, problems.faults()), DocumentOrder.sorted(document, problems.warnings()));
    }

    /** Looks at a document with faults as if they were mended, so that all else is named at once. */
    private static void judgeTheRest(MendedDocument.Judgeable mended, Workspace workspace, Problems problems) {
        Problems found = new Problems();
        GRAPH_RULES.forEach(rule -> rule.check(mended.graph(), workspace, found));
        problems.addFaults(found.faults().stream().filter(mended::isOfDocument).toList());
    }
}
