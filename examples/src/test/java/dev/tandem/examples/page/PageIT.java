package dev.tandem.examples.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.examples.shop.ShopBackend;
import dev.tandem.examples.shop.ShopDocument;
import dev.tandem.stack.run.Checkout;
import dev.tandem.stack.run.LocalStack;
import dev.tandem.workers.speech.Speech;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Opens the page of {@code make run} in headless Chromium. */
class PageIT {

    /** The stack's folder is kept, to see why a call failed. */
    private static final Path LOGS = Path.of("target/page/stack").toAbsolutePath();

    private static final String SHOP = "Lakeside shop";

    /** Chromium, a room and a greeting take a few seconds on a machine that does other things too. */
    private static final Duration UNTIL_GREETED = Duration.ofSeconds(14);

    private static final Duration UNTIL_ASKED = Duration.ofSeconds(10);

    /** A caller who was not understood says it again after this time. One who was understood has hung up by then. */
    private static final Duration UNTIL_REPEATED = Duration.ofSeconds(15);

    @TempDir
    private Path folder;

    @Test
    void aCallerIsGreetedUnderstoodAnsweredAndShownWhatTheCallWas() throws IOException, InterruptedException {
        Path pictures = Files.createDirectories(Path.of("target/page"));
        try (ShopBackend backend = ShopBackend.start(0);
                LocalStack stack = LocalStack.builder()
                        .toolsReach(backend.url())
                        .folder(LOGS)
                        .start()) {
            stack.publish(SHOP, ShopDocument.withBackend(backend.url()));

            JsonNode report = ConsoleScript.run(
                    pictures.resolve("call.json"),
                    "e2e/call.mjs",
                    "--page",
                    stack.api() + "/#key=" + stack.apiKey(),
                    "--workflow",
                    SHOP,
                    "--wav",
                    caller().toString(),
                    "--said",
                    "order",
                    "--answered",
                    "thursday",
                    "--pictures",
                    pictures.toAbsolutePath().toString());

            assertThat(report.path("checks"))
                    .as(report::toPrettyString)
                    .allMatch(check -> check.path("ok").asBoolean());
            assertThat(texts(report.path("agents"))).containsExactly("Intake", "Orders");
            assertThat(texts(report.path("states"))).contains("listening", "thinking", "speaking");
            assertThat(report.path("transcript")).isNotEmpty();
            assertThat(backend.requestsByKey()).hasSize(1).containsValue(1);
        }
    }

    @Test
    void everyFaultIsToldInWords() throws IOException, InterruptedException {
        Path page = Checkout.find().folder().resolve("api/target/classes/static");

        JsonNode cases = ConsoleScript.run(folder.resolve("faults.json"), "e2e/faults.mjs", page.toString());

        assertThat(cases)
                .isNotEmpty()
                .allSatisfy(told -> assertThat(told.path("ok").asBoolean())
                        .as(told::toPrettyString)
                        .isTrue());
    }

    private Path caller() throws IOException, InterruptedException {
        try (Speech speech = Speech.load()) {
            return new CallerRecording(speech)
                    .listensFor(UNTIL_GREETED)
                    .says("Hi, where is my order?")
                    .listensFor(UNTIL_ASKED)
                    .says("It is A one two three four.")
                    .listensFor(UNTIL_REPEATED)
                    .says("My order number is A one two three four.")
                    .listensFor(UNTIL_ASKED)
                    .save(folder.resolve("caller.wav"));
        }
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }
}
