package dev.tandem.api.version;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.temporal.ToolDiscoveryClient;
import dev.tandem.workflows.call.api.ToolFindings;
import dev.tandem.workflows.catalog.DiscoveredTool;
import dev.tandem.workflows.document.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Asks the servers of a draft's tools what their tools are. */
@Component
class ServerInquiry {

    private final ToolDiscoveryClient discovery;

    ServerInquiry(ToolDiscoveryClient discovery) {
        this.discovery = discovery;
    }

    /**
     * Asks outside of any transaction: it takes as long as the servers do.
     *
     * @throws ApiProblem 422 that names each tool of which nothing was learnt, 503
     */
    Map<String, DiscoveredTool> ask(Publications.Unasked unasked) {
        if (unasked.pointers().isEmpty()) {
            return Map.of();
        }
        ToolFindings findings = discovery.ask(unasked.inquiry());
        List<Problem> unknown = findings.faults().entrySet().stream()
                .map(fault -> new Problem(
                        "tool_not_discovered",
                        unasked.pointers().getOrDefault(fault.getKey(), ""),
                        "The tool's server was asked for it: " + fault.getValue() + "."))
                .sorted(Comparator.comparing(Problem::pointer))
                .toList();
        if (!unknown.isEmpty()) {
            throw ApiProblem.invalidConfiguration(unknown);
        }
        return findings.found();
    }
}
