package dev.tandem.workflows.protocol;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tandem.workflows.workspace.WorkspaceValues;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A published version, which a call follows to its end.
 *
 * @param document the configuration document as it was published, with its tools of the library written out
 * @param timeZone of the organization, IANA
 * @param workspace the workspace variables that the workflow has at this moment
 * @param snapshot SHA-256 of the document, in hex, if it is a frozen one that a test follows; null: the version's own
 */
public record LoadedVersion(
        String versionId,
        String workflowName,
        int number,
        String timeZone,
        JsonNode document,
        WorkspaceValues workspace,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String snapshot) {

    public LoadedVersion {
        workspace = WorkspaceValues.orNone(workspace);
    }

    public LoadedVersion(
            String versionId,
            String workflowName,
            int number,
            String timeZone,
            JsonNode document,
            WorkspaceValues workspace) {
        this(versionId, workflowName, number, timeZone, document, workspace, null);
    }

    /** Returns a key that no other document has. */
    @JsonIgnore
    public String documentKey() {
        return snapshot == null ? versionId : snapshot;
    }
}
