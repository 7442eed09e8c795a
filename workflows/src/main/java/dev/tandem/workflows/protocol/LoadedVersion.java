package dev.tandem.workflows.protocol;

import dev.tandem.workflows.workspace.WorkspaceValues;
import tools.jackson.databind.JsonNode;

/**
 * A published version, which a call follows to its end.
 *
 * @param document the configuration document as it was published, with its tools of the library written out
 * @param timeZone of the organization, IANA
 * @param workspace the workspace variables that the workflow has at this moment
 */
public record LoadedVersion(
        String versionId,
        String workflowName,
        int number,
        String timeZone,
        JsonNode document,
        WorkspaceValues workspace) {

    public LoadedVersion {
        workspace = WorkspaceValues.orNone(workspace);
    }
}
