package dev.tandem.workflows.guard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a guard says at one moment. */
public sealed interface Verdict {

    /** It is true. */
    record Holds() implements Verdict {}

    /**
     * It is false, whatever else becomes known.
     *
     * @param error why it could not be evaluated, which is as good as false; null: it could
     */
    record Fails(@Nullable String error) implements Verdict {}

    /**
     * It depends on what is not known yet. Never taken for true.
     *
     * @param unknown variables, in alphabetical order
     */
    record Open(List<String> unknown) implements Verdict {

        public Open {
            unknown = List.copyOf(unknown);
        }
    }

    /** {@code true}, {@code false} or {@code unknown}. */
    default String word() {
        return switch (this) {
            case Holds _ -> "true";
            case Fails _ -> "false";
            case Open _ -> "unknown";
        };
    }
}
