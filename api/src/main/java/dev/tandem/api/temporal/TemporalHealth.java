package dev.tandem.api.temporal;

import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Shows whether Temporal answers. Without it the API serves everything but new calls, so its status is then unknown and
 * not down.
 */
@Component("temporalHealthIndicator")
class TemporalHealth extends AbstractHealthIndicator {

    private static final int PATIENCE_SECONDS = 1;

    private final WorkflowServiceStubs temporal;
    private final String target;

    TemporalHealth(WorkflowServiceStubs temporal, @Value("${spring.temporal.connection.target}") String target) {
        this.temporal = temporal;
        this.target = target;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.withDetail("target", target);
        try {
            String version = temporal.blockingStub()
                    .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .getSystemInfo(GetSystemInfoRequest.getDefaultInstance())
                    .getServerVersion();
            health.up().withDetail("version", version);
        } catch (StatusRuntimeException e) {
            health.unknown().withDetail("answer", String.valueOf(e.getStatus().getCode()));
        }
    }
}
