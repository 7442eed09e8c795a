package dev.tandem.workers.llm.openai;

import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.http.ModelServer;
import dev.tandem.workers.llm.http.RemoteConfig;
import dev.tandem.workers.llm.http.RemoteProvider;

/**
 * Models behind OpenAI's Chat Completions API, streamed (its reference as of November 2026, through openai-java
 * 4.49.0): OpenAI itself, and with {@code base_url} whatever speaks it.
 */
public final class OpenAiProvider extends RemoteProvider {

    public OpenAiProvider() {
        super("openai", "OPENAI", "https://api.openai.com/v1");
    }

    @Override
    protected LanguageModel model(RemoteConfig config, ModelServer way) {
        return OpenAiModel.at(config, way);
    }

    @Override
    protected LanguageModel rehearsing(RemoteConfig config, ModelServer way) {
        return new OpenAiModel(config, way, new Rehearsal());
    }
}
