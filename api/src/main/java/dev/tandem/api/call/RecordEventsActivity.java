package dev.tandem.api.call;

import dev.tandem.workflows.event.RecordEvents;
import io.temporal.failure.ApplicationFailure;
import io.temporal.spring.boot.ActivityImpl;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes what the call workflow tells; while the database is away Temporal tries again. */
@Component
@ActivityImpl(workers = "records")
class RecordEventsActivity implements RecordEvents {

    private final CallRecords records;

    RecordEventsActivity(CallRecords records) {
        this.records = records;
    }

    @Override
    public void record(Batch batch) {
        if (!records.record(UUID.fromString(batch.callId()), batch.events())) {
            throw ApplicationFailure.newNonRetryableFailure("there is no call " + batch.callId(), "CallGone");
        }
    }
}
