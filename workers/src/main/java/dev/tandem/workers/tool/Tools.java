package dev.tandem.workers.tool;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Holds the tool adapters of this process, by the tool types that documents name. */
public final class Tools {

    private final Map<String, ToolAdapter> adapters = new TreeMap<>();

    /** Takes every adapter on the class path. */
    public Tools() {
        this(ServiceLoader.load(ToolAdapter.class));
    }

    public Tools(Iterable<ToolAdapter> adapters) {
        adapters.forEach(adapter -> this.adapters.put(adapter.type(), adapter));
    }

    /**
     * Returns the adapter of a tool type.
     *
     * @throws ToolFault if this process has none
     */
    ToolAdapter adapter(String toolType) {
        ToolAdapter adapter = adapters.get(toolType);
        if (adapter == null) {
            throw new ToolFault(
                    ToolFault.Kind.REFUSED,
                    "no adapter for tool type \"" + toolType + "\" in this process; use one of "
                            + String.join(", ", adapters.keySet()));
        }
        return adapter;
    }
}
