package dev.tandem.api.version;

import dev.tandem.workflows.gate.Workspace;
import java.util.UUID;

/**
 * Reads what organizations add to their documents: variables and tools. It is asked inside the transaction that reads
 * or publishes a version.
 */
public interface Workspaces {

    /** @param workflow the workflow whose own variables win over those of the organization */
    Workspace of(UUID organization, UUID workflow);
}
