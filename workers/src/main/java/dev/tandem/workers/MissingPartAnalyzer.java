package dev.tandem.workers;

import dev.tandem.workers.parts.MissingPartException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do when a worker lacks its native library or models, instead of where the code failed. */
final class MissingPartAnalyzer extends AbstractFailureAnalyzer<MissingPartException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MissingPartException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()), "Run `make parts`, then start the worker again.", cause);
    }
}
