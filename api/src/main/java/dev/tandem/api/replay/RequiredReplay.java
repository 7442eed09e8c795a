package dev.tandem.api.replay;

import dev.tandem.api.http.precondition.EntityTag;
import dev.tandem.workflows.replay.Divergence;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The replay that a workflow requires before a version of it is published.
 *
 * @param selection of calls
 * @param decisiveOnly whether only divergences after which a call goes on in another way speak against publishing
 * @param allow kinds of divergences that never do
 */
record RequiredReplay(
        UUID workflowId,
        ReplayRows.Selection selection,
        boolean decisiveOnly,
        List<Divergence.Kind> allow,
        int revision,
        Instant createdAt,
        Instant updatedAt) {

    RequiredReplay {
        allow = List.copyOf(allow);
    }

    EntityTag tag() {
        return EntityTag.ofRevision(revision);
    }

    /** Returns whether a divergence speaks against publishing. */
    boolean isAgainst(Divergence.Kind kind, boolean decisive) {
        return (decisive || !decisiveOnly) && !allow.contains(kind);
    }
}
