package dev.tandem.workers.plugin;

import dev.tandem.plugin.ModelAnswer;
import dev.tandem.plugin.ModelFailure;
import dev.tandem.plugin.ModelQuestion;
import dev.tandem.plugins.LoadedModel;
import dev.tandem.plugins.LoadedPlugin;
import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.ModelException;
import dev.tandem.workers.llm.http.PromptText;
import dev.tandem.workers.provider.ProviderException.Reason;
import dev.tandem.workers.provider.ProviderUsage;
import dev.tandem.workers.tool.ToolFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks a language model that a plugin brings. Whatever the plugin does ends as an answer or as a fault of a model. */
final class PluginModel implements LanguageModel {

    /** No answer takes longer. A deadline to its first word is the watch's matter, which stands around each model. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final LoadedPlugin plugin;
    private final LoadedModel model;
    private final PluginThreads threads;

    PluginModel(LoadedPlugin plugin, LoadedModel model, PluginThreads threads) {
        this.plugin = plugin;
        this.model = model;
        this.threads = threads;
    }

    @Override
    public void answer(Request request, Sink sink) throws InterruptedException {
        ModelQuestion question = question(request);
        Parts parts = new Parts(sink);
        try {
            threads.run(() -> answered(question, parts), LONGEST);
            sink.finished(parts.end() ? FinishReason.TOOL_CALLS : FinishReason.STOP);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof ModelException fault
                    ? fault
                    : new ModelException(Reason.UNAVAILABLE, "the plugin " + plugin.name() + " failed");
        } catch (ToolFault notRun) {
            throw new ModelException(Reason.UNAVAILABLE, String.valueOf(notRun.getMessage()));
        } finally {
            parts.end();
        }
    }

    private static ModelQuestion question(Request request) {
        PromptText prompt =
                PromptText.of(request, request.config().path("rules").asString(""));
        List<ModelQuestion.Turn> turns = new ArrayList<>();
        for (PromptText.Turn turn : prompt.turns()) {
            turns.add(
                    switch (turn) {
                        case PromptText.Turn.Caller(String text) -> new ModelQuestion.Caller(text);
                        case PromptText.Turn.Agent(String text) -> new ModelQuestion.Agent(text);
                        case PromptText.Turn.Tool(String id, String name, JsonNode arguments, String result) ->
                            new ModelQuestion.Called(id, name, PlainValues.object(arguments), result);
                    });
        }
        turns.add(new ModelQuestion.Caller(prompt.now()));
        return new ModelQuestion(
                prompt.system(),
                turns,
                prompt.tools().stream()
                        .map(tool -> new ModelQuestion.Function(
                                tool.name(), tool.description(), PlainValues.object(tool.parameters())))
                        .toList(),
                PlainValues.object(request.config()));
    }

    /** Runs on the plugin's thread, with all that is the plugin's code. No exception of the plugin leaves it. */
    private Parts answered(ModelQuestion question, Parts parts) {
        try {
            model.type().answer(question, parts);
            return parts;
        } catch (Throwable thrown) {
            throw thrown instanceof ModelFailure told
                    ? new ModelException(reason(told.reason()), ThrownText.message(told))
                    : new ModelException(
                            Reason.UNAVAILABLE, "the plugin " + plugin.name() + " failed: " + ThrownText.of(thrown));
        }
    }

    private static Reason reason(ModelFailure.Reason reason) {
        return switch (reason) {
            case WRONG_REQUEST -> Reason.WRONG_REQUEST;
            case WRONG_KEY -> Reason.WRONG_KEY;
            case TOO_MUCH -> Reason.TOO_MUCH;
            case UNAVAILABLE -> Reason.UNAVAILABLE;
            case REFUSED -> Reason.REFUSED;
        };
    }

    /** Hands parts on until the answer is over. */
    private static final class Parts implements ModelAnswer {

        private final Sink sink;
        private boolean over;
        private boolean used;
        private boolean asked;

        Parts(Sink sink) {
            this.sink = sink;
        }

        /** Takes nothing from now on. Returns whether a function was asked for. */
        synchronized boolean end() {
            over = true;
            return asked;
        }

        private void check() {
            if (over) {
                throw new CancellationException("nobody wants this answer any more");
            }
        }

        @Override
        public synchronized void text(String delta) {
            check();
            sink.text(delta);
        }

        @Override
        public synchronized void call(String function, Map<String, @Nullable Object> arguments) {
            check();
            asked = true;
            sink.toolCall(function, PlainValues.json(arguments));
        }

        @Override
        public synchronized void used(long input, long cached, long output) {
            check();
            if (!used) {
                used = true;
                sink.usage(new ProviderUsage.Tokens(input, cached, output));
            }
        }
    }
}
