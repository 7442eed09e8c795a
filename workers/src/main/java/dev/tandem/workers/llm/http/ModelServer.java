package dev.tandem.workers.llm.http;

import dev.tandem.workers.egress.Egress;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to models' servers, which are open before somebody waits. They are shared by all calls of the
 * process, probed while they are idle, and replaced when a server closes them.
 */
public final class ModelServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelServer.class);

    /** Connections that are kept while nobody uses them: a server of HTTP/1.1 needs one for each answer under way. */
    private static final int IDLE = 64;

    private static final Duration KEPT = Duration.ofMinutes(5);

    /** An HTTP/2 connection that does not answer a ping within this time is replaced. */
    private static final Duration PING = Duration.ofSeconds(15);

    /** An answer in which nothing comes for this long is given up, where no deadline stands around it. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** A connection that was used this recently is taken for open, ns. */
    private static final long FRESH = Duration.ofSeconds(20).toNanos();

    private final OkHttpClient client;
    private final Map<String, Long> usedAt = new ConcurrentHashMap<>();

    public ModelServer(Egress egress) {
        this.client = egress.client()
                .newBuilder()
                .connectionPool(new ConnectionPool(IDLE, KEPT.toMinutes(), TimeUnit.MINUTES))
                .pingInterval(PING)
                .readTimeout(SILENCE)
                // A connection that the server has closed meanwhile is noticed when it is used, and replaced.
                .retryOnConnectionFailure(true)
                .build();
    }

    /**
     * Begins to open a connection by asking for nothing in particular: whatever the server answers, the connection is
     * there. No key is sent.
     */
    public void connect(String baseUrl) {
        long now = System.nanoTime();
        Long last = usedAt.get(baseUrl);
        if (last != null && now - last < FRESH) {
            return;
        }
        usedAt.put(baseUrl, now);
        client.newCall(new Request.Builder().url(baseUrl + "/models").head().build())
                .enqueue(new Callback() {
                    @Override
                    public void onResponse(Call call, Response response) {
                        response.close();
                    }

                    @Override
                    public void onFailure(Call call, IOException fault) {
                        LOG.debug("no connection to a model's server yet; its next answer will say why", fault);
                    }
                });
    }

    /** Sends a request of the answer that this thread works for. Its cancelling cancels the request. */
    public Response execute(String baseUrl, Request request) throws IOException {
        usedAt.put(baseUrl, System.nanoTime());
        return Asking.current().begin(client.newCall(request)).execute();
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
    }
}
