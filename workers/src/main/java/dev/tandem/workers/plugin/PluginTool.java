package dev.tandem.workers.plugin;

import dev.tandem.plugin.ToolFailure;
import dev.tandem.plugin.ToolInvocation;
import dev.tandem.plugin.ToolReply;
import dev.tandem.plugins.LoadedPlugin;
import dev.tandem.plugins.LoadedToolType;
import dev.tandem.workers.tool.JsonTemplate;
import dev.tandem.workers.tool.ToolAdapter;
import dev.tandem.workers.tool.ToolAnswer;
import dev.tandem.workers.tool.ToolFault;
import dev.tandem.workers.workspace.OpenWorkspace;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.protocol.ToolCall;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Runs the tools of one type that a plugin brings. Whatever the plugin does ends as an answer or as a fault. */
final class PluginTool implements ToolAdapter {

    private final LoadedPlugin plugin;
    private final LoadedToolType type;
    private final PluginThreads threads;

    PluginTool(LoadedPlugin plugin, LoadedToolType type, PluginThreads threads) {
        this.plugin = plugin;
        this.type = type;
        this.threads = threads;
    }

    @Override
    public String type() {
        return type.name();
    }

    @Override
    public ToolAnswer run(Tool tool, ToolCall call, OpenWorkspace workspace, Duration timeout)
            throws InterruptedException {
        ToolInvocation invocation = new ToolInvocation(
                tool.name(),
                call.key(),
                PlainValues.object(call.arguments()),
                PlainValues.object(config(tool.config(), new JsonTemplate(call.arguments(), workspace), workspace)),
                timeout);
        try {
            return threads.run(() -> answer(invocation), timeout);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof ToolFault fault ? fault : unreadable("failed");
        }
    }

    /** Fills in arguments where the type takes them, and workspace variables everywhere. */
    private JsonNode config(JsonNode config, JsonTemplate template, OpenWorkspace workspace) {
        ObjectNode filled = JsonNodeFactory.instance.objectNode();
        config.properties().forEach(entry -> {
            JsonNode value = type.templatedFields().contains(entry.getKey())
                    ? template.filled(entry.getValue())
                    : workspace.filled(entry.getValue());
            if (!value.isMissingNode()) {
                filled.set(entry.getKey(), value);
            }
        });
        return filled;
    }

    /**
     * Runs on the plugin's thread, with all that is the plugin's code: its values, and what its exceptions say. No
     * exception of the plugin leaves the thread: its class is unknown to whoever reads a history.
     */
    private ToolAnswer answer(ToolInvocation invocation) {
        try {
            ToolReply reply = type.type().run(invocation);
            return new ToolAnswer(PlainValues.json(reply.content()), reply.warnings());
        } catch (Throwable thrown) {
            throw fault(thrown);
        }
    }

    private ToolFault fault(Throwable thrown) {
        return switch (thrown) {
            case ToolFailure told -> new ToolFault(kind(told.meaning()), ThrownText.message(told));
            case LinkageError lacking ->
                unreadable(
                        "lacks a class or a method (" + ThrownText.of(lacking) + "): a library belongs into its jar");
            case Error error -> unreadable("failed: " + ThrownText.of(error));
            default ->
                new ToolFault(ToolFault.Kind.LOST, "the plugin " + plugin.name() + " failed: " + ThrownText.of(thrown));
        };
    }

    /** Another try would end in the same way, and it may have acted. */
    private ToolFault unreadable(String what) {
        return new ToolFault(ToolFault.Kind.UNREADABLE, "the plugin " + plugin.name() + " " + what);
    }

    private static ToolFault.Kind kind(ToolFailure.Meaning meaning) {
        return switch (meaning) {
            case REFUSED -> ToolFault.Kind.REFUSED;
            case UNAVAILABLE -> ToolFault.Kind.UNAVAILABLE;
            case UNCERTAIN -> ToolFault.Kind.LOST;
        };
    }
}
