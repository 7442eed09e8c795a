package dev.tandem.workflows.event;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import tools.jackson.databind.JsonNode;

/** Loads a published version. On the queue {@code records}. */
@ActivityInterface
public interface LoadVersion {

    @ActivityMethod(name = "LoadVersion")
    Version load(String versionId);

    /**
     * @param document the configuration document, as published
     * @param timeZone of the organization, IANA
     */
    record Version(String versionId, String workflowName, int number, String timeZone, JsonNode document) {}
}
