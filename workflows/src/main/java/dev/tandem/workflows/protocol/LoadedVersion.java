package dev.tandem.workflows.protocol;

import dev.tandem.workflows.workspace.WorkspaceValues;
import tools.jackson.databind.JsonNode;

/**
 * A published version, as a call follows it to its end.
 *
 * @param document the configuration document, as published, its tools of the library written out
 * @param timeZone of the organization, IANA
 * @param workspace what the workflow has of it at this moment
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
