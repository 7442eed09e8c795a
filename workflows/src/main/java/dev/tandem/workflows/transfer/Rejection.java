package dev.tandem.workflows.transfer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a proposed path was not taken; goes back to the model, which asks the caller.
 *
 * @param missing required variables without a value
 * @param invalid variable to the reason why its value does not fit
 * @param reason anything else, as a sentence for the model; null: nothing else
 */
public record Rejection(
        String pathId,
        List<String> missing,
        Map<String, String> invalid,
        @Nullable String reason) {

    public Rejection {
        missing = List.copyOf(missing);
        invalid = Ordered.copy(invalid);
    }
}
