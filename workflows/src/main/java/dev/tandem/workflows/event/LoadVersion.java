package dev.tandem.workflows.event;

import dev.tandem.workflows.secret.WorkspaceValues;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import tools.jackson.databind.JsonNode;

/** Loads a published version. On the queue {@code records}. */
@ActivityInterface
public interface LoadVersion {

    /** @param organization whose version it is: id or slug */
    @ActivityMethod(name = "LoadVersion")
    Version load(String versionId, String organization);

    /**
     * @param document the configuration document, as published, its tools of the library written out
     * @param timeZone of the organization, IANA
     * @param workspace what the workflow has of it at this moment
     */
    record Version(
            String versionId,
            String workflowName,
            int number,
            String timeZone,
            JsonNode document,
            WorkspaceValues workspace) {

        public Version {
            workspace = WorkspaceValues.orNone(workspace);
        }
    }
}
