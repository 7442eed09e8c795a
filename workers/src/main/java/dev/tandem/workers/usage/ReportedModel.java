package dev.tandem.workers.usage;

import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.provider.ProviderNews;
import dev.tandem.workers.provider.ProviderUsage;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** A model that tells one call what is reported about it. */
record ReportedModel(LanguageModel model, Consumer<ProviderNews> call) implements LanguageModel {

    @Override
    public void answer(Request request, Sink sink) throws InterruptedException {
        model.answer(request, new Reported(sink, call));
    }

    @Override
    public void summarise(Request request, Sink sink) throws InterruptedException {
        model.summarise(request, new Reported(sink, call));
    }

    @Override
    public void connect() {
        model.connect();
    }

    @Override
    public Capabilities capabilities() {
        return model.capabilities();
    }

    @Override
    public void prepare(List<ToolSpec> tools) {
        model.prepare(tools);
    }

    private record Reported(Sink sink, Consumer<ProviderNews> call) implements Sink {

        @Override
        public void text(String delta) {
            sink.text(delta);
        }

        @Override
        public void toolCall(String name, JsonNode arguments) {
            sink.toolCall(name, arguments);
        }

        @Override
        public void usage(ProviderUsage.Tokens tokens) {
            sink.usage(tokens);
        }

        @Override
        public void news(ProviderNews news) {
            call.accept(news);
        }

        @Override
        public void finished(FinishReason reason) {
            sink.finished(reason);
        }
    }
}
