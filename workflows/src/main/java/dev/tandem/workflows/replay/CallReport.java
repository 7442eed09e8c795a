package dev.tandem.workflows.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what another version makes of a recorded call.
 *
 * @param fault why the call cannot be replayed; null: it was
 * @param divergences the first of every kind and subject, in order; the first one is the first divergence
 * @param moved paths that were taken, recorded and now, if they differ; null: the call moves alike
 * @param ended how the call ends, recorded and now, if it ends otherwise; null: it ends alike
 * @param variables names of variables that have other values at the end, in alphabetical order
 * @param counterfactual whether {@code moved}, {@code ended} and {@code variables} were found by what the caller said to
 *     the recorded version, behind a divergence after which the caller might have said something else
 */
public record CallReport(
        String callId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String fault,
        List<Divergence> divergences,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Moved moved,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Ended ended,
        List<String> variables,
        boolean counterfactual) {

    /** The paths of a call, by id, with the agent that each one leads to: {@code refund>Refunds}. */
    public record Moved(List<String> recorded, List<String> now) {}

    /** How a call ends: its status and reason, or {@code open}. */
    public record Ended(String recorded, String now) {}

    public CallReport {
        divergences = List.copyOf(divergences);
        variables = List.copyOf(variables);
    }

    static CallReport notReplayable(String callId, String fault) {
        return new CallReport(callId, fault, List.of(), null, null, List.of(), false);
    }

    /** Returns whether the version makes the same of the call. */
    public boolean same() {
        return fault == null && divergences.isEmpty();
    }

    /** Returns whether the call goes on in another way. */
    public boolean goesElsewhere() {
        return divergences.stream().anyMatch(Divergence::decisive);
    }
}
