package dev.tandem.workers.tool;

import dev.tandem.workers.workspace.OpenWorkspace;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.protocol.ToolCall;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** Does what the test says, and counts. */
final class ScriptedAdapter implements ToolAdapter {

    interface Script {
        JsonNode run(ToolCall call, OpenWorkspace workspace) throws InterruptedException;
    }

    final AtomicInteger runs = new AtomicInteger();
    final CountDownLatch interrupted = new CountDownLatch(1);
    private final Script script;

    ScriptedAdapter(Script script) {
        this.script = script;
    }

    @Override
    public String type() {
        return "scripted";
    }

    @Override
    public ToolAnswer run(Tool tool, ToolCall call, OpenWorkspace workspace, Duration timeout)
            throws InterruptedException {
        runs.incrementAndGet();
        try {
            return ToolAnswer.of(script.run(call, workspace));
        } catch (InterruptedException cancelled) {
            interrupted.countDown();
            throw cancelled;
        }
    }
}
