package dev.tandem.workers.tool.http;

import dev.tandem.workers.tool.ToolFault;
import dev.tandem.workers.workspace.OpenWorkspace;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;

/** One request and its answer. */
final class HttpExchange {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MOST_REDIRECTS = 3;

    private final HttpClient client;

    HttpExchange(HttpClient client) {
        this.client = client;
    }

    /**
     * Sends a request.
     *
     * @throws ToolFault if there is no answer, or it is an error
     */
    HttpAnswer send(HttpRequest request, OpenWorkspace workspace) throws InterruptedException {
        HttpRequest next = request;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            HttpAnswer answer = once(next);
            if (!REDIRECTS.contains(answer.status())) {
                return answer.orFault(workspace.redaction());
            }
            next = redirected(next, answer);
        }
        throw new ToolFault(ToolFault.Kind.REFUSED, "the service redirects in circles");
    }

    private HttpAnswer once(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return HttpAnswer.read(response, body);
            }
        } catch (ConnectException | HttpConnectTimeoutException notReached) {
            throw new ToolFault(ToolFault.Kind.UNAVAILABLE, "the service cannot be reached", notReached);
        } catch (IOException broken) {
            if (Thread.interrupted()) {
                throw interrupted(broken);
            }
            throw new ToolFault(ToolFault.Kind.LOST, "the service's answer broke off or did not come in time", broken);
        }
    }

    private static InterruptedException interrupted(IOException cause) {
        InterruptedException interrupted = new InterruptedException("cancelled while the tool answered");
        interrupted.initCause(cause);
        return interrupted;
    }

    /**
     * Follows a redirect, but only on the same host: another host would get the arguments and the headers, which nobody
     * allowed.
     */
    private static HttpRequest redirected(HttpRequest request, HttpAnswer answer) {
        URI from = request.uri();
        URI to = from.resolve(answer.location());
        boolean sameHost =
                from.getScheme().equals(to.getScheme()) && from.getAuthority().equals(to.getAuthority());
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        if (!sameHost || !reads) {
            throw new ToolFault(
                    ToolFault.Kind.REFUSED,
                    "the service redirects elsewhere, which is not followed; put the final url in the tool's config");
        }
        return HttpRequest.newBuilder(request, (name, value) -> true).uri(to).build();
    }
}
