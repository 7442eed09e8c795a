package dev.tandem.bench.api;

import static dev.tandem.bench.measure.Goal.Figure.P99;

import dev.tandem.bench.measure.Benchmark;
import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.bench.measure.Row;
import dev.tandem.stack.run.LocalStack;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures the requests that engineers and consoles send most, 50 a second of one kind, with API and PostgreSQL on this
 * machine.
 */
public final class ApiLatency implements Benchmark {

    private static final Path SHOP = Path.of("examples", "shop", "shop.json");
    private static final int PAGE = 50;

    @Override
    public String name() {
        return "api";
    }

    @Override
    public String measures() {
        return "a request is due, 50 a second whatever comes back → its answer is there; API, PostgreSQL and the sender on"
                + " the same cores";
    }

    @Override
    public List<Row> run() throws IOException, InterruptedException {
        JsonNode document = JsonMapper.shared().readTree(Files.readString(SHOP));
        try (LocalStack stack = LocalStack.builder().workers(0).start();
                HttpClient http = HttpClient.newHttpClient()) {
            Client client = new Client(stack.api(), stack.apiKey(), http);
            Inventory there = Inventory.of(client, document, SteadyLoad.REQUESTS, stack.database());
            return List.of(
                    row("version-read", 10, i -> read(client, there, i)),
                    row("list", 15, i -> list(client)),
                    row("events", 20, i -> events(client, there, i)),
                    row("publish", 60, i -> publish(client, there, i)));
        }
    }

    private Row row(String what, int goal, java.util.function.IntConsumer request) throws InterruptedException {
        return Row.of(name() + "-" + what, "ms", SteadyLoad.of(request)).goal(P99, goal);
    }

    private static void read(Client client, Inventory there, int number) {
        client.get("/api/workflow-versions/"
                + there.published().get(number % there.published().size()));
    }

    private static void list(Client client) {
        int found = client.get("/api/workflows?limit=" + PAGE).path("items").size();
        if (found != PAGE) {
            throw new BenchmarkFailure("a page had " + found + " workflows");
        }
    }

    private static void events(Client client, Inventory there, int number) {
        int after = number * PAGE % (Inventory.events() - PAGE);
        client.get("/api/calls/%s/events?limit=%d&cursor=%d".formatted(there.call(), PAGE, after));
    }

    private static void publish(Client client, Inventory there, int number) {
        client.post("/api/workflow-versions/" + there.drafts().get(number) + "/publish", "");
    }
}
