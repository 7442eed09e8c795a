package dev.tandem.workers.llm;

import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workers.provider.ProviderException;
import dev.tandem.workers.provider.ProviderNews;
import dev.tandem.workers.provider.ProviderUsage;
import dev.tandem.workers.provider.Wrapping.Candidate;
import dev.tandem.workers.provider.Wrapping.FailoverListener;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks the first model and, if it fails, the next one, at once and with the same request. What a model said before it
 * failed is added to the end of the request as the agent's own words, broken off, and the next model continues after
 * it. If that model begins with exactly the same words, they are left out. What a model asked for before it failed is
 * not done.
 */
final class FallbackModel implements LanguageModel {

    private final List<Candidate<LanguageModel>> candidates;
    private final FailoverListener listener;

    FallbackModel(List<Candidate<LanguageModel>> candidates, FailoverListener listener) {
        this.candidates = List.copyOf(candidates);
        this.listener = listener;
    }

    @FunctionalInterface
    private interface Question {
        void put(LanguageModel model, Request request, Sink sink) throws InterruptedException;
    }

    @Override
    public void answer(Request request, Sink sink) throws InterruptedException {
        ask(LanguageModel::answer, request, sink);
    }

    @Override
    public void summarise(Request request, Sink sink) throws InterruptedException {
        ask(LanguageModel::summarise, request, sink);
    }

    /** Prepares the first model only. The others prepare when they are asked, which mostly never happens. */
    @Override
    public void prepare(List<ToolSpec> tools) {
        candidates.getFirst().opened().get().prepare(tools);
    }

    @Override
    public void connect() {
        Candidate.each(candidates, LanguageModel::connect);
    }

    @Override
    public Capabilities capabilities() {
        return candidates.getFirst().opened().get().capabilities();
    }

    private void ask(Question question, Request request, Sink sink) throws InterruptedException {
        StringBuilder said = new StringBuilder();
        ModelException last = null;
        for (int number = 0; number < candidates.size(); number++) {
            Candidate<LanguageModel> candidate = candidates.get(number);
            Part part = new Part(sink, said.toString());
            try {
                question.put(
                        candidate.opened().get(),
                        behind(request, said).with(candidate.config().config()),
                        part);
                part.over();
                return;
            } catch (ProviderException fault) {
                last = failed(number, fault, last, sink);
            }
            said.append(part.passed);
        }
        throw last == null ? new ModelException("there is no model to ask", false) : last;
    }

    private ModelException failed(int number, ProviderException fault, @Nullable ModelException before, Sink sink) {
        ModelException known = ModelException.of(fault);
        if (before != null) {
            known.addSuppressed(before);
        }
        if (!known.mayWorkElsewhere() || number + 1 == candidates.size()) {
            throw known;
        }
        ProviderConfig from = candidates.get(number).config();
        ProviderConfig to = candidates.get(number + 1).config();
        listener.failedOver(from.name(), known);
        sink.news(ProviderNews.failedOver(ProviderKind.LLM, from, to, known.reason()));
        return known;
    }

    private static Request behind(Request request, CharSequence said) {
        if (said.toString().isBlank()) {
            return request;
        }
        Message brokenOff = new Message.Agent(request.agent(), said.toString().strip(), true);
        return request.with(
                Stream.concat(request.messages().stream(), Stream.of(brokenOff)).toList());
    }

    /** The answer of one model. Its words pass at once; what it asks for passes when the answer is complete. */
    private static final class Part implements Sink {

        private record Asked(String name, JsonNode arguments) {}

        private final Sink sink;
        private final StringBuilder passed = new StringBuilder();
        private final List<Asked> asked = new ArrayList<>();

        /** What another model said before, as far as this one may still be about to repeat it. */
        private String before;

        /** What was held back because it repeats {@link #before} so far. */
        private final StringBuilder repeated = new StringBuilder();

        private @Nullable FinishReason finish;

        private Part(Sink sink, String before) {
            this.sink = sink;
            this.before = before;
        }

        @Override
        public void text(String delta) {
            if (before.isEmpty()) {
                pass(delta);
                return;
            }
            repeated.append(delta);
            String all = repeated.toString();
            if (all.startsWith(before)) {
                String rest = all.substring(before.length());
                before = "";
                pass(rest);
            } else if (!before.startsWith(all)) {
                goOn();
            }
        }

        /** Passes what was held back, as a new word: the model says something else. */
        private void goOn() {
            boolean apart = Character.isWhitespace(before.charAt(before.length() - 1));
            before = "";
            pass(apart ? repeated.toString() : " " + repeated);
        }

        private void pass(String text) {
            if (!text.isEmpty()) {
                passed.append(text);
                sink.text(text);
            }
        }

        @Override
        public void toolCall(String name, JsonNode arguments) {
            asked.add(new Asked(name, arguments));
        }

        @Override
        public void usage(ProviderUsage.Tokens tokens) {
            sink.usage(tokens);
        }

        @Override
        public void news(ProviderNews news) {
            sink.news(news);
        }

        @Override
        public void finished(FinishReason reason) {
            finish = reason;
        }

        private void over() {
            asked.forEach(one -> sink.toolCall(one.name(), one.arguments()));
            if (finish != null) {
                sink.finished(finish);
            }
        }
    }
}
