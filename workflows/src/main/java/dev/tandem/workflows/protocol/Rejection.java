package dev.tandem.workflows.protocol;

import dev.tandem.workflows.variable.Ordered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says why a proposed path was not taken. It goes back to the model, which asks the caller.
 *
 * @param missing required variables without a value
 * @param invalid variable to the reason why its value does not fit
 * @param guard {@code false} or {@code unknown: <variables>} if the path's guard is not true; null: it is
 * @param reason anything else, as a sentence for the model; null: nothing else
 */
public record Rejection(
        String pathId,
        List<String> missing,
        Map<String, String> invalid,
        @Nullable String guard,
        @Nullable String reason) {

    public Rejection {
        missing = List.copyOf(missing);
        invalid = Ordered.copy(invalid);
    }

    /** Creates a rejection for a reason that lies outside the path. */
    public static Rejection because(String pathId, String reason) {
        return new Rejection(pathId, List.of(), Map.of(), null, reason);
    }

    public Rejection with(String another) {
        return new Rejection(pathId, missing, invalid, guard, reason == null ? another : reason + " " + another);
    }

    /** Returns the variables that the caller is to be asked for. */
    public List<String> wanted() {
        List<String> wanted = new ArrayList<>(missing);
        wanted.addAll(invalid.keySet());
        return wanted;
    }
}
