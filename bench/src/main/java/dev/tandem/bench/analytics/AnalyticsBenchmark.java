package dev.tandem.bench.analytics;

import static dev.tandem.bench.measure.Goal.Figure.P95;

import dev.tandem.bench.measure.Benchmark;
import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.bench.measure.Row;
import dev.tandem.bench.measure.Samples;
import dev.tandem.examples.shop.ShopDocument;
import dev.tandem.stack.run.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Measures how long the API takes to show the figures of one version with five million events of ninety days. */
public final class AnalyticsBenchmark implements Benchmark {

    private static final int WARM_UP = 50;
    private static final int REPORTS = 300;
    private static final int PAGES = 1_000;
    private static final int RECOUNTS = 3;

    private final HttpClient http = HttpClient.newHttpClient();

    @Override
    public String name() {
        return "analytics";
    }

    @Override
    public String measures() {
        return """
                GET analytics of %d days of a version with %,d events, and GET a page of %d of a call's events, through \
                the API with PostgreSQL on the same cores; beside the same figures counted from the raw rows\
                """.formatted(ManyCalls.DAYS, ManyCalls.EVENTS, ManyCalls.PAGE);
    }

    @Override
    public List<Row> run() throws IOException, InterruptedException {
        try (LocalStack stack = LocalStack.builder()
                .workers(0)
                .environment("TANDEM_REQUESTS_PER_SECOND", "100000")
                .environment("TANDEM_REQUESTS_BURST", "100000")
                .start()) {
            String version = stack.publish("analytics", ShopDocument.read()).versionId();
            ManyCalls calls = ManyCalls.make(stack.database(), version);
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            String report = "/api/workflow-versions/" + version + "/analytics?from=" + today.minusDays(ManyCalls.DAYS)
                    + "&to=" + today;
            Samples reports = measure(stack, REPORTS, () -> report);
            Samples pages = measure(stack, PAGES, () -> page(calls.ids()));
            Samples recounts = new Samples();
            for (int i = 0; i < RECOUNTS; i++) {
                recounts.addNanos(calls.recount());
            }
            return List.of(
                    Row.of(name(), "ms", reports).goal(P95, 50).beside("counted from the raw rows", recounts),
                    Row.of(name() + "-events-page", "ms", pages).goal(P95, 20));
        }
    }

    private interface Paths {
        String next();
    }

    private Samples measure(LocalStack stack, int times, Paths paths) throws IOException, InterruptedException {
        Samples samples = new Samples();
        for (int i = -WARM_UP; i < times; i++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(stack.api() + paths.next()))
                    .header("Authorization", "Bearer " + stack.apiKey())
                    .build();
            long start = System.nanoTime();
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            long took = System.nanoTime() - start;
            if (answer.statusCode() != 200) {
                throw new BenchmarkFailure("the API answered " + answer.statusCode() + " to " + request.uri());
            }
            if (i >= 0) {
                samples.addNanos(took);
            }
        }
        return samples;
    }

    private static String page(List<String> calls) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "/api/calls/" + calls.get(random.nextInt(calls.size())) + "/events?limit=" + ManyCalls.PAGE + "&cursor="
                + random.nextInt(ManyCalls.LONG - ManyCalls.PAGE);
    }
}
