package dev.tandem.workers.provider;

import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;

/** Something about its providers that a call is told: what one used, or that another one was asked instead. */
public sealed interface ProviderNews {

    ProviderKind kind();

    /** Returns the name that the document gives it in {@code provider}. */
    String provider();

    /** Returns the model that the document names; empty if it names none. */
    String model();

    /** A provider has used something that it bills. */
    record Used(ProviderKind kind, String provider, String model, ProviderUsage usage) implements ProviderNews {}

    /**
     * A provider failed, and the next one is asked.
     *
     * @param next its name
     */
    record FailedOver(ProviderKind kind, String provider, String model, String next, ProviderException.Reason reason)
            implements ProviderNews {}

    static Used used(ProviderKind kind, ProviderConfig by, ProviderUsage usage) {
        return new Used(kind, by.name(), by.text("model", ""), usage);
    }

    static FailedOver failedOver(
            ProviderKind kind, ProviderConfig from, ProviderConfig to, ProviderException.Reason reason) {
        return new FailedOver(kind, from.name(), from.text("model", ""), to.name(), reason);
    }
}
