package dev.tandem.workers.llm.openai;

import dev.tandem.vendors.ModelVendor;
import dev.tandem.vendors.openai.OpenAiServer;
import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.http.RemoteModelContract;
import dev.tandem.workers.provider.Provider;

class OpenAiModelTest extends RemoteModelContract {

    @Override
    protected Provider<LanguageModel> provider() {
        return new OpenAiProvider();
    }

    @Override
    protected ModelVendor server() {
        return new OpenAiServer();
    }

    @Override
    protected String path() {
        return "/v1";
    }

    @Override
    protected String model() {
        return OpenAiServer.MODEL;
    }
}
