package dev.tandem.workers.tool.http;

import dev.tandem.workers.tool.SentRequest;
import dev.tandem.workers.tool.ToolFault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Sends a request, and follows where its answer leads. */
final class HttpExchange {

    private static final int MOST_REDIRECTS = 5;

    private final OkHttpClient client;

    HttpExchange(OkHttpClient client) {
        this.client = client;
    }

    /**
     * Says how a request is sent.
     *
     * @param once whether it has a connection of its own: a kept-alive one may be closed by the service at any moment,
     *     and then nobody knows whether the request was read
     * @param redirectHosts the other hosts to which a redirect may lead
     */
    record Manner(boolean once, List<String> redirectHosts, Duration limit) {}

    /**
     * Sends a request, and returns the answer that is no redirect.
     *
     * @throws ToolFault if there is none
     */
    HttpAnswer send(Request request, Manner manner) throws InterruptedException {
        long end = System.nanoTime() + manner.limit().toNanos();
        Request next = request;
        boolean acted = false;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            HttpAnswer answer = acted ? fetched(next, manner.once(), end) : exchange(next, manner.once(), end);
            if (!Redirect.isOne(answer.status())) {
                return answer;
            }
            Request following = Redirect.follow(next, answer, manner.redirectHosts());
            acted = acted || !following.method().equals(next.method());
            next = following;
        }
        throw new ToolFault(
                acted ? ToolFault.Kind.UNREADABLE : ToolFault.Kind.REFUSED, "the service redirects in circles");
    }

    /** Fetches the answer of a request that has acted already. If it cannot be had, the request has acted nevertheless. */
    private HttpAnswer fetched(Request request, boolean once, long end) throws InterruptedException {
        HttpAnswer answer;
        try {
            answer = exchange(request, once, end);
        } catch (ToolFault fault) {
            throw new ToolFault(
                    ToolFault.Kind.LOST,
                    "the service took the request, and its answer cannot be fetched: " + fault.getMessage(),
                    fault);
        }
        if (answer.status() >= 400) {
            throw new ToolFault(
                    ToolFault.Kind.LOST,
                    "the service took the request, and its answer cannot be fetched: status " + answer.status());
        }
        return answer;
    }

    private HttpAnswer exchange(Request request, boolean once, long end) throws InterruptedException {
        SentRequest sent = new SentRequest();
        OkHttpClient.Builder own = client.newBuilder().eventListener(sent);
        if (once) {
            own.connectionPool(new ConnectionPool(0, 1, TimeUnit.MILLISECONDS));
        }
        Call call = own.build().newCall(request);
        call.timeout().timeout(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        try (Response response = call.execute()) {
            return HttpAnswer.read(response);
        } catch (IOException broken) {
            call.cancel();
            throw sent.fault(broken);
        }
    }
}
