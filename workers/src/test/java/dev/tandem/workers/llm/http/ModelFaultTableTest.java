package dev.tandem.workers.llm.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.vendors.Fault;
import dev.tandem.vendors.ModelVendor;
import dev.tandem.vendors.ReplyScript;
import dev.tandem.vendors.VendorServer;
import dev.tandem.vendors.anthropic.AnthropicServer;
import dev.tandem.vendors.openai.OpenAiServer;
import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.egress.EgressSettings;
import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.LanguageModels;
import dev.tandem.workers.llm.ModelException;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.provider.Watches;
import dev.tandem.workers.usage.ProviderReports;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.usage.CountedReports;
import dev.tandem.workflows.usage.ProviderReport;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every fault of every model that is reached over HTTP, with another vendor's model behind it: what the caller hears and
 * when, what is recorded, and what is billed. The table is logged; docs/providers.md has it.
 */
@Timeout(20)
class ModelFaultTableTest {

    private static final Logger LOG = LoggerFactory.getLogger(ModelFaultTableTest.class);
    private static final List<String> TABLE = new CopyOnWriteArrayList<>();

    private static final String WORDS = "One two three four five.";
    private static final Duration DEADLINE = Duration.ofMillis(800);

    /** From the question to the first word that is heard. */
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(2);

    private static final Egress EGRESS = new Egress(EgressSettings.allowing("127.0.0.0/8"));
    private static final LanguageModels MODELS =
            new LanguageModels(new Watches(Meters.unread(), ObservationRegistry.NOOP), EGRESS);

    /** What a process does when it starts, and one exchange each, which loads what a connection needs. */
    @BeforeAll
    static void warmUp() throws Exception {
        MODELS.warmUp();
        for (String vendor : List.of("openai", "anthropic")) {
            try (ModelVendor server = server(vendor)) {
                ObjectNode patient = config(vendor, server);
                patient.remove("deadline_ms");
                model(patient).answer(question(patient), new Ear());
                server.next(Fault.status(503));
                assertThatThrownBy(() -> model(patient).answer(question(patient), new Ear()))
                        .isInstanceOf(ModelException.class);
            }
        }
    }

    @AfterAll
    static void close() {
        LOG.info("Faults of models\n{}", String.join("\n", TABLE));
        MODELS.close();
        EGRESS.close();
    }

    static Stream<Arguments> table() {
        List<Fault> faults = List.of(
                Fault.status(401),
                Fault.status(429).with("Retry-After", "30"),
                Fault.status(500),
                Fault.status(503),
                Fault.noAnswer(),
                Fault.hang(0),
                Fault.hang(5),
                Fault.reset(0),
                Fault.reset(5),
                Fault.malformed(5, "event: content_block_delta\ndata: {\"half\": \n\n"),
                Fault.cutShort(5),
                Fault.slowDrip(Duration.ofMillis(1_500)),
                Fault.late(Duration.ofSeconds(2)));
        return Stream.of("openai", "anthropic")
                .flatMap(vendor -> faults.stream().map(fault -> Arguments.of(vendor, fault)));
    }

