package dev.tandem.workflows.call.api;

import dev.tandem.workflows.protocol.LoadedVersion;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Loads a published version. On the queue {@code records}. */
@ActivityInterface
public interface LoadVersion {

    /** @param organization whose version it is: id or slug */
    @ActivityMethod(name = "LoadVersion")
    LoadedVersion load(String versionId, String organization);
}
