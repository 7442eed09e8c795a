package dev.tandem.workflows.call.api;

import dev.tandem.workflows.protocol.LoadedVersion;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Loads a published version. It runs on the queue {@code records}. */
@ActivityInterface
public interface LoadVersion {

    /**
     * Loads a version.
     *
     * @param organization id or slug of the organization that owns the version
     */
    @ActivityMethod(name = "LoadVersion")
    LoadedVersion load(String versionId, String organization);
}
