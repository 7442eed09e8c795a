package dev.tandem.workers.llm.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.vendors.Exchange;
import dev.tandem.vendors.Fault;
import dev.tandem.vendors.ModelVendor;
import dev.tandem.vendors.ReplyScript;
import dev.tandem.vendors.VendorServer;
import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.egress.EgressSettings;
import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.LanguageModel.FinishReason;
import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workers.llm.LanguageModel.Request;
import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import dev.tandem.workers.llm.ModelException;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.provider.ProviderException.Reason;
import dev.tandem.workers.provider.ProviderUsage;
import dev.tandem.workflows.graph.ProviderConfig;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What every model that is reached over HTTP does, and what its faults are called. */
@Timeout(20)
public abstract class RemoteModelContract {

    private static final Duration SOON = Duration.ofSeconds(3);
    private static final String ALLOWED = "127.0.0.0/8,localhost";

    private final Egress egress = new Egress(EgressSettings.allowing(ALLOWED));
    private Provider<LanguageModel> provider;

    private ModelVendor server;

    protected abstract Provider<LanguageModel> provider();

    protected abstract ModelVendor server();

    /** Returns the path behind the server's address, as a document writes it. */
    protected abstract String path();

    protected abstract String model();

    @BeforeEach
    void open() {
        provider = provider();
        server = VendorServer.start(server());
        provider.leaveThrough(egress);
        provider.warmUp();
    }

    @AfterEach
    void close() {
        provider.close();
        server.close();
        egress.close();
    }

