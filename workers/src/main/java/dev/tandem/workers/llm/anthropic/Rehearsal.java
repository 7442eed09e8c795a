package dev.tandem.workers.llm.anthropic;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import dev.tandem.workers.llm.http.RehearsedAnswer;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;

/** Answers without a server, so that all code of an answer is loaded before the first caller waits for it. */
final class Rehearsal implements HttpClient {

    @Override
    public HttpResponse execute(HttpRequest request, RequestOptions options) {
        return new HttpResponse() {
            @Override
            public int statusCode() {
                return 200;
            }

            @Override
            public Headers headers() {
                return Headers.builder()
                        .put("Content-Type", "text/event-stream")
                        .build();
            }

            @Override
            public InputStream body() {
                return RehearsedAnswer.beside(Rehearsal.class);
            }

            @Override
            public void close() {
                // There is no connection.
            }
        };
    }

    @Override
    public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
        throw new UnsupportedOperationException("only the blocking client is used");
    }

    @Override
    public void close() {
        // There is no connection.
    }
}
