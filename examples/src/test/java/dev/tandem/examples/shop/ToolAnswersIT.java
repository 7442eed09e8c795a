package dev.tandem.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tandem.examples.played.HandPlayedCall;
import dev.tandem.workers.llm.builtin.BuiltinModel;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.graph.AgentGraph;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Plays calls whose tool fails, or answers next to nothing, with the built-in model and a real service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToolAnswersIT {

    private static final String SORRY = "I am sorry, I could not look up an order";

    private final BuiltinModel model = new BuiltinModel();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "500 | application/json | {\"message\": \"Database is down.\"} | : Database is down.",
                "404 | application/json | {\"error\": {\"message\": \"There is no such order.\"}} | : There is no such order.",
                "400 | application/json | {\"detail\": \"Orders have five digits\"} | : Orders have five digits.",
                "503 | text/html | <h1>Service Unavailable</h1> | .",
                "500 | application/json | {} | .",
                "500 | text/plain | `` | .",
                "200 | application/json | no JSON | .",
                "302 | text/plain | `` | .",
            })
    void aToolThatFailedIsNeverToldAsDone(int status, String type, String body, String why) throws Exception {
        assertThat(answer(status, type, body)).isEqualTo(SORRY + why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"\" | I found nothing there.",
                "0 | The answer is 0.",
                "false | The answer is no.",
                "[] | I found nothing there.",
                "null | I found nothing there.",
                "{\"status\": \"packed\"} | The status is packed.",
            })
    void everyAnswerHasWords(String body, String words) throws Exception {
        assertThat(answer(200, "application/json", body)).isEqualTo(words);
    }

    @Test
    void aServiceThatIsNotThereIsNoSuccess() throws Exception {
        HandPlayedCall call = new HandPlayedCall(graph("http://127.0.0.1:9"), model);
        assertThat(call.hears("Please look up my order.")).startsWith(SORRY);
    }

    @Test
    void onlyAFarewellEndsACall() throws Exception {
        HandPlayedCall call = new HandPlayedCall(graph("http://127.0.0.1:9"), model);
        call.hears("Hold on, please don't go yet, I have one more order.");
        assertThat(call.steps()).noneMatch(step -> step.startsWith("transfer_to"));
        call.hears("Bye, but one thing first: please look up my order.");
        assertThat(call.steps()).containsExactly("lookup{}");
        assertThat(call.hears("That's all, thanks.")).isEqualTo("Bye.");
    }

    private String answer(int status, String type, String body) throws Exception {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("Location", "http://elsewhere.example/");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        service.start();
        try {
            return new HandPlayedCall(
                            graph("http://127.0.0.1:" + service.getAddress().getPort()), model)
                    .hears("Please look up my order.");
        } finally {
            service.stop(0);
        }
    }

    private static AgentGraph graph(String url) throws IOException {
        return GraphDocument.load(JsonMapper.shared().readTree("""
                {"agents": [{"id": "desk", "name": "Desk", "greeting": "Hello.", "llm": {"provider": "builtin"},
                   "tools": [{"tool_type": "http", "name": "lookup", "description": "Looks up an order.",
                              "side_effect": "none", "config": {"method": "GET", "url": "URL/orders"}}],
                   "paths": [{"id": "bye", "name": "Bye", "description": "Use when the caller says goodbye.",
                              "target": {"end": true}, "say": "Bye."}]}]}
                """.replace("URL", url)));
    }
}
