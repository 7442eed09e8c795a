package dev.tandem.api.version;

import dev.tandem.workflows.document.Problem;
import dev.tandem.workflows.gate.GateReport;
import dev.tandem.workflows.gate.PublishGate;
import dev.tandem.workflows.gate.Workspace;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The findings of the publish gate about a document.
 *
 * @param valid whether it may be published
 * @param problems reasons why it must not be published
 * @param warnings findings that do not prevent publication
 */
record Findings(boolean valid, List<Problem> problems, List<Problem> warnings) {

    static Findings in(JsonNode document, Workspace workspace) {
        GateReport report = PublishGate.check(document, workspace);
        return new Findings(report.passed(), report.problems(), report.warnings());
    }
}
