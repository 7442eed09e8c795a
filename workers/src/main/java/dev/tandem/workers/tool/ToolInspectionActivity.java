package dev.tandem.workers.tool;

import dev.tandem.workers.workspace.OpenWorkspace;
import dev.tandem.workers.workspace.UnavailableVariableException;
import dev.tandem.workers.workspace.Vault;
import dev.tandem.workflows.call.api.ToolFindings;
import dev.tandem.workflows.call.api.ToolInquiry;
import dev.tandem.workflows.call.api.ToolInspection;
import dev.tandem.workflows.catalog.DiscoveredTool;
import dev.tandem.workflows.graph.Tool;
import io.temporal.activity.Activity;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Asks servers about their tools, all at once, while a version is published. */
public final class ToolInspectionActivity implements ToolInspection {

    /** Time for each server; whoever publishes waits for all of them. */
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final Tools tools;
    private final Vault vault;

    public ToolInspectionActivity(Tools tools, Vault vault) {
        this.tools = tools;
        this.vault = vault;
    }

    @Override
    public ToolFindings inspect(ToolInquiry inquiry) {
        Map<String, DiscoveredTool> found = new HashMap<>();
        Map<String, String> faults = new HashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Future<DiscoveredTool>> asked = new TreeMap<>();
            inquiry.tools()
                    .forEach((key, tool) ->
                            asked.put(key, threads.submit(() -> ask(tool, vault.of(inquiry.workspace())))));
            for (Map.Entry<String, Future<DiscoveredTool>> one : asked.entrySet()) {
                try {
                    found.put(one.getKey(), one.getValue().get());
                } catch (ExecutionException failed) {
                    faults.put(one.getKey(), sentence(failed.getCause()));
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(stopping);
        }
        return new ToolFindings(found, faults);
    }

    private DiscoveredTool ask(Tool tool, OpenWorkspace workspace) throws InterruptedException {
        try {
            return tools.adapter(tool.toolType()).discover(tool, workspace, LIMIT);
        } catch (ToolFault fault) {
            throw new ToolFault(fault.kind(), workspace.redaction().text(String.valueOf(fault.getMessage())));
        }
    }

    private static String sentence(@Nullable Throwable failed) {
        return failed instanceof ToolFault || failed instanceof UnavailableVariableException
                ? String.valueOf(failed.getMessage())
                : "its server cannot be asked: " + failed;
    }
}