    private static ObjectNode config(String vendor, ModelVendor server) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("provider", vendor)
                .put("model", vendor.equals("openai") ? OpenAiServer.MODEL : AnthropicServer.MODEL)
                .put("base_url", server.url())
                .put("api_key", ModelVendor.KEY)
                .put("deadline_ms", DEADLINE.toMillis());
    }

    private static ModelVendor server(String vendor) {
        ModelVendor server = vendor.equals("openai")
                ? VendorServer.start(new OpenAiServer())
                : VendorServer.start(new AnthropicServer());
        server.alwaysAnswers(ReplyScript.saying("One ", "two ", "three ", "four ", "five."));
        return server;
    }

    private static LanguageModel model(JsonNode config) {
        return MODELS.model(new ProviderConfig(config.path("provider").asString(), config));
    }

    private static LanguageModel.Request question(JsonNode config) {
        return new LanguageModel.Request(
                "Maya",
                "You are Maya.",
                "en-US",
                "UTC",
                Map.of(),
                List.of(new LanguageModel.Message.Caller("Count.")),
                List.of(),
                config);
    }

    private static final class Ear implements LanguageModel.Sink {

        private final StringBuilder words = new StringBuilder();
        private final long began = System.nanoTime();
        private long firstAt;

        @Override
        public void text(String delta) {
            firstAt = firstAt == 0 ? System.nanoTime() : firstAt;
            words.append(delta);
        }

        @Override
        public void toolCall(String name, JsonNode arguments) {
            throw new AssertionError("nobody offered a tool");
        }
    }

    @ParameterizedTest
    @MethodSource("table")
    void theNextModelGoesOnAtOnceAndSaysNothingTwice(String vendor, Fault fault) throws Exception {
        String other = vendor.equals("openai") ? "anthropic" : "openai";
        try (ModelVendor first = server(vendor);
                ModelVendor second = server(other)) {
            first.always(fault);
            ObjectNode config = config(vendor, first);
            config.putArray("fallbacks").add(config(other, second));
            Ear ear = new Ear();
            ProviderReports call = new ProviderReports(1);
            call.at(3, "maya");
            call.model(model(config)).answer(question(config), ear);

            assertThat(ear.words).hasToString(WORDS);
            assertThat(Duration.ofNanos(ear.firstAt - ear.began)).isLessThan(HEARD_WITHIN);
            List<ProviderReport> recorded = new CountedReports().news(call.waiting());
            assertThat(recorded).hasSize(2);
            assertThat(recorded.getFirst())
                    .as("provider.failed_over")
                    .isInstanceOfSatisfying(ProviderReport.FailedOver.class, failed -> {
                        assertThat(failed.turn()).isEqualTo(3);
                        assertThat(failed.provider()).isEqualTo(vendor);
                        assertThat(failed.next()).isEqualTo(other);
                        assertThat(failed.reason()).isEqualTo(reason(fault));
                    });
            assertThat(recorded.getLast())
                    .as("provider.usage: the tokens of the one that answered, once")
                    .isInstanceOfSatisfying(ProviderReport.Used.class, used -> {
                        assertThat(used.provider()).isEqualTo(other);
                        assertThat(used.inputTokens()).isPositive();
                        assertThat(used.outputTokens()).isPositive();
                    });
            TABLE.add("| %s | %s | %d ms | %s | %s |"
                    .formatted(
                            vendor,
                            fault,
                            Duration.ofNanos(ear.firstAt - ear.began).toMillis(),
                            reason(fault),
                            recorded.getLast()));
            assertThat(first.questions()).hasSize(1);
            assertThat(second.questions()).hasSize(1);
            // What was said stands in the request, broken off, so that the model goes on behind it.
            assertThat(second.questions().getFirst().text().contains(" —")).isEqualTo(breaksInTheMiddle(fault));
        }
    }

    private static String reason(Fault fault) {
        return switch (fault) {
            case Fault.Status(int code, var _, var _) when code == 401 -> "wrong_key";
            case Fault.Status(int code, var _, var _) when code == 429 -> "too_much";
            case Fault.NoAnswer _, Fault.Late _, Fault.Hang _, Fault.SlowDrip _ -> "late";
            case Fault.Status _,
                    Fault.Reset _,
                    Fault.Malformed _,
                    Fault.BrokenFrame _,
                    Fault.CutShort _,
                    Fault.CloseCode _ -> "unavailable";
            case Fault.None _ -> throw new IllegalArgumentException("nothing goes wrong");
        };
    }

    private static boolean breaksInTheMiddle(Fault fault) {
        return (fault instanceof Fault.Hang(int after) && after > 0)
                || (fault instanceof Fault.Reset(int sent) && sent > 0)
                || fault instanceof Fault.Malformed
                || fault instanceof Fault.CutShort;
    }

    @Test
    void aModelThatFailsAgainAndAgainIsNotAskedForAWhile() throws Exception {
        try (ModelVendor first = server("openai");
                ModelVendor second = server("anthropic")) {
            first.always(Fault.status(503));
            ObjectNode config = config("openai", first);
            config.putArray("fallbacks").add(config("anthropic", second));
            for (int turn = 0; turn < 8; turn++) {
                Ear ear = new Ear();
                model(config).answer(question(config), ear);
                assertThat(ear.words).hasToString(WORDS);
            }
            assertThat(first.questions()).hasSize(5);
            assertThat(second.questions()).hasSize(8);
        }
    }
}
