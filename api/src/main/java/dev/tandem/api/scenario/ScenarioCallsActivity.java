package dev.tandem.api.scenario;

import dev.tandem.api.data.tenant.Tenant;
import dev.tandem.api.data.tenant.Tenants;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.call.testing.ScenarioAttempt.Outcome;
import dev.tandem.workflows.call.testing.ScenarioAttempt.Task;
import dev.tandem.workflows.call.testing.ScenarioCalls;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import io.temporal.spring.boot.ActivityImpl;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Makes the calls of scenarios for the workflow that runs them. A refusal that lasts is not tried again. */
@Component
@ActivityImpl(workers = "scenarios")
class ScenarioCallsActivity implements ScenarioCalls {

    private final Tenants tenants;
    private final ScenarioCallSteps steps;
    private final TestRunRows rows;

    ScenarioCallsActivity(Tenants tenants, ScenarioCallSteps steps, TestRunRows rows) {
        this.tenants = tenants;
        this.steps = steps;
        this.rows = rows;
    }

    @Override
    public Begun begin(Task task) {
        return of(task.organization(), tenant -> steps.begin(tenant, task));
    }

    @Override
    public Said say(Task task, String session, int line, String text) {
        String id = task.run() + "/" + task.scenario() + "." + task.number() + "/" + line;
        return of(task.organization(), tenant -> steps.say(tenant, UUID.fromString(session), id, text));
    }

    @Override
    public Said look(Task task, String session, int after) {
        return of(task.organization(), tenant -> steps.look(tenant, UUID.fromString(session), after));
    }

    @Override
    public Said hangUp(Task task, String session) {
        return of(task.organization(), tenant -> steps.hangUp(tenant, UUID.fromString(session)));
    }

    @Override
    public Outcome judge(Task task, Made made) {
        return of(task.organization(), tenant -> steps.judge(tenant, task, made));
    }

    @Override
    public void giveUp(Task task, @Nullable String session, String reason) {
        Outcome _ = of(task.organization(), tenant -> {
            Optional<UUID> begun = session == null
                    ? rows.begin(UUID.fromString(task.run()), task.scenario(), task.number())
                    : Optional.of(UUID.fromString(session));
            if (begun.isPresent()) {
                Said _ = steps.hangUp(tenant, begun.get());
            }
            rows.ended(UUID.fromString(task.run()), task.scenario(), task.number(), "broken", reason);
            return Outcome.BROKEN;
        });
    }

    @Override
    public void end(String organization, String run, boolean cancelled) {
        boolean _ = of(organization, _ -> {
            rows.end(UUID.fromString(run), cancelled);
            return true;
        });
    }

    private interface Work<T> {
        T of(Tenants.Named tenant) throws InterruptedException;
    }

    private <T> T of(String organization, Work<T> work) {
        Tenants.Named tenant = tenants.named(organization)
                .orElseThrow(() -> ApplicationFailure.newNonRetryableFailure(
                        "There is no organization " + organization + ".", "Gone"));
        return Tenant.call(tenant.id(), () -> {
            try {
                return work.of(tenant);
            } catch (ApiProblem refused) {
                throw failure(refused);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw Activity.wrap(stopped);
            }
        });
    }

    private static ApplicationFailure failure(ApiProblem refused) {
        StringBuilder why = new StringBuilder(String.valueOf(refused.getMessage()));
        refused.problems()
                .forEach(problem ->
                        why.append(' ').append(problem.pointer()).append(": ").append(problem.message()));
        boolean passes = refused.status().is5xxServerError() || refused.status() == HttpStatus.TOO_MANY_REQUESTS;
        return passes
                ? ApplicationFailure.newFailure(why.toString(), "Later")
                : ApplicationFailure.newNonRetryableFailure(why.toString(), "Refused");
    }
}
