package dev.tandem.bench.turn;

import dev.tandem.workflows.event.LoadVersion;
import dev.tandem.workflows.event.RecordEvents;

/** An API that has one version and forgets what happened. */
final class NoRecords implements LoadVersion, RecordEvents {

    @Override
    public Version load(String versionId, String organization) {
        return ScriptedSession.version();
    }

    @Override
    public void record(Batch batch) {}
}
