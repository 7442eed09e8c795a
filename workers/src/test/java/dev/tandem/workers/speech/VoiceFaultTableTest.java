package dev.tandem.workers.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.vendors.Fault;
import dev.tandem.vendors.VendorServer;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.provider.Providers;
import dev.tandem.workers.provider.Watches;
import dev.tandem.workers.usage.ProviderReports;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import dev.tandem.workflows.usage.CountedReports;
import dev.tandem.workflows.usage.ProviderReport;
import dev.tandem.workflows.usage.ProviderReport.FailedOver;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * The faults of vendors' voices: what the caller hears, and when, what is recorded and what is billed, where another
 * vendor is named as fallback (docs/providers.md). Times count from the first clause that is given to the voice.
 */
@Timeout(30)
class VoiceFaultTableTest {

    private static final List<String> CLAUSES =
            List.of("Thank you for waiting.", " Your order was sent on Monday,", " and it arrives tomorrow morning.");

    /** The fakes speak a character in this time, ms. */
    private static final double CHARACTER_MS = 1_600 / 24.;

    private static final int LETTERS = String.join("", CLAUSES).length();

    /** A word may be cut between the voices: the longest has ten letters. */
    private static final double WORD_MS = 11 * CHARACTER_MS;

    private static final Map<String, String> REASONS = Map.of(
            "401", "wrong_key",
            "429, Retry-After: 1", "too_much",
            "500", "unavailable",
            "503", "unavailable",
            "no answer at all", "late",
            "hangs before the first byte", "late",
            "hangs in the middle", "late",
            "connection reset", "unavailable",
            "answers after the deadline", "late");

    /** Nothing of the first voice was heard, so nothing of it is billed. */
    private static final Set<String> REFUSED = Set.of(
            "401", "402", "429, Retry-After: 1", "500", "503", "no answer at all", "hangs before the first byte");

    private static CloudVoice other(CloudVoice vendor) {
        return vendor == CloudVoice.CARTESIA ? CloudVoice.ELEVENLABS : CloudVoice.CARTESIA;
    }

    private static Map<String, Fault> faults() {
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("401", Fault.status(401));
        faults.put("402", Fault.status(402));
        faults.put("429, Retry-After: 1", Fault.status(429).with("Retry-After", "1"));
        faults.put("500", Fault.status(500));
        faults.put("503", Fault.status(503));
        faults.put("no answer at all", Fault.noAnswer());
        faults.put("hangs before the first byte", Fault.hang(0));
        faults.put("hangs in the middle", Fault.hang(5));
        faults.put("connection reset", Fault.reset(5));
        faults.put("malformed message", Fault.malformed(5, "{\"type\":"));
        faults.put("close code 1011", Fault.closeCode(5, 1_011, "internal error"));
        faults.put("slow drip, 150 ms", Fault.slowDrip(Duration.ofMillis(150)));
        faults.put("answers after the deadline", Fault.late(Duration.ofMillis(1_500)));
        return faults;
    }

    /**
     * @param failed what is recorded in {@code provider.failed_over}
     * @param first characters that are billed of the voice that fails, {@code second} those of the other
     */
    private record Row(long firstMs, int heardMs, List<FailedOver> failed, long first, long second) {}

