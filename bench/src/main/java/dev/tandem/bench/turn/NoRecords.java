package dev.tandem.bench.turn;

import dev.tandem.bench.session.HandArmedSession;
import dev.tandem.workflows.call.api.LoadVersion;
import dev.tandem.workflows.call.api.RecordEvents;
import dev.tandem.workflows.protocol.LoadedVersion;
import org.jspecify.annotations.Nullable;

/** Stands for an API that has one version and records nothing. */
final class NoRecords implements LoadVersion, RecordEvents {

    @Override
    public LoadedVersion load(String versionId, String organization, @Nullable String snapshot) {
        return HandArmedSession.scriptedVersion();
    }

    @Override
    public void record(Batch batch) {}
}
