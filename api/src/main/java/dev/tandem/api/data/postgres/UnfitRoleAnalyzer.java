package dev.tandem.api.data.postgres;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains what to do about a role that would see every tenant's rows. */
class UnfitRoleAnalyzer extends AbstractFailureAnalyzer<UnfitRole> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnfitRole cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Make a role for the application alone (CREATE ROLE tandem_api LOGIN PASSWORD '…') and set"
                        + " TANDEM_DATABASE_USER and TANDEM_DATABASE_PASSWORD to it; the owner of the tables goes into"
                        + " TANDEM_MIGRATION_DATABASE_USER and TANDEM_MIGRATION_DATABASE_PASSWORD. See docs/access.md.",
                rootFailure);
    }
}
