package dev.tandem.workflows.gate;

import dev.tandem.workflows.document.Problem;
import java.util.List;

/**
 * Holds what the publish gate found.
 *
 * @param problems every reason not to publish, in the order of the document; empty: it may be published
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
