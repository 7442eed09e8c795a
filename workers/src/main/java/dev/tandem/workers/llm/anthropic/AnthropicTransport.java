package dev.tandem.workers.llm.anthropic;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.AnthropicIoException;
import dev.tandem.workers.llm.http.ModelServer;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** Carries the SDK's requests over our own connections, through the egress door. */
final class AnthropicTransport implements HttpClient {

    private final ModelServer server;
    private final String baseUrl;
    private final String key;

    /** @param key empty if the server wants none; the SDK takes keys only with its own transport */
    AnthropicTransport(ModelServer server, String baseUrl, String key) {
        this.server = server;
        this.baseUrl = baseUrl;
        this.key = key;
    }

    @Override
    public HttpResponse execute(HttpRequest request, RequestOptions options) {
        try {
            return new Answered(server.execute(baseUrl, translated(request)));
        } catch (IOException fault) {
            throw new AnthropicIoException("Request failed", fault);
        }
    }

    @Override
    public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
        throw new UnsupportedOperationException("only the blocking client is used");
    }

    @Override
    public void close() {
        // The connections are the provider's.
    }

    private Request translated(HttpRequest request) {
        Request.Builder translated = new Request.Builder().url(request.url());
        request.headers()
                .names()
                .forEach(name -> request.headers().values(name).forEach(value -> translated.addHeader(name, value)));
        if (!key.isEmpty()) {
            translated.header("x-api-key", key);
        }
        HttpRequestBody body = request.body().orElse(null);
        return translated
                .method(request.method().name(), body == null ? null : new Body(body))
                .build();
    }

    private static final class Body extends RequestBody {

        private final HttpRequestBody body;

        private Body(HttpRequestBody body) {
            this.body = body;
        }

        @Override
        public @Nullable MediaType contentType() {
            String type = body.contentType();
            return type == null ? null : MediaType.parse(type);
        }

        @Override
        public long contentLength() {
            return body.contentLength();
        }

        @Override
        public boolean isOneShot() {
            return !body.repeatable();
        }

        @Override
        public void writeTo(BufferedSink sink) {
            body.writeTo(sink.outputStream());
        }
    }

    private record Answered(Response response) implements HttpResponse {

        @Override
        public int statusCode() {
            return response.code();
        }

        @Override
        public Headers headers() {
            Headers.Builder headers = Headers.builder();
            response.headers().forEach(header -> headers.put(header.getFirst(), header.getSecond()));
            return headers.build();
        }

        @Override
        public InputStream body() {
            return response.body().byteStream();
        }

        @Override
        public void close() {
            response.close();
        }
    }
}
