package dev.tandem.workers.llm.http;

import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.ModelException;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import org.jspecify.annotations.Nullable;

/** The life cycle of models that a vendor's server answers for over HTTP. */
public abstract class RemoteProvider implements Provider<LanguageModel> {

    private final String name;
    private final String settings;
    private final String address;
    private volatile @Nullable ModelServer server;

    /**
     * Creates a provider.
     *
     * @param settings begins the names of the installation's settings: {@code OPENAI}
     * @param address the vendor's own
     */
    protected RemoteProvider(String name, String settings, String address) {
        this.name = name;
        this.settings = settings;
        this.address = address;
    }

    /** Makes the model of a config. */
    protected abstract LanguageModel model(RemoteConfig config, ModelServer way);

    /** Makes a model that answers once without a server ({@link RehearsedAnswer}). */
    protected abstract LanguageModel rehearsing(RemoteConfig config, ModelServer way);

    @Override
    public final ProviderKind kind() {
        return ProviderKind.LLM;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void leaveThrough(Egress egress) {
        server = new ModelServer(egress);
    }

    @Override
    public final LanguageModel open(ProviderConfig config) {
        ModelServer way = server;
        if (way == null) {
            throw new ModelException("The provider '" + name + "' has no way out of this process.", false);
        }
        return model(RemoteConfig.read(config, settings, address), way);
    }

    /** Goes through an answer without a server: the SDK's classes take half a second to load. */
    @Override
    public final void warmUp() {
        ModelServer way = server;
        if (way != null) {
            RehearsedAnswer.take(config -> rehearsing(config, way), name, address);
        }
    }

    @Override
    public final void close() {
        ModelServer way = server;
        if (way != null) {
            way.close();
        }
    }
}
