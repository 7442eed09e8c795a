package dev.tandem.workers.llm;

import dev.tandem.workflows.graph.ProviderConfig;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The language models of this process, by the provider's name in the document. Each is made when first needed. */
public final class LanguageModels implements AutoCloseable {

    private final Map<String, LanguageModelProvider> providers = new TreeMap<>();
    private final Map<String, LanguageModel> open = new ConcurrentHashMap<>();

    /** With every provider on the class path. */
    public LanguageModels() {
        this(ServiceLoader.load(LanguageModelProvider.class));
    }

    public LanguageModels(Iterable<LanguageModelProvider> providers) {
        providers.forEach(provider -> this.providers.put(provider.name(), provider));
    }

    /**
     * The provider's model; blocks while it loads, the first time.
     *
     * @throws ModelException if nothing here goes by the provider's name, or its model does not load
     */
    public LanguageModel model(ProviderConfig provider) {
        LanguageModelProvider found = providers.get(provider.name());
        if (found == null) {
            throw new ModelException(
                    "no llm provider \"" + provider.name() + "\" in this process; use one of "
                            + String.join(", ", providers.keySet()),
                    false);
        }
        return open.computeIfAbsent(found.name(), _ -> found.open());
    }

    @Override
    public void close() {
        open.values().forEach(LanguageModel::close);
        open.clear();
    }
}