    private ObjectNode config() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("provider", provider.name())
                .put("model", model())
                .put("base_url", server.url() + path())
                .put("api_key", ModelVendor.KEY);
    }

    private LanguageModel open(JsonNode config) {
        return provider.open(new ProviderConfig(provider.name(), config));
    }

    private LanguageModel opened() {
        return open(config());
    }

    private static Request request(Message... messages) {
        JsonNode parameters = JsonMapper.shared()
                .readTree("{\"type\":\"object\",\"properties\":{\"order_id\":{\"type\":\"integer\"}}}");
        return new Request(
                "Maya",
                "You are Maya.",
                "en-US",
                "Europe/Berlin",
                Instant.parse("2026-11-30T09:30:00Z"),
                Map.of("order_id", JsonNodeFactory.instance.numberNode(7)),
                List.of(messages),
                List.of(
                        new ToolSpec("check_stock", "Looks for stock.", parameters, null),
                        new ToolSpec("check_order", "Looks for an order.", parameters, null)),
                JsonNodeFactory.instance.objectNode());
    }

    private static Message caller(String text) {
        return new Message.Caller(text);
    }

    private static final class Heard implements LanguageModel.Sink {

        private final List<String> words = new ArrayList<>();
        private final List<String> tools = new ArrayList<>();
        private final List<ProviderUsage.Tokens> usage = new ArrayList<>();
        private final List<FinishReason> ends = new ArrayList<>();
        private final CountDownLatch first = new CountDownLatch(1);

        @Override
        public synchronized void text(String delta) {
            words.add(delta);
            first.countDown();
        }

        @Override
        public synchronized void toolCall(String name, JsonNode arguments) {
            tools.add(name + arguments);
        }

        @Override
        public synchronized void usage(ProviderUsage.Tokens tokens) {
            usage.add(tokens);
        }

        @Override
        public synchronized void finished(FinishReason reason) {
            ends.add(reason);
        }
    }

    private Heard answer() throws InterruptedException {
        Heard heard = new Heard();
        opened().answer(request(caller("Hello")), heard);
        return heard;
    }

    private ModelException fault(LanguageModel model) {
        return catchThrowableOfType(ModelException.class, () -> model.answer(request(caller("Hello")), new Heard()));
    }

    @Test
    void wordsComeAsTheyAreWritten() throws Exception {
        server.answers(ReplyScript.saying("Hel", "lo", "."));
        Heard heard = answer();
        assertThat(heard.words).containsExactly("Hel", "lo", ".");
        assertThat(heard.ends).containsExactly(FinishReason.STOP);
        assertThat(heard.usage).singleElement().satisfies(tokens -> {
            assertThat(tokens.input()).isPositive();
            assertThat(tokens.output()).isEqualTo(2);
        });
    }

    @Test
    void toolsAreAskedForWhenTheirArgumentsAreComplete() throws Exception {
        server.answers(ReplyScript.saying("One moment.")
                .asking("check_order", "{\"order", "_id\":", "7}")
                .asking("check_stock"));
        Heard heard = answer();
        assertThat(heard.words).containsExactly("One moment.");
        assertThat(heard.tools).containsExactly("check_order{\"order_id\":7}", "check_stock{}");
        assertThat(heard.ends).containsExactly(FinishReason.TOOL_CALLS);
    }

    @Test
    void argumentsThatAreNoJsonStayText() throws Exception {
        server.answers(ReplyScript.saying().asking("check_order", "{\"order_id\":"));
        assertThat(answer().tools).containsExactly("check_order\"{\\\"order_id\\\":\"");
    }

    @Test
    void aRefusalIsSpoken() throws Exception {
        server.answers(ReplyScript.refusing("I cannot help with that."));
        Heard heard = answer();
        assertThat(heard.words).containsExactly("I cannot help with that.");
        assertThat(heard.ends).containsExactly(FinishReason.FILTERED);
    }

    @Test
    void anAnswerMayBeCutOffAtItsLength() throws Exception {
        server.answers(ReplyScript.saying("Once").ending(ReplyScript.Ending.LENGTH));
        assertThat(answer().ends).containsExactly(FinishReason.LENGTH);
    }

    @Test
    void theConnectionIsThereBeforeTheAnswerIsAskedFor() throws Exception {
        LanguageModel model = opened();
        model.connect();
        server.await(0).awaitEnd(SOON);
        assertThat(server.await(0).header("Authorization")).isNull();
        for (int asked = 1; asked < 20 && server.questions().size() < 2; asked++) {
            model.answer(request(caller("Hello")), new Heard());
        }
        model.connect();
        assertThat(server.questions().getLast().before()).isPositive();
        assertThat(server.connections()).isLessThanOrEqualTo(2);
    }

    @Test
    void aConnectionThatTheServerClosedIsReplaced() throws Exception {
        answer();
        server.resetConnections();
        assertThat(answer().words).containsExactly("All", " right", ".");
    }

    @Test
    void cancellingEndsTheRequestOnTheWireWithin100Ms() throws Exception {
        ReplyScript endless = ReplyScript.saying("On");
        for (int word = 0; word < 500; word++) {
            endless = endless.pausing(Duration.ofMillis(10));
        }
        server.answers(endless.ending(ReplyScript.Ending.STOP));
        server.next(Fault.none());
        server.next(Fault.noAnswer());
        assertCancelled(0, true);
        assertCancelled(1, false);
    }

    private void assertCancelled(int number, boolean inTheMiddle) throws InterruptedException {
        Heard heard = new Heard();
        CountDownLatch left = new CountDownLatch(1);
        LanguageModel model = opened();
        Thread asking = Thread.ofPlatform().start(() -> {
            try {
                model.answer(request(caller("Hello")), heard);
            } catch (InterruptedException cancelled) {
                left.countDown();
            }
        });
        Exchange exchange = server.await(number);
        if (inTheMiddle) {
            assertThat(heard.first.await(3, TimeUnit.SECONDS)).isTrue();
        }
        long cancelled = System.nanoTime();
        asking.interrupt();
        assertThat(left.await(3, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.ofNanos(exchange.awaitEndedAt(SOON) - cancelled)).isLessThan(Duration.ofMillis(100));
        assertThat(exchange.awaitEnd(SOON)).isEqualTo(Exchange.End.ABANDONED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        400 | WRONG_REQUEST | refuses the request
        401 | WRONG_KEY     | does not take the key of llm.api_key (401)
        403 | WRONG_KEY     | does not take the key of llm.api_key (403)
        429 | TOO_MUCH      | takes no more requests just now
        500 | UNAVAILABLE   | is broken or busy (500)
        503 | UNAVAILABLE   | is broken or busy (503)
        529 | UNAVAILABLE   | is broken or busy (529)
        """)
    void anErrorHasItsReasonAndItsSentence(int status, Reason reason, String sentence) {
        server.next(Fault.status(status));
        ModelException fault = fault(opened());
        assertThat(fault.reason()).isEqualTo(reason);
        assertThat(fault).hasMessageContaining(sentence).hasMessageNotContaining(ModelVendor.KEY);
        assertThat(server.questions()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"429, 0.1, TOO_MUCH", "503, 0.1, UNAVAILABLE", "529, 0.1, UNAVAILABLE", "503, 0, UNAVAILABLE"})
    void aServerThatSaysWhenToAskAgainIsAskedThenWithinTheDeadline(int status, String after, Reason reason)
            throws Exception {
        server.next(Fault.status(status).with("Retry-After", after));
        Heard heard = answer();
        assertThat(heard.words).isNotEmpty();
        List<Exchange> asked = server.questions();
        assertThat(asked).hasSize(2);
        assertThat(Duration.ofNanos(asked.get(1).began() - asked.get(0).began()))
                .isGreaterThanOrEqualTo(Duration.ofMillis((long) (Double.parseDouble(after) * 1_000)));

        server.next(Fault.status(status).with("Retry-After", "20"));
        assertThat(fault(opened()).reason()).isEqualTo(reason);
        assertThat(server.questions()).hasSize(3);
    }

    @Test
    void anAnswerThatBreaksOffIsAFaultAndWhatCameStands() {
        for (Fault broken : List.of(
                Fault.reset(3),
                Fault.cutShort(3),
                Fault.malformed(3, "event: content_block_delta\ndata: {\"a\": \n\n"))) {
            server.answers(ReplyScript.saying("One ", "two ", "three ", "four"));
            server.next(broken);
            assertThat(fault(opened()).reason()).as("%s", broken).isEqualTo(Reason.UNAVAILABLE);
        }
    }

    @Test
    void aDocumentThatIsWrongIsToldWhatToCorrect() {
        assertThat(fault(open(config().put("model", "gpt-unknown"))))
                .hasMessageContaining("does not know the model \"gpt-unknown\"")
                .hasMessageContaining("llm.model");
        assertThat(fault(open(config().put("api_key", "sk-wrong"))).reason()).isEqualTo(Reason.WRONG_KEY);
        assertThat(fault(open(config().put("base_url", server.url() + "/elsewhere/x"))))
                .satisfiesAnyOf(
                        fault -> assertThat(fault).hasMessageContaining("server at"),
                        fault -> assertThat(server.questions()).isNotEmpty());
        assertThat(fault(open(config().put("temperature", 3.5)))).hasMessageContaining("temperature");
        assertThat(catchThrowableOfType(ModelException.class, () -> open(config().put("base_url", "not an address"))))
                .hasMessageContaining("base_url");
    }

    @Test
    void anAddressWithoutSuchAServerIsNamed() {
        server.next(Fault.status(200).saying("<html>Welcome</html>"));
        assertThat(fault(opened())).hasMessageContaining("There is no").hasMessageContaining("correct llm.base_url");
        assertThat(fault(open(config().put("base_url", "http://127.0.0.1:9"))))
                .hasMessageContaining("Nothing answers at http://127.0.0.1:9");
        assertThat(fault(open(config().put("base_url", "http://10.1.2.3/v1"))))
                .hasMessageContaining("TANDEM_EGRESS_ALLOW");
        assertThat(fault(open(config().put("base_url", "https://no-such-host.invalid/v1"))))
                .hasMessageContaining("no address");
    }

    @Test
    void aCertificateThatDoesNotFitIsNamed() {
        try (ModelVendor secure = VendorServer.startSecureAs("elsewhere.example", server())) {
            assertThat(fault(open(config().put("base_url", secure.url() + path()))))
                    .hasMessageContaining("The certificate of https://localhost");
        }
    }

    @Test
    void aProxyThatBarsTheWayIsNamed() {
        server.always(Fault.status(407));
        EgressSettings proxied = new EgressSettings("", Optional.of(URI.create(server.url())), false);
        Provider<LanguageModel> inside = provider();
        try (Egress through = new Egress(proxied)) {
            inside.leaveThrough(through);
            LanguageModel model =
                    inside.open(new ProviderConfig(inside.name(), config().put("base_url", "http://93.184.216.34/v1")));
            assertThat(fault(model)).hasMessageContaining("HTTPS_PROXY");
        } finally {
            inside.close();
        }
    }

    @Test
    void aPromptOnlyGrowsSoThatTheProvidersCacheHits() throws Exception {
        LanguageModel model = opened();
        Heard first = new Heard();
        Heard second = new Heard();
        model.answer(request(caller("Hello, I wait for my order.")), first);
        model.answer(
                request(
                        caller("Hello, I wait for my order."),
                        new Message.Agent("Maya", "Which one?", false),
                        new Message.ToolCalled("c/1/1/0", "check_order", JsonNodeFactory.instance.objectNode()),
                        new Message.ToolReturned(
                                "c/1/1/0",
                                "check_order",
                                JsonNodeFactory.instance.objectNode().put("state", "⟦sent⟧")),
                        caller("The one of yesterday.")),
                second);
        JsonNode earlier = server.questions().getFirst().json();
        JsonNode later = server.questions().getLast().json();
        assertThat(later.path("tools")).isEqualTo(earlier.path("tools"));
        assertThat(later.path("tools").toString().indexOf("check_order"))
                .isLessThan(later.path("tools").toString().indexOf("check_stock"));
        assertThat(later.path("system")).isEqualTo(earlier.path("system"));
        assertThat(later.path("messages").toString()).doesNotContain("⟦sent⟧").contains("[sent]");
        assertThat(second.usage.getFirst().cached())
                .isGreaterThan(first.usage.getFirst().input() / 2);
    }
}
