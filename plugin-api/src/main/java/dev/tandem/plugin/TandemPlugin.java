package dev.tandem.plugin;

import java.util.List;

/**
 * A plugin. {@link java.util.ServiceLoader} finds it: its jar has the file {@code
 * META-INF/services/dev.tandem.plugin.TandemPlugin}, which names a public class with a public constructor without
 * parameters. The constructor and the methods here are called when a process starts, and have ten seconds together.
 */
public interface TandemPlugin extends AutoCloseable {

    /** The version of this API. It rises when something is added; what is there is not changed. */
    int API = 1;

    /**
     * Returns {@link #API}, and nothing else. The compiler writes the number into the plugin's class, so that a process
     * sees which version of the API the plugin was compiled against.
     */
    int api();

    /** Returns the plugin's name, for logs and for operators: small letters, digits, {@code -} and {@code _}. */
    String name();

    /** Returns the tool types that it brings. Asked once. */
    default List<ToolType> toolTypes() {
        return List.of();
    }

    /** Returns the language models that it brings. Asked once. */
    default List<ModelType> models() {
        return List.of();
    }

    /** Ends what the plugin holds. The process stops, and no tool runs any more. */
    @Override
    default void close() {}
}
