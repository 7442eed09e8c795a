package dev.tandem.workers.llm;

import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.provider.Providers;
import dev.tandem.workers.provider.Watches;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import java.util.ArrayList;
import java.util.List;

/** The language models of this process, by the provider's name in the document. */
public final class LanguageModels implements AutoCloseable {

    private final Providers<LanguageModel> providers;

    /** Creates the models of every provider on the class path, without watches, and without a way out. */
    public LanguageModels() {
        this(Providers.installed());
    }

    /** Creates the models of every provider on the class path; their requests leave through that door. */
    public LanguageModels(Watches watches, Egress egress) {
        this(watches, egress, List.of());
    }

    /** Creates the models of every provider on the class path, and of others whose names none of them has. */
    public LanguageModels(Watches watches, Egress egress, List<Provider<?>> others) {
        List<Provider<?>> all = new ArrayList<>(Providers.installed(egress));
        all.addAll(others);
        this.providers = new Providers<>(ProviderKind.LLM, LanguageModel.class, all, new ModelWrapping(), watches);
    }

    public LanguageModels(Iterable<? extends Provider<?>> providers) {
        this.providers = new Providers<>(ProviderKind.LLM, LanguageModel.class, providers, new ModelWrapping(), null);
    }

    /**
     * Returns the model for a config; may block the first time, while it loads.
     *
     * @param provider a config whose secrets are opened
     * @throws ModelException if no provider here has the name, or its model does not load
     */
    public LanguageModel model(ProviderConfig provider) {
        return providers
                .open(provider)
                .orElseThrow(() -> new ModelException(
                        "no llm provider \"" + provider.name() + "\" in this process; use one of "
                                + String.join(", ", providers.names()),
                        false));
    }

    /** Loads the models that run in this process. */
    public void warmUp() {
        providers.warmUp();
    }

    @Override
    public void close() {
        providers.close();
    }
}
