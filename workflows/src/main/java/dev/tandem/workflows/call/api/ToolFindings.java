package dev.tandem.workflows.call.api;

import dev.tandem.workflows.catalog.DiscoveredTool;
import java.util.Map;

/**
 * What was found out about tools; each key of the inquiry is in one of the maps.
 *
 * @param found what servers say of their tools
 * @param faults a sentence for each tool of which nothing is known
 */
public record ToolFindings(Map<String, DiscoveredTool> found, Map<String, String> faults) {

    public ToolFindings {
        found = Map.copyOf(found);
        faults = Map.copyOf(faults);
    }
}
