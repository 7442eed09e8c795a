package dev.tandem.api.temporal;

import java.time.Instant;

/** Says how a call workflow stands, as Temporal tells it. */
public sealed interface WorkflowEnd {

    record Running() implements WorkflowEnd {}

    /** @param reason for the call's last event, such as {@code terminated} */
    record Over(String reason, Instant at) implements WorkflowEnd {}

    /** Temporal knows no such workflow. */
    record Unknown() implements WorkflowEnd {}
}
