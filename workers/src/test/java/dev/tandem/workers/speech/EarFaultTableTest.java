package dev.tandem.workers.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.vendors.Fault;
import dev.tandem.vendors.VendorServer;
import dev.tandem.vendors.deepgram.DeepgramServer;
import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.egress.EgressSettings;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.provider.Watches;
import dev.tandem.workers.usage.ProviderReports;
import dev.tandem.workflows.usage.CountedReports;
import dev.tandem.workflows.usage.ProviderReport;
import dev.tandem.workflows.usage.ProviderReport.FailedOver;
import dev.tandem.workflows.usage.ProviderReport.Used;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Each fault of a vendor's server, with another vendor's recogniser as the fallback: what was recognised, by whom, how
 * long after the caller's last word it was asked for, what is recorded, and what is billed. The table is logged;
 * docs/providers.md has it.
 */
@Timeout(30)
class EarFaultTableTest {

    private static final Logger LOG = LoggerFactory.getLogger(EarFaultTableTest.class);

    private static final String LINE = "I would like to change my order";

    /** Shorter than a document's 1,500 ms, so that the table is quick. */
    private static final int DEADLINE_MS = 400;

    private static final List<String> TABLE = new ArrayList<>();

    private final Egress egress = new Egress(EgressSettings.allowing("127.0.0.1,localhost"));
    private final SimpleMeterRegistry figures = new SimpleMeterRegistry();
    private final Speech speech = Speech.load(new Watches(new Meters(figures), ObservationRegistry.NOOP), egress);
    private final List<VendorServer> servers = new ArrayList<>();

    @AfterEach
    void close() {
        speech.close();
        servers.forEach(VendorServer::close);
        egress.close();
    }

    @AfterAll
    static void show() {
        LOG.info("Faults of recognisers\n{}", String.join("\n", TABLE));
    }

    static Stream<Arguments> faults() {
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("wrong key (401)", Fault.status(401));
        faults.put("too many requests (429)", Fault.status(429));
        faults.put("500", Fault.status(500));
        faults.put("503", Fault.status(503));
        faults.put("no answer", Fault.noAnswer());
        faults.put("an answer after the deadline", Fault.late(Duration.ofSeconds(3)));
        faults.put("hangs in the middle", Fault.hang(1));
        faults.put("connection reset", Fault.reset(0));
        faults.put("malformed message", Fault.malformed(0, "{"));
        faults.put("broken frame", Fault.brokenFrame(0));
        faults.put("close code 1011", Fault.closeCode(0, 1011, "NET-0000"));
        faults.put("slow drip", Fault.slowDrip(Duration.ofMillis(600)));
        return Stream.of(CloudEar.ASSEMBLYAI, CloudEar.FLUX, CloudEar.NOVA, CloudEar.OPENAI)
                .flatMap(ear -> faults.entrySet().stream()
                        .filter(fault -> ear.isSocket() || concernsAnAnswer(fault.getValue()))
                        .map(fault -> Arguments.of(ear, fault)));
    }

    /** An HTTP answer is one part: it does not hang in its middle, nor is it closed with a code. */
    private static boolean concernsAnAnswer(Fault fault) {
        return !(fault instanceof Fault.Hang
                || fault instanceof Fault.CloseCode
                || fault instanceof Fault.BrokenFrame
                || fault instanceof Fault.SlowDrip);
    }

    private VendorServer serve(CloudEar ear) {
        VendorServer server = ear.serve(LINE);
        servers.add(server);
        return server;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("faults")
    void theCallerIsUnderstoodWhateverTheFirstDoes(CloudEar ear, Entry<String, Fault> fault) throws Exception {
        VendorServer first = serve(ear);
        CloudEar other = ear == CloudEar.NOVA ? CloudEar.ASSEMBLYAI : CloudEar.NOVA;
        VendorServer second = serve(other);
        first.always(fault.getValue());
        ObjectNode config = ear.config(first).put("deadline_ms", DEADLINE_MS);
        config.putArray("fallbacks").add(other.config(second));
        ProviderReports call = new ProviderReports(1);
        call.at(3, "maya");
        long began;
        String words;
        try (SpeakingCaller caller = new SpeakingCaller(call.recogniser(speech.speechToText(CloudEar.of(config))))) {
            caller.begin(1_700);
            began = System.nanoTime();
            CompletableFuture<String> asked = caller.end();
            words = SpeakingCaller.words(asked);
        }
        long ms = Duration.ofNanos(System.nanoTime() - began).toMillis();
        double failovers = figures.find("tandem.provider.failovers").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
        assertThat(words).isEqualTo(LINE);
        assertThat(ms).isLessThan(DEADLINE_MS + 1_000);
        String answered = failovers > 0 ? other.model : ear.model;
        await("provider.usage: the audio of the one that answered")
                .untilAsserted(() -> assertThat(audioMs(call, answered)).isBetween(1_700L, 4_000L));
        List<FailedOver> failed = recorded(call, FailedOver.class).toList();
        assertThat(failed).as("provider.failed_over").hasSize((int) failovers);
        assertThat(failed).allSatisfy(one -> {
            assertThat(one.turn()).isEqualTo(3);
            assertThat(one.model()).isEqualTo(ear.model);
            assertThat(one.next()).isEqualTo(other.provider);
            assertThat(one.reason()).isIn(reasons(fault.getValue()));
        });
        assertThat(audioMs(call, ear.model)).as("no audio is billed twice").isLessThan(4_000);
        TABLE.add("| %s | %s | %s | %d ms | %s | %s | %d ms, %d ms |"
                .formatted(
                        ear,
                        fault.getKey(),
                        words,
                        ms,
                        failovers > 0 ? "the fallback" : "itself",
                        failed.stream().map(FailedOver::reason).toList(),
                        audioMs(call, ear.model),
                        audioMs(call, other.model)));
    }

    private static <R extends ProviderReport> Stream<R> recorded(ProviderReports call, Class<R> type) {
        return new CountedReports()
                .news(call.waiting()).stream().filter(type::isInstance).map(type::cast);
    }

    private static long audioMs(ProviderReports call, String model) {
        return recorded(call, Used.class)
                .filter(used -> used.model().equals(model))
                .mapToLong(Used::audioMs)
                .sum();
    }

    /** A service that hangs is late; one whose connection breaks again and again is away. */
    private static List<String> reasons(Fault fault) {
        return switch (fault) {
            case Fault.Status(int code, var _, var _) when code == 401 -> List.of("wrong_key");
            case Fault.Status(int code, var _, var _) when code == 429 -> List.of("too_much");
            case Fault.NoAnswer _, Fault.Late _, Fault.Hang _, Fault.SlowDrip _ -> List.of("late");
            case Fault.Status _,
                    Fault.Reset _,
                    Fault.Malformed _,
                    Fault.BrokenFrame _,
                    Fault.CutShort _,
                    Fault.CloseCode _ -> List.of("unavailable", "late");
            case Fault.None _ -> List.of();
        };
    }

    @Test
    void theKeyIsInNoFault() {
        VendorServer first = serve(CloudEar.NOVA);
        first.always(Fault.status(401));
        try (SpeakingCaller caller =
                new SpeakingCaller(speech.speechToText(CloudEar.of(CloudEar.NOVA.config(first))))) {
            await().until(() -> !caller.events(SpeechEvent.Fault.class).isEmpty());
            assertThat(caller.events(SpeechEvent.Fault.class).getFirst().fault())
                    .message()
                    .contains("does not take the api_key")
                    .doesNotContain(DeepgramServer.KEY);
        }
    }
}
