package dev.tandem.workflows.guard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The value of a guard at one moment. */
public sealed interface Verdict {

    /** The guard is true. */
    record Holds() implements Verdict {}

    /**
     * The guard is false, whatever else becomes known.
     *
     * @param error why it could not be evaluated, which counts as false; null: it could
     */
    record Fails(@Nullable String error) implements Verdict {}

    /**
     * The guard depends on variables that are not known yet. It never counts as true.
     *
     * @param unknown variables, in alphabetical order
     */
    record Open(List<String> unknown) implements Verdict {

        public Open {
            unknown = List.copyOf(unknown);
        }
    }

    /** Returns {@code true}, {@code false} or {@code unknown}. */
    default String word() {
        return switch (this) {
            case Holds _ -> "true";
            case Fails _ -> "false";
            case Open _ -> "unknown";
        };
    }
}
