package dev.tandem.workers.llm.http;

import dev.tandem.workers.llm.LanguageModel;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** An answer that no server gives: what a process goes through once before its first call. */
public final class RehearsedAnswer {

    private static final String FILE = "rehearsal.txt";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private RehearsedAnswer() {}

    /** Has a model answer once. */
    public static void take(Function<RemoteConfig, LanguageModel> model, String vendor, String baseUrl) {
        RemoteConfig config = new RemoteConfig(vendor, baseUrl, "none", "none", null, null, "", LIMIT);
        JsonNode parameters = JsonNodeFactory.instance.objectNode().put("type", "object");
        LanguageModel.Request request = new LanguageModel.Request(
                "",
                "",
                "en-US",
                "UTC",
                Map.of(),
                List.of(new LanguageModel.Message.Caller("Hello")),
                List.of(new LanguageModel.ToolSpec("none", "", parameters, null)),
                JsonNodeFactory.instance.objectNode());
        try {
            model.apply(config).answer(request, new Unheard());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the answer of a vendor, as it stands on the wire. */
    public static InputStream beside(Class<?> vendor) {
        InputStream answer = vendor.getResourceAsStream(FILE);
        if (answer == null) {
            throw new IllegalStateException("no " + FILE + " beside " + vendor.getName());
        }
        return answer;
    }

    private static final class Unheard implements LanguageModel.Sink {

        @Override
        public void text(String delta) {
            // Nobody listens.
        }

        @Override
        public void toolCall(String name, JsonNode arguments) {
            // Nobody acts.
        }
    }
}
