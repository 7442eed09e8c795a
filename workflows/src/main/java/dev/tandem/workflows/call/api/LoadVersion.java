package dev.tandem.workflows.call.api;

import dev.tandem.workflows.protocol.LoadedVersion;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import org.jspecify.annotations.Nullable;

/** Loads the document that a call follows. It runs on the queue {@code records}. */
@ActivityInterface
public interface LoadVersion {

    /**
     * Loads a version.
     *
     * @param organization id or slug of the organization that owns the version
     * @param snapshot SHA-256 of a frozen document of the version, in hex; null: the version's own document
     */
    @ActivityMethod(name = "LoadVersion")
    LoadedVersion load(String versionId, String organization, @Nullable String snapshot);
}
