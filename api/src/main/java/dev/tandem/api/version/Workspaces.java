package dev.tandem.api.version;

import dev.tandem.workflows.gate.Workspace;
import java.util.UUID;

/** What organizations bring to their documents. Asked inside the transaction that reads or publishes a version. */
public interface Workspaces {

    /** @param workflow whose own variables win over those of the organization */
    Workspace of(UUID organization, UUID workflow);
}
