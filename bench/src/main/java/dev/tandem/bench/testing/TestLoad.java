package dev.tandem.bench.testing;

import static dev.tandem.bench.measure.Goal.Figure.P50;

import dev.tandem.bench.measure.Benchmark;
import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.bench.measure.Row;
import dev.tandem.bench.measure.Samples;
import dev.tandem.callers.TandemClient;
import dev.tandem.examples.shop.ShopBackend;
import dev.tandem.examples.shop.ShopDocument;
import dev.tandem.stack.run.LocalStack;
import dev.tandem.stack.run.Publisher;
import dev.tandem.workers.parts.Parts;
import dev.tandem.workers.room.livekit.LiveKitCallers;
import dev.tandem.workers.speech.Speech;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Starts many tests by chat at once, of two organizations, and speaks in calls before and meanwhile. Everything is local
 * and real, and on the same cores: the tests' requests, API, Temporal, PostgreSQL, one worker, LiveKit, and the caller's
 * own speech.
 */
public final class TestLoad implements Benchmark {

    private static final int TESTS = Integer.getInteger("tests", 200);

    /** Spoken calls without tests; the first compiles and is not counted. */
    private static final int ALONE = 4;

    /** The second organization's tests are started so much later, s. */
    private static final int LATER = 2;

    private static final double HARM = 1.2;

    private static final String ADMIN_KEY = "tda_test_load_0123456789abcdefgh";

    @Override
    public String name() {
        return "test-load";
    }

    @Override
    public String measures() {
        return """
                a caller's last sound → the answer's first in spoken calls, while %d tests by chat of two organizations \
                are started at once, each of %d lines and with a mocked tool; beside the same without tests. How long \
                after their start tests are over, by organization; the second one's begin %d s later\
                """.formatted(TESTS, ChatTest.lines(), LATER);
    }

    @Override
    public List<Row> run() throws IOException, InterruptedException {
        try (ShopBackend backend = ShopBackend.start(0);
                LocalStack stack = LocalStack.builder()
                        .toolsReach(backend.url())
                        .environment("TANDEM_ADMIN_KEY", ADMIN_KEY)
                        .start();
                TandemClient api = new TandemClient(stack.api().toString(), stack.apiKey());
                HttpClient http = HttpClient.newHttpClient();
                Speech speech = Speech.load();
                LiveKitCallers callers =
                        LiveKitCallers.open(Parts.file(Parts.folder(), "livekit-ffi/liblivekit_ffi.so"))) {
            speech.warmUp();
            JsonNode shop = ShopDocument.withBackend(backend.url());
            String workflow = stack.publish("The Lakeside shop", shop).id();
            String theirKey = otherOrganization(stack);
            ChatTest ours = new ChatTest(http, stack.api(), stack.apiKey(), version(api, workflow));
            ChatTest theirs = theirs(http, stack, theirKey, shop);
            LiveCalls live = new LiveCalls(api, workflow, speech, callers);
            // What is done for the first time is slow, and not counted.
            live.make(1, () -> true, new Samples());
            ours.run();
            theirs.run();
            return rows(live, List.of(ours, theirs));
        }
    }

    private List<Row> rows(LiveCalls live, List<ChatTest> organizations) throws InterruptedException {
        Samples alone = new Samples();
        live.make(ALONE, () -> true, alone);
        Samples beside = new Samples();
        Samples all = new Samples();
        List<Samples> each = List.of(new Samples(), new Samples());
        try (ExecutorService scripts = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicInteger left = new AtomicInteger(TESTS);
            List<Future<?>> tests = new ArrayList<>();
            for (int of = 0; of < organizations.size(); of++) {
                ChatTest test = organizations.get(of);
                Samples own = each.get(of);
                for (int n = 0; n < TESTS / organizations.size(); n++) {
                    tests.add(scripts.submit(() -> timed(test, left, List.of(own, all))));
                }
                if (of == 0) {
                    TimeUnit.SECONDS.sleep(LATER);
                }
            }
            live.make(Integer.MAX_VALUE, () -> left.get() > 0, beside);
            for (Future<?> test : tests) {
                finished(test);
            }
        }
        return List.of(
                Row.of(name(), "ms", beside)
                        .beside("the same without tests", alone)
                        .goal(P50, HARM * alone.values().p50()),
                Row.of(name() + "-over", "s", all)
                        .part("of the organization that began", each.getFirst())
                        .part("of the other", each.getLast()));
    }

    private static Void timed(ChatTest test, AtomicInteger left, List<Samples> seconds) throws InterruptedException {
        long began = System.nanoTime();
        try {
            test.run();
            seconds.forEach(samples -> samples.add((System.nanoTime() - began) / 1e9));
        } finally {
            left.decrementAndGet();
        }
        return null;
    }

    private static void finished(Future<?> test) throws InterruptedException {
        try {
            test.get();
        } catch (ExecutionException failure) {
            throw new BenchmarkFailure("a test broke off: " + failure.getCause());
        }
    }

    private static String version(TandemClient api, String workflow) throws InterruptedException {
        return api.get("/api/workflows/" + workflow).at("/published/id").asString();
    }

    private static ChatTest theirs(HttpClient http, LocalStack stack, String key, JsonNode shop)
            throws InterruptedException {
        String workflow =
                new Publisher(stack.api(), key).publish("Their shop", shop).id();
        try (TandemClient api = new TandemClient(stack.api().toString(), key)) {
            return new ChatTest(http, stack.api(), key, version(api, workflow));
        }
    }

    private static String otherOrganization(LocalStack stack) throws InterruptedException {
        try (TandemClient admin = new TandemClient(stack.api().toString(), ADMIN_KEY)) {
            return admin.post(
                            "/api/organizations",
                            JsonMapper.shared()
                                    .createObjectNode()
                                    .put("name", "Other")
                                    .put("slug", "other"))
                    .path("key")
                    .asString();
        }
    }
}
