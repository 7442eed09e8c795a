package dev.tandem.api.call;

import dev.tandem.api.tenant.Tenant;
import dev.tandem.api.tenant.Tenants;
import dev.tandem.workflows.event.RecordEvents;
import io.temporal.failure.ApplicationFailure;
import io.temporal.spring.boot.ActivityImpl;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes what the call workflow tells; while the database is away Temporal tries again. */
@Component
@ActivityImpl(workers = "records")
class RecordEventsActivity implements RecordEvents {

    private final Tenants tenants;
    private final CallRecords records;

    RecordEventsActivity(Tenants tenants, CallRecords records) {
        this.tenants = tenants;
        this.records = records;
    }

    @Override
    public void record(Batch batch) {
        UUID call = UUID.fromString(batch.callId());
        boolean recorded = tenants.named(batch.organization())
                .map(tenant -> Tenant.call(tenant.id(), () -> records.record(call, batch.events())))
                .orElse(false);
        if (!recorded) {
            throw ApplicationFailure.newNonRetryableFailure("there is no call " + batch.callId(), "CallGone");
        }
    }
}
