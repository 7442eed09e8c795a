package dev.tandem.workers.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.vendors.Fault;
import dev.tandem.vendors.ModelVendor;
import dev.tandem.vendors.ReplyScript;
import dev.tandem.vendors.VendorServer;
import dev.tandem.vendors.anthropic.AnthropicServer;
import dev.tandem.vendors.openai.OpenAiServer;
import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.egress.EgressSettings;
import dev.tandem.workers.llm.LanguageModels;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.provider.Watches;
import dev.tandem.workers.speak.SpokenAhead;
import dev.tandem.workflows.protocol.Lease;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.usage.CountedReports;
import dev.tandem.workflows.usage.ProviderReport;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A caller asks, and the models fail: what is heard and when, what is recorded, and what is billed, where a fallback is
 * late, and where none is left. The outcome's reason is that of {@code turn.failed}, and its reports are {@code
 * provider.failed_over} and {@code provider.usage}.
 */
@Timeout(20)
class ModelsAwayTest extends SessionStage {

    private static final String HOLD = "One moment, please.";
    private static final String APOLOGY = "I'm sorry, something went wrong on my side. Could you say that again?";
    private static final Egress EGRESS = new Egress(EgressSettings.allowing("127.0.0.0/8"));
    private static final LanguageModels MODELS =
            new LanguageModels(new Watches(Meters.unread(), ObservationRegistry.NOOP), EGRESS);

    private final OpenAiServer first = VendorServer.start(new OpenAiServer());
    private final AnthropicServer second = VendorServer.start(new AnthropicServer());

    @Override
    LanguageModels models() {
        return MODELS;
    }

    @Override
    SpokenAhead ahead() {
        return new SpokenAhead();
    }

    @BeforeAll
    static void warmUp() {
        MODELS.warmUp();
    }

    @AfterAll
    static void end() {
        MODELS.close();
        EGRESS.close();
    }

    @AfterEach
    void closeServers() {
        first.close();
        second.close();
    }

    /** Has a caller ask, who was greeted by an agent with both models. */
    private CompletableFuture<TurnOutcome> ask(int deadlineMs) {
        ObjectNode config = (ObjectNode) DOCUMENT.deepCopy();
        ((ArrayNode) config.path("agents")).forEach(agent -> {
            ObjectNode llm = model("openai", OpenAiServer.MODEL, first).put("deadline_ms", deadlineMs);
            llm.putArray("fallbacks").add(model("anthropic", AnthropicServer.MODEL, second));
            ((ObjectNode) agent).set("llm", llm);
        });
        document = config;
        reopen(new Lease("call", "org/call", "room", 1, 0, List.of(), ""), "a");
        greet();
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        room.listener.chat("Where is my order?");
        return turn;
    }

    private static ObjectNode model(String provider, String model, ModelVendor server) {
        return JSON.createObjectNode()
                .put("provider", provider)
                .put("model", model)
                .put("base_url", server.url())
                .put("api_key", ModelVendor.KEY)
                .put("deadline_ms", 600);
    }

    private static List<ProviderReport> recorded(TurnOutcome outcome) {
        return new CountedReports().news(outcome.reported());
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(Fault.status(401), "wrong_key", "does not take the key of llm.api_key (401)"),
                Arguments.of(
                        Fault.status(429).with("Retry-After", "30"), "too_much", "takes no more requests just now"),
                Arguments.of(Fault.status(500), "unavailable", "is broken or busy (500)"),
                Arguments.of(Fault.status(503), "unavailable", "is broken or busy (503)"),
                Arguments.of(Fault.noAnswer(), "late", "did not answer within 600 ms"),
                Arguments.of(Fault.hang(0), "late", "did not answer within 600 ms"),
                Arguments.of(Fault.reset(0), "unavailable", "The connection to anthropic"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whereNothingIsLeftTheAgentApologisesAndTheOperatorReadsWhy(Fault fault, String reason, String sentence) {
        first.always(fault);
        second.always(fault);

        TurnOutcome outcome = ask(600).orTimeout(10, TimeUnit.SECONDS).join();

        assertThat(outcome).isInstanceOfSatisfying(TurnOutcome.Failed.class, failed -> {
            assertThat(failed.reason()).contains(sentence).doesNotContain(ModelVendor.KEY);
            assertThat(failed.spoken().words()).endsWith(APOLOGY);
        });
        await().until(() -> room.transcript.stream().anyMatch(line -> line.endsWith(APOLOGY)));
        assertThat(recorded(outcome))
                .as("one provider.failed_over, and nothing is billed")
                .singleElement()
                .isInstanceOfSatisfying(ProviderReport.FailedOver.class, failed -> {
                    assertThat(failed.turn()).isEqualTo(1);
                    assertThat(failed.provider()).isEqualTo("openai");
                    assertThat(failed.next()).isEqualTo("anthropic");
                    assertThat(failed.reason()).isEqualTo(reason);
                });
    }

    @Test
    void aFallbackThatIsInTimeSoundsWithin2SecondsAndNobodyIsAskedToWait() {
        first.always(Fault.noAnswer());
        second.alwaysAnswers(ReplyScript.saying("It is on its way."));

        CompletableFuture<TurnOutcome> turn = ask(500);
        long asked = System.nanoTime();
        await().pollInterval(Duration.ofMillis(5)).until(() -> room.loudFrames.get() > 0);

        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(2));
        assertThat(replied(turn).words()).endsWith("It is on its way.");
    }

    @Test
    void whereTheFallbackCannotSoundBy2SecondsThePhraseHoldSoundsAt1200Ms() {
        first.always(Fault.noAnswer());
        second.alwaysAnswers(ReplyScript.saying("It is on its way."));

        CompletableFuture<TurnOutcome> turn = ask(2_000);
        long asked = System.nanoTime();
        await().pollInterval(Duration.ofMillis(5)).until(() -> room.loudFrames.get() > 0);

        assertThat(Duration.ofNanos(System.nanoTime() - asked))
                .isBetween(Duration.ofMillis(1_150), Duration.ofMillis(1_700));
        TurnOutcome outcome = turn.orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(((TurnOutcome.Replied) outcome).spoken().words()).isEqualTo(HOLD + " It is on its way.");
        assertThat(recorded(outcome))
                .satisfiesExactly(
                        failed -> assertThat(failed).isInstanceOf(ProviderReport.FailedOver.class),
                        used -> assertThat(used)
                                .isInstanceOfSatisfying(
                                        ProviderReport.Used.class,
                                        by -> assertThat(by.provider()).isEqualTo("anthropic")));
    }
}
