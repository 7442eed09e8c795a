package dev.tandem.workflows.guard;

import dev.tandem.workflows.variable.DataType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds the guards of one graph. Each is compiled when it is first needed, because a graph is loaded in a workflow
 * task, and a call uses few of its paths. Thread-safe.
 */
public final class Guards {

    private final Map<String, DataType> types;
    private final Map<String, Guard> compiled = new ConcurrentHashMap<>();
    private volatile @Nullable GuardCompiler compiler;

    /**
     * Creates the guards.
     *
     * @param types types of the variables that guards may name
     */
    public Guards(Map<String, DataType> types) {
        this.types = Map.copyOf(types);
    }

    /** Compiles a guard and drops it, so that the first call does not wait for CEL's classes. */
    public static void prepare() {
        var _ = new Guards(Map.of()).of("channel == 'voice' && turn > 0");
    }

    public Guard of(String text) {
        return compiled.computeIfAbsent(text, unknown -> compiler().compile(unknown));
    }

    private GuardCompiler compiler() {
        GuardCompiler known = compiler;
        GuardCompiler ready = known == null ? new GuardCompiler(types) : known;
        compiler = ready;
        return ready;
    }

    /** Compares the variables that guards know: graphs with the same ones have equal guards. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Guards guards && types.equals(guards.types);
    }

    @Override
    public int hashCode() {
        return types.hashCode();
    }
}
