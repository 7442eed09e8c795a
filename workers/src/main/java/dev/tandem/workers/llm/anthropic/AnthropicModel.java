package dev.tandem.workers.llm.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientImpl;
import com.anthropic.core.ClientOptions;
import com.anthropic.core.JsonValue;
import com.anthropic.core.LogLevel;
import com.anthropic.core.ObjectMappers;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicInvalidDataException;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.SseException;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
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
final class AnthropicModel implements LanguageModel {

    private final RemoteConfig config;
    private final ModelServer server;
    private final ServerFaults faults;
    private final AnthropicClient client;

    /** @param transport carries the SDK's requests */
    AnthropicModel(RemoteConfig config, ModelServer server, HttpClient transport) {
        this.config = config;
        this.server = server;
        this.faults = new ServerFaults(config, "Messages");
        // The SDK adds the version to the path; people who know other vendors write it into the address.
        String address = config.baseUrl().replaceFirst("/v1$", "");
        this.client = new AnthropicClientImpl(ClientOptions.builder()
                .httpClient(transport)
                .baseUrl(address)
                // Retries, deadlines and logs are the platform's.
                .maxRetries(0)
                .logLevel(LogLevel.OFF)
                .streamHandlerExecutor(Runnable::run)
                .completionExecutor(Runnable::run)
                .build());
    }

    /** Returns a model that leaves through that way. */
    static AnthropicModel at(RemoteConfig config, ModelServer server) {
        return new AnthropicModel(config, server, new AnthropicTransport(server, config.baseUrl(), config.key()));
    }

    @Override
    public void connect() {
        server.connect(config.baseUrl());
    }

    @Override
    public void answer(Request request, Sink sink) throws InterruptedException {
        MessageCreateParams params = MessageRequest.of(PromptText.of(request, config.rules()), config);
        Patience.ask(config.deadline(), sink, parts -> ask(params, parts));
    }

    private void ask(MessageCreateParams params, Asking.Parts parts) {
        MessageAnswer answer = new MessageAnswer(parts, faults);
        try (HttpResponseFor<StreamResponse<RawMessageStreamEvent>> response =
                client.messages().withRawResponse().createStreaming(params)) {
            faults.requireEvents(response.headers().values("Content-Type"));
            try (StreamResponse<RawMessageStreamEvent> events = response.parse()) {
                Iterator<RawMessageStreamEvent> each = events.stream().iterator();
                while (each.hasNext()) {
                    answer.take(each.next());
                }
            }
            answer.over();
        } catch (SseException broken) {
            throw faults.brokenOff(text(broken.body(), "type"));
        } catch (AnthropicServiceException error) {
            throw answered(error);
        } catch (AnthropicIoException fault) {
            throw faults.connection(fault.getCause() instanceof IOException cause ? cause : new IOException(fault));
        } catch (AnthropicInvalidDataException unreadable) {
            throw faults.unreadable();
        }
    }

    private RuntimeException answered(AnthropicServiceException error) {
        return faults.answered(
                error.statusCode(),
                text(error.body(), "type"),
                "",
                text(error.body(), "message"),
                ServerFaults.retryAfter(Optional.empty(), header(error, "retry-after")));
    }

    private static String text(JsonValue body, String field) {
        try {
            return JsonMapper.shared()
                    .readTree(ObjectMappers.jsonMapper().writeValueAsString(body))
                    .path("error")
                    .path(field)
                    .asString("");
        } catch (JsonProcessingException | JacksonException none) {
            return "";
        }
    }

    private static Optional<String> header(AnthropicServiceException error, String name) {
        return error.headers().values(name).stream().findFirst();
    }
}
