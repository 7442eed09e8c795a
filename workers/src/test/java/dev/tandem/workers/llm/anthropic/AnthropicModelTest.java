package dev.tandem.workers.llm.anthropic;

import dev.tandem.vendors.ModelVendor;
import dev.tandem.vendors.anthropic.AnthropicServer;
import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.http.RemoteModelContract;
import dev.tandem.workers.provider.Provider;

class AnthropicModelTest extends RemoteModelContract {

    @Override
    protected Provider<LanguageModel> provider() {
        return new AnthropicProvider();
    }

    @Override
    protected ModelVendor server() {
        return new AnthropicServer();
    }

    @Override
    protected String path() {
        return "";
    }

    @Override
    protected String model() {
        return AnthropicServer.MODEL;
    }
}
