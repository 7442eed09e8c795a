package dev.tandem.workers.llm.anthropic;

import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.http.ModelServer;
import dev.tandem.workers.llm.http.RemoteConfig;
import dev.tandem.workers.llm.http.RemoteProvider;

/** Claude, behind Anthropic's Messages API, streamed, with prompt caching, through anthropic-java 3.14.0. */
public final class AnthropicProvider extends RemoteProvider {

    public AnthropicProvider() {
        super("anthropic", "ANTHROPIC", "https://api.anthropic.com");
    }

    @Override
    protected LanguageModel model(RemoteConfig config, ModelServer way) {
        return AnthropicModel.at(config, way);
    }

    @Override
    protected LanguageModel rehearsing(RemoteConfig config, ModelServer way) {
        return new AnthropicModel(config, way, new Rehearsal());
    }
}
