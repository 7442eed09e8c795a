package dev.tandem.workers.llm.openai;

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

/**
 * Models behind OpenAI's Chat Completions API, streamed (its reference as of November 2026, through openai-java
 * 4.49.0): OpenAI itself, and with {@code base_url} whatever speaks it.
 */
public final class OpenAiProvider implements Provider<LanguageModel> {

    static final String NAME = "openai";

    private static final String VENDORS_URL = "https://api.openai.com/v1";

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
        return OpenAiModel.at(RemoteConfig.read(config, "OPENAI", VENDORS_URL), way);
    }

    /** Goes through an answer without a server: the SDK's classes take half a second to load. */
    @Override
    public void warmUp() {
        ModelServer way = server;
        if (way != null) {
            RehearsedAnswer.take(config -> new OpenAiModel(config, way, new Rehearsal()), NAME, VENDORS_URL);
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
