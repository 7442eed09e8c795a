package dev.tandem.workflows.gate;

import dev.tandem.workflows.document.Problem;
import java.util.List;

/**
 * What the publish gate found.
 *
 * @param problems every reason not to publish, in the order of the document; empty: publish
 * @param warnings what a careful author would look at
 */
public record GateReport(List<Problem> problems, List<Problem> warnings) {

    public GateReport {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    public boolean passed() {
        return problems.isEmpty();
    }
}
