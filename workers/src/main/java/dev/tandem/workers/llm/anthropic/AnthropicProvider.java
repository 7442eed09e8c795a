package dev.tandem.workers.llm.anthropic;

import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.ModelException;
import dev.tandem.workers.llm.http.ModelServer;
import dev.tandem.workers.llm.http.RehearsedAnswer;
import dev.tandem.workers.llm.http.RemoteConfig;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import org.jspecify.annotations.Nullable;

/** Claude, behind Anthropic's Messages API, streamed, with prompt caching, through anthropic-java 3.14.0. */
public final class AnthropicProvider implements Provider<LanguageModel> {

    static final String NAME = "anthropic";

    private static final String VENDORS_URL = "https://api.anthropic.com";

    private volatile @Nullable ModelServer server;

    @Override
    public ProviderKind kind() {
        return ProviderKind.LLM;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void leaveThrough(Egress egress) {
        server = new ModelServer(egress);
    }

    @Override
    public LanguageModel open(ProviderConfig config) {
        ModelServer way = server;
        if (way == null) {
            throw new ModelException("The provider '" + NAME + "' has no way out of this process.", false);
        }
        return AnthropicModel.at(RemoteConfig.read(config, "ANTHROPIC", VENDORS_URL), way);
    }

    /** Goes through an answer without a server: the SDK's classes take half a second to load. */
    @Override
    public void warmUp() {
        ModelServer way = server;
        if (way != null) {
            RehearsedAnswer.take(config -> new AnthropicModel(config, way, new Rehearsal()), NAME, VENDORS_URL);
        }
    }

    @Override
    public void close() {
        ModelServer way = server;
        if (way != null) {
            way.close();
        }
    }
}
