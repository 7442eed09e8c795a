package dev.tandem.workflows.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a process with a free place.
 *
 * @param excludedHost a process that must not take the call, because it may be frozen; empty: none
 * @param inMemory true: the call's room is in memory, and such calls have places of their own
 */
public record PlacementRequest(
        String callId,
        String excludedHost,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean inMemory) {

    /** Returns whether the caller is at no server: the room is in memory. */
    public boolean atNoServer() {
        return Boolean.TRUE.equals(inMemory);
    }
}
