package dev.tandem.workers.tool;

import dev.tandem.workers.egress.Egress;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** The tool adapters of this process, by the tool types that documents name. */
public final class Tools implements AutoCloseable {

    private final Map<String, ToolAdapter> adapters = new TreeMap<>();

    /** Takes every adapter on the class path; none of them starts a command. */
    public Tools(Egress egress) {
        this(egress, Set.of(), List.of());
    }

    /** Takes every adapter on the class path, and others; none of them starts a command. */
    public Tools(Egress egress, List<ToolAdapter> others) {
        this(egress, Set.of(), others);
    }

    /**
     * Takes every adapter on the class path, and others.
     *
     * @param egress the door through which the requests of all leave
     * @param commands what those on the class path may start
     * @param others whose types are none of those on the class path
     */
    public Tools(Egress egress, Set<String> commands, List<ToolAdapter> others) {
        this(ServiceLoader.load(ToolAdapter.class));
        adapters.values().forEach(adapter -> adapter.mayStart(commands));
        others.forEach(adapter -> adapters.putIfAbsent(adapter.type(), adapter));
        adapters.values().forEach(adapter -> adapter.leaveThrough(egress));
    }

    public Tools(Iterable<ToolAdapter> adapters) {
        adapters.forEach(adapter -> this.adapters.put(adapter.type(), adapter));
    }

    /**
     * The same, but for one type of tools: a mock, in a test. Whoever brings the stand-in closes what is left out.
     *
     * @param standIn takes the place of the adapter of its type, if there is one
     */
    public Tools with(ToolAdapter standIn) {
        Tools others = new Tools(adapters.values());
        others.adapters.put(standIn.type(), standIn);
        return others;
    }

    /** @throws ToolFault if nothing here runs tools of that type */
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

    @Override
    public void close() {
        adapters.values().forEach(ToolAdapter::close);
    }
}
