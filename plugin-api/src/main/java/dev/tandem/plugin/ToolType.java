package dev.tandem.plugin;

import java.util.Set;

/** A type of tools, which documents name in {@code tool_type}. Thread-safe: one serves all calls of a process. */
public interface ToolType {

    /**
     * Returns the name that documents give in {@code tool_type}: small letters, digits, {@code -} and {@code _}, at most
     * 64 characters. No built-in type and no other plugin has it.
     */
    String name();

    /**
     * Returns the JSON Schema (2020-12) of a tool's {@code config}, as JSON. Publishing a document checks each tool's
     * config against it.
     */
    String configSchema();

    /**
     * Returns the fields of the config in which strings, at any depth, may hold {@code {{argument}}} of the tool. They
     * are filled in before {@link #run} sees the config.
     */
    default Set<String> templatedFields() {
        return Set.of();
    }

    /**
     * Runs a tool once, on a thread of its own. The thread is interrupted when the tool's time is over or the caller
     * interrupts it; whoever goes on all the same fills one of the few threads that the plugin has.
     *
     * @throws ToolFailure if there is no answer, with what that means
     * @throws Exception for anything else; whether the tool acted is then unknown
     */
    ToolReply run(ToolInvocation invocation) throws Exception;
}
