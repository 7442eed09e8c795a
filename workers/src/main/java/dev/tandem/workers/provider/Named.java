package dev.tandem.workers.provider;

import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import java.util.function.Consumer;

/** Puts a provider's name to what it used, so that the call can tell which provider it was. */
record Named(ProviderKind kind, ProviderConfig config) implements Watch {

    @Override
    public Exchange begin(Consumer<ProviderException> stop) {
        return new Exchange() {};
    }

    @Override
    public ProviderNews news(ProviderUsage usage) {
        return ProviderNews.used(kind, config, usage);
    }
}
