package dev.tandem.api.call;

import dev.tandem.api.data.tenant.Tenant;
import dev.tandem.api.data.tenant.Tenants;
import dev.tandem.api.workspace.CallSeals;
import dev.tandem.workflows.call.api.RecordEvents;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.failure.ApplicationFailure;
import io.temporal.spring.boot.ActivityImpl;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes the events that the call workflow hands over. While the database does not answer, Temporal tries again. */
@Component
@ActivityImpl(workers = "records")
class RecordEventsActivity implements RecordEvents {

    private final Tenants tenants;
    private final CallRecords records;
    private final CallSeals seals;
    private final Counter recorded;

    RecordEventsActivity(Tenants tenants, CallRecords records, CallSeals seals, MeterRegistry meters) {
        this.tenants = tenants;
        this.records = records;
        this.seals = seals;
        this.recorded = meters.counter("tandem.events.recorded");
    }

    @Override
    public void record(Batch batch) {
        UUID call = UUID.fromString(batch.callId());
        int added = tenants.named(batch.organization())
                .map(tenant -> Tenant.call(tenant.id(), () -> record(tenant.id(), call, batch)))
                .orElseGet(OptionalInt::empty)
                .orElseThrow(() ->
                        ApplicationFailure.newNonRetryableFailure("there is no call " + batch.callId(), "CallGone"));
        recorded.increment(added);
    }

    private OptionalInt record(UUID organization, UUID call, Batch batch) {
        return records.record(call, batch.events(), seals.seal(organization, call, batch.causes()));
    }
}
