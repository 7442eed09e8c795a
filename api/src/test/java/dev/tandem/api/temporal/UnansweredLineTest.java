package dev.tandem.api.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.api.http.problem.ApiProblem;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Says what is answered for a typed line of a test that the call's workflow did not answer. */
class UnansweredLineTest {

    private static final WorkflowExecution CALL =
            WorkflowExecution.newBuilder().setWorkflowId("tandem/call").build();

    @Test
    void tooManyLinesAreAConflict() {
        assertThatThrownBy(() -> CallWorkflowClient.unanswered(refused("TooManyLines")))
                .isInstanceOfSatisfying(
                        ApiProblem.class, problem -> assertThat(type(problem)).isEqualTo("too-many-lines"));
    }

    @Test
    void anAgentThatTakesTooLongIsAskedAgainLater() {
        assertThatThrownBy(() -> CallWorkflowClient.unanswered(new CompletionException(new TimeoutException())))
                .isInstanceOfSatisfying(
                        ApiProblem.class, problem -> assertThat(type(problem)).isEqualTo("no-answer-yet"));
    }

    @Test
    void aCallThatEndedMeanwhileAnswersNothing() {
        assertThat(CallWorkflowClient.unanswered(refused("AcceptedUpdateCompletedWorkflow")))
                .isEmpty();
        assertThat(CallWorkflowClient.unanswered(new WorkflowNotFoundException(CALL, "CallWorkflow", null)))
                .isEmpty();
    }

    @Test
    void anyOtherFailureStaysWhatItIs() {
        RuntimeException other = refused("Other");

        assertThatThrownBy(() -> CallWorkflowClient.unanswered(other)).isSameAs(other);
    }

    private static String type(ApiProblem problem) {
        String address = String.valueOf(problem.detail().getType());
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private static RuntimeException refused(String type) {
        return new WorkflowUpdateException(CALL, "line-1", "typed", ApplicationFailure.newFailure("no", type));
    }
}