    @ParameterizedTest
    @EnumSource
    void theCallerHearsTheWholeReplyOnce(CloudVoice vendor) throws Exception {
        Map<String, Future<Row>> rows = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            faults().forEach((name, fault) -> {
                if (vendor.isSocket() || !(fault instanceof Fault.CloseCode)) {
                    rows.put(name, threads.submit(() -> suffer(vendor, fault)));
                }
            });
        }
        StringBuilder table = new StringBuilder();
        for (Map.Entry<String, Future<Row>> one : rows.entrySet()) {
            Row row = one.getValue().get();
            table.append("| %s | %s | %d ms | %.1f of %.1f s | %s | %d, %d |%n"
                    .formatted(
                            vendor.name().toLowerCase(Locale.ROOT),
                            one.getKey(),
                            row.firstMs(),
                            row.heardMs() / 1_000.,
                            LETTERS * CHARACTER_MS / 1_000,
                            row.failed().stream().map(FailedOver::reason).toList(),
                            row.first(),
                            row.second()));
        }
        System.out.println(table);
        for (Map.Entry<String, Future<Row>> one : rows.entrySet()) {
            Row row = one.getValue().get();
            assertThat(row.firstMs()).as(one.getKey()).isBetween(0L, 2_000L);
            assertThat((double) row.heardMs())
                    .as(one.getKey())
                    .isBetween(LETTERS * CHARACTER_MS - WORD_MS, LETTERS * CHARACTER_MS + WORD_MS);
            recorded(one.getKey(), row, vendor);
        }
    }

    private static void recorded(String fault, Row row, CloudVoice vendor) {
        if (row.failed().isEmpty()) {
            // Blanks between clauses are not spoken by all of them.
            assertThat(row.first()).as(fault).isBetween(LETTERS - 2L, (long) LETTERS);
            assertThat(row.second()).as(fault).isZero();
            return;
        }
        assertThat(row.failed()).as(fault).singleElement().satisfies(failed -> {
            assertThat(failed.turn()).isEqualTo(3);
            assertThat(failed.kind()).isEqualTo("tts");
            assertThat(failed.provider()).isEqualTo(vendor.name().toLowerCase(Locale.ROOT));
            assertThat(failed.next()).isEqualTo(other(vendor).name().toLowerCase(Locale.ROOT));
            if (REASONS.containsKey(fault)) {
                assertThat(failed.reason()).isEqualTo(REASONS.get(fault));
            }
        });
        // What a voice sounded before it failed is billed (OpenAI: whole clauses), and what the other one says.
        assertThat(row.second()).as(fault).isPositive().isLessThanOrEqualTo(LETTERS);
        assertThat(row.first() + row.second())
                .as(fault)
                .isBetween((long) LETTERS - CLAUSES.getFirst().length(), 2L * LETTERS);
        if (REFUSED.contains(fault)) {
            assertThat(row.first()).as(fault).isZero();
            assertThat(row.second()).as(fault).isEqualTo(LETTERS);
        }
    }

    private static Row suffer(CloudVoice vendor, Fault fault) throws Exception {
        CloudVoice other = other(vendor);
        ProviderReports call = new ProviderReports(1);
        call.at(3, "maya");
        List<Provider<?>> installed = List.of(vendor.open(), other.open());
        try (VendorServer broken = vendor.serve();
                VendorServer well = other.serve();
                Providers<TextToSpeech> providers = new Providers<>(
                        ProviderKind.TTS,
                        TextToSpeech.class,
                        installed,
                        new VoiceWrapping(),
                        new Watches(Meters.unread(), ObservationRegistry.NOOP))) {
            broken.next(fault);
            ObjectNode config = vendor.config(broken.url());
            config.putArray("fallbacks").add(other.config(well.url()));
            HeardReply heard = new HeardReply();
            TextToSpeech voice = providers
                    .open(new ProviderConfig(config.path("provider").stringValue(), config))
                    .orElseThrow();
            TextToSpeech.Context context = call.voice(voice).open(TextToSpeech.Options.DEFAULT, heard);
            CLAUSES.forEach(clause -> {
                context.say(clause);
                context.flush();
            });
            context.finish();
            assertThat(heard.awaitEnd()).isNull();
            List<ProviderReport> recorded = new CountedReports().news(call.waiting());
            return new Row(
                    heard.firstAfter(),
                    heard.ms(),
                    recorded.stream()
                            .filter(FailedOver.class::isInstance)
                            .map(FailedOver.class::cast)
                            .toList(),
                    characters(recorded, vendor),
                    characters(recorded, other));
        }
    }

    private static long characters(List<ProviderReport> recorded, CloudVoice vendor) {
        return recorded.stream()
                .filter(report -> report instanceof ProviderReport.Used used
                        && used.provider().equals(vendor.name().toLowerCase(Locale.ROOT)))
                .mapToLong(report -> ((ProviderReport.Used) report).characters())
                .sum();
    }
}
