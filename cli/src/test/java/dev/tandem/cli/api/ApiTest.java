package dev.tandem.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

@SuppressWarnings("NullAway.Init") // set before each test
class ApiTest {

    /** @param status 0: the connection is closed without an answer */
    private record Scripted(int status, String body) {}

    private final Queue<Scripted> answers = new ArrayDeque<>();
    private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private Api api;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Scripted answer = answers.size() > 1 ? answers.remove() : answers.element();
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
            if (answer.status() != 0) {
                byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        api = new Api(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "tdm_secret", 1);
    }

    @AfterEach
    void stop() {
        api.close();
        server.stop(0);
    }

    @Test
    void aPostThatIsLostIsSentAgainUnderTheSameKey() throws Exception {
        answers.addAll(List.of(new Scripted(0, ""), new Scripted(503, "{}"), new Scripted(201, "{\"id\": \"a\"}")));

        Answer answer = api.post("/api/workflows", JsonNodeFactory.instance.objectNode());

        assertThat(answer.fine().path("id").asString()).isEqualTo("a");
        assertThat(keys).hasSize(3).doesNotContain("null");
        assertThat(keys.stream().distinct()).hasSize(1);
    }

    @Test
    void aChangeUnderAPreconditionIsSentOnce() {
        answers.add(new Scripted(0, ""));

        assertThatThrownBy(() -> api.patch("/api/workflows/a", "\"1\"", JsonNodeFactory.instance.objectNode()))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.exitCode()).isEqualTo(Failure.UNREACHABLE));
        assertThat(keys).hasSize(1);
    }

    @Test
    void whatTheApiSaysOfAFaultIsShown() throws Exception {
        answers.add(
                new Scripted(
                        422,
                        "{\"type\": \"/api/problems/invalid-configuration\", \"detail\": \"Not valid.\", \"problems\":"
                                + " [{\"pointer\": \"/agents/0\", \"message\": \"Give it a name.\", \"code\": \"required\"}]}"));

        Answer answer = api.get("/api/workflows");

        assertThat(answer.problem()).isEqualTo("invalid-configuration");
        assertThatThrownBy(answer::fine)
                .hasMessage("Not valid.\n  /agents/0 Give it a name.")
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.exitCode()).isEqualTo(Failure.REFUSED));
    }

    @Test
    void whatIsNoApiIsSaidToBeNone() {
        answers.add(new Scripted(200, "<html>Welcome</html>"));

        assertThatThrownBy(() -> api.get("/api/workflows")).hasMessageContaining("is not Tandem's API");
    }

    @Test
    void allPagesOfAListAreRead() throws Exception {
        answers.addAll(List.of(
                new Scripted(200, "{\"items\": [{\"id\": 1}], \"next_cursor\": \"n\"}"),
                new Scripted(200, "{\"items\": [{\"id\": 2}], \"next_cursor\": null}")));

        assertThat(api.all("/api/workflows"))
                .extracting(item -> item.path("id").asInt())
                .containsExactly(1, 2);
    }
}
