package dev.tandem.workers;

import dev.tandem.workers.parts.MissingPartException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A worker without its native library or models says what to do, not where it stood in the code. */
final class MissingPartAnalyzer extends AbstractFailureAnalyzer<MissingPartException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MissingPartException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()), "Run `make parts`, then start the worker again.", cause);
    }
}
