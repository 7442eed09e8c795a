package dev.tandem.workers.llm.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.openai.core.JsonValue;
import com.openai.core.LogLevel;
import com.openai.core.ObjectMappers;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.SseException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.http.Asking;
import dev.tandem.workers.llm.http.ModelServer;
import dev.tandem.workers.llm.http.Patience;
import dev.tandem.workers.llm.http.PromptText;
import dev.tandem.workers.llm.http.RemoteConfig;
import dev.tandem.workers.llm.http.ServerFaults;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A model at one address, with one key. */
final class OpenAiModel implements LanguageModel {

    private final RemoteConfig config;
    private final ModelServer server;
    private final ServerFaults faults;
    private final OpenAIClient client;
    private final boolean vendors;

    /** @param transport carries the SDK's requests */
    OpenAiModel(RemoteConfig config, ModelServer server, HttpClient transport) {
        this.config = config;
        this.server = server;
        this.faults = new ServerFaults(config, "Chat Completions");
        this.vendors = config.baseUrl().contains("://api.openai.com/");
        boolean signed = !config.key().isEmpty();
        this.client = new OpenAIClientImpl(ClientOptions.builder()
                .httpClient(transport)
                .baseUrl(config.baseUrl())
                .apiKey(signed ? config.key() : "none")
                // Retries, deadlines and logs are the platform's.
                .maxRetries(0)
                .logLevel(LogLevel.OFF)
                .streamHandlerExecutor(Runnable::run)
                .build());
    }

    /** Returns a model that leaves through that way. */
    static OpenAiModel at(RemoteConfig config, ModelServer server) {
        return new OpenAiModel(
                config,
                server,
                new OpenAiTransport(server, config.baseUrl(), !config.key().isEmpty()));
    }

    @Override
    public void connect() {
        server.connect(config.baseUrl());
    }

    @Override
    public void answer(Request request, Sink sink) throws InterruptedException {
        ChatCompletionCreateParams params = ChatRequest.of(PromptText.of(request, config.rules()), config, vendors);
        Patience.ask(config.deadline(), sink, parts -> ask(params, parts));
    }

    private void ask(ChatCompletionCreateParams params, Asking.Parts parts) {
        ChatAnswer answer = new ChatAnswer(parts, faults);
        try (HttpResponseFor<StreamResponse<ChatCompletionChunk>> response =
                client.chat().completions().withRawResponse().createStreaming(params)) {
            faults.requireEvents(response.headers().values("Content-Type"));
            try (StreamResponse<ChatCompletionChunk> chunks = response.parse()) {
                Iterator<ChatCompletionChunk> each = chunks.stream().iterator();
                while (each.hasNext()) {
                    answer.take(each.next());
                }
            }
            answer.over();
        } catch (SseException broken) {
            throw faults.brokenOff(text(broken.body(), "type"));
        } catch (OpenAIServiceException error) {
            throw answered(error);
        } catch (OpenAIIoException fault) {
            throw faults.connection(fault.getCause() instanceof IOException cause ? cause : new IOException(fault));
        } catch (OpenAIInvalidDataException unreadable) {
            throw faults.unreadable();
        }
    }

    /** Reads the body itself: other servers leave fields out, or send numbers for texts. */
    private RuntimeException answered(OpenAIServiceException error) {
        return faults.answered(
                error.statusCode(),
                text(error.body(), "code") + " " + text(error.body(), "type"),
                text(error.body(), "param"),
                text(error.body(), "message"),
                ServerFaults.retryAfter(header(error, "retry-after-ms"), header(error, "retry-after")));
    }

    private static String text(JsonValue body, String field) {
        try {
            return JsonMapper.shared()
                    .readTree(ObjectMappers.jsonMapper().writeValueAsString(body))
                    .path(field)
                    .asString("");
        } catch (JsonProcessingException | JacksonException none) {
            return "";
        }
    }

    private static Optional<String> header(OpenAIServiceException error, String name) {
        return error.headers().values(name).stream().findFirst();
    }
}
