package dev.tandem.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.callers.SpeakingCaller.Answer;
import dev.tandem.callers.TandemClient;
import dev.tandem.examples.cloud.CloudDocument;
import dev.tandem.examples.shop.ShopBackend;
import dev.tandem.stack.run.LocalStack;
import dev.tandem.stack.run.PublishedWorkflow;
import dev.tandem.vendors.Exchange;
import dev.tandem.vendors.ModelVendor;
import dev.tandem.vendors.assemblyai.AssemblyAiServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The customer's document, as {@code examples/cloud} has it, in one spoken call on the whole stack: OpenAI, AssemblyAI
 * and Cartesia are fakes that speak their protocols, and everything else is real. The worker that attends the call is
 * killed in it.
 */
@SuppressWarnings("NullAway.Init") // set before all tests
class CustomersDocumentIT {

    private static final List<Line> LINES = List.of(
            Line.say("Where is my order A one two three four?"),
            Line.say("Please count from one to forty."),
            Line.interrupting(1_500, "I have a question about an invoice."),
            Line.say("My customer number is C seven seven eight one."),
            Line.say("Thank you, goodbye."));

    /** Turns, counted from 1. */
    private static final int ORDER = 1;

    private static final int COUNT = 2;
    private static final int INVOICE = 3;
    private static final int NUMBER = 4;

    private static CloudVendors vendors;
    private static ShopBackend backend;
    private static LocalStack stack;
    private static Evidence call;
    private static JsonNode config;
    private static JsonNode usage;

    @BeforeAll
    static void speak() throws IOException, InterruptedException {
        vendors = new CloudVendors();
        backend = ShopBackend.start(0);
        stack = vendors.installedIn(
                        LocalStack.builder().toolsReach(backend.url()).workers(2))
                .start();
        CloudLine line = new CloudLine(
                Map.of("ASSEMBLYAI_API_KEY", AssemblyAiServer.KEY, "CARTESIA_API_KEY", CloudVendors.CARTESIA_KEY));
        PublishedWorkflow published = line.publish(stack, backend);
        call = new DemoCall(stack, backend).make(published.id(), LINES, CustomersDocumentIT::play, System.out);
        try (TandemClient api = new TandemClient(stack.api().toString(), stack.apiKey())) {
            config = api.get("/api/workflow-versions/" + published.versionId()).path("config");
            usage = api.get("/api/calls/" + call.call().path("id").asString() + "/usage");
        }
    }

    private static List<Answer> play(ScriptedCall script, Supplier<CallHistory> history) throws InterruptedException {
        script.greeted();
        vendors.lines.next("where is my order A1234");
        script.say(LINES.get(0).text());
        vendors.lines.next("please count from one to forty");
        script.sayAndHear(LINES.get(1).text(), LINES.get(2).interruptAfterMs());
        vendors.lines.next("i have a question about an invoice");
        script.say(LINES.get(2).text());
        vendors.lines.next("my customer number is C7781");
        script.sayAndHear(LINES.get(3).text(), 1_500);
        Attendant.of(stack, history.get()).kill();
        script.heardAgain();
        vendors.lines.next("thank you goodbye");
        script.say(LINES.get(4).text());
        return script.answers();
    }

    @AfterAll
    static void stop() {
        stack.close();
        backend.close();
        vendors.close();
    }

    private static List<JsonNode> payloads(String type) {
        return call.events(type).stream().map(event -> event.path("payload")).toList();
    }

    @Test
    void theDocumentIsPublishedAsTheCustomerWroteIt() {
        assertThat(config.path("schema_version").asInt()).isEqualTo(2);
        assertThat(config.at("/agents/0/tools/0/id").asString()).isNotBlank();
        ObjectNode published = (ObjectNode) config.deepCopy();
        published.remove("schema_version");
        assertThat(published.remove("sources").asString()).isEqualTo("any");
        ((ObjectNode) published.at("/agents/0/tools/0")).remove("id");
        assertThat(published).isEqualTo(CloudDocument.read());
    }

    /** What the room showed of a sentence that broke off with its worker is not what is stored of it. */
    @Test
    void theCallKeepsThePromisesOfTheDemo() {
        assertThat(CloudPromises.check(call))
                .filteredOn(check -> !check.name().equals("the room showed the agents' words as they are stored"))
                .hasSizeGreaterThan(8)
                .allMatch(Check::ok);
    }

    @Test
    void theCallIsSpokenToItsEnd() {
        assertThat(call.call().path("status").asString()).isEqualTo("completed");
        assertThat(call.history().closed()).isTrue();
        assertThat(payloads("turn.committed"))
                .extracting(turn -> turn.path("text").asString())
                .containsExactly(
                        "where is my order A1234",
                        "please count from one to forty",
                        "i have a question about an invoice",
                        "my customer number is C7781",
                        "thank you goodbye");
        assertThat(call.events("turn.failed")).isEmpty();
        assertThat(call.events("provider.failed_over")).isEmpty();
        List<Integer> sequence = call.events().stream()
                .map(event -> event.path("sequence").asInt())
                .toList();
        assertThat(sequence).doesNotHaveDuplicates().isSorted().last().isEqualTo(sequence.size());
    }

    @Test
    void theCallerHearsWhatTheModelWroteInCartesiasVoice() {
        assertThat(call.answers().get(0).understood()).containsIgnoringCase("order line");
        assertThat(call.answers().get(ORDER).understood()).containsIgnoringCase("out for delivery");
        assertThat(call.answers().get(INVOICE).understood()).containsIgnoringCase("customer number");
        assertThat(call.answers().getLast().understood()).containsIgnoringCase("goodbye");
        assertThat(vendors.speechRequests())
                .filteredOn(request -> request.has("transcript"))
                .isNotEmpty()
                .allSatisfy(request -> {
                    assertThat(request.path("model_id").asString()).isEqualTo("sonic-2");
                    assertThat(request.at("/voice/id").asString()).isNotBlank().isNotEqualTo("sonic-2");
                });
        assertThat(vendors.cartesia.exchanges())
                .allSatisfy(exchange -> assertThat(exchange.header("X-API-Key")).isEqualTo(CloudVendors.CARTESIA_KEY));
    }

    @Test
    void assemblyAiHearsTheCallerFromEveryWorker() {
        List<Exchange> sessions = vendors.assemblyAi.exchanges();
        assertThat(sessions).hasSizeGreaterThan(1).allSatisfy(session -> {
            assertThat(session.query("speech_model")).isEqualTo("universal-streaming-english");
            assertThat(session.header("Authorization")).isEqualTo(AssemblyAiServer.KEY);
        });
        assertThat(CloudVendors.heardSeconds(sessions.getFirst())).isGreaterThan(10);
        assertThat(CloudVendors.heardSeconds(sessions.getLast())).isGreaterThan(2);
    }

    @Test
    void openAiIsAskedAsTheDocumentSays() {
        assertThat(vendors.openAi.questions()).allSatisfy(question -> {
            assertThat(question.header("Authorization")).isEqualTo("Bearer " + ModelVendor.KEY);
            assertThat(question.json().path("model").asString()).isEqualTo("gpt-4o-mini");
        });
        assertThat(vendors.openAi
                        .questions()
                        .getFirst()
                        .json()
                        .at("/messages/0/content")
                        .asString())
                .startsWith("Collect customer intent...");
        assertThat(vendors.openAi
                        .questions()
                        .getLast()
                        .json()
                        .at("/messages/0/content")
                        .asString())
                .startsWith("Answer questions about invoices");
    }

    @Test
    void checkOrderAsksTheShopOnce() {
        assertThat(payloads("tool.finished"))
                .singleElement()
                .satisfies(tool -> assertThat(tool.path("name").asString()).isEqualTo("check_order"));
        assertThat(call.toolRuns())
                .as("the shop's own count, by Idempotency-Key")
                .containsExactly(Map.entry(
                        payloads("tool.finished").getFirst().path("key").asString(), 1));
    }

    @Test
    void aCallerWhoCutsInStopsVoiceAndModelOnTheWire() {
        String context = vendors.speechRequests().stream()
                .filter(request -> request.path("transcript").asString("").contains("three"))
                .findFirst()
                .orElseThrow()
                .path("context_id")
                .asString();
        List<JsonNode> ofContext = vendors.speechRequests().stream()
                .filter(request -> request.path("context_id").asString("").equals(context))
                .toList();
        assertThat(ofContext.getLast().path("cancel").asBoolean(false))
                .as("Cartesia is told, and nothing more is said in the context")
                .isTrue();
        assertThat(ofContext.toString()).doesNotContain("twelve");
        assertThat(vendors.openAi.questions())
                .filteredOn(question -> question.json()
                        .path("messages")
                        .valueStream()
                        .toList()
                        .reversed()
                        .get(1)
                        .toString()
                        .contains("count"))
                .as("OpenAI's answer is broken off")
                .isNotEmpty()
                .allMatch(question -> question.hasEnded(Exchange.End.ABANDONED::equals));
        assertThat(call.payloads("reply.spoken", COUNT)).anySatisfy(reply -> {
            assertThat(reply.path("interrupted").asBoolean()).isTrue();
            assertThat(reply.path("text").asString()).startsWith("One").doesNotContain("ten");
        });
    }

    @Test
    void theTransferWaitsForTheCustomerNumber() {
        assertThat(call.payloads("path.rejected", INVOICE))
                .singleElement()
                .satisfies(rejected ->
                        assertThat(rejected.path("missing").toString()).isEqualTo("[\"customer_id\"]"));
        assertThat(call.payloads("path.taken", INVOICE)).isEmpty();
        assertThat(call.payloads("path.taken", NUMBER)).singleElement().satisfies(taken -> {
            assertThat(taken.path("to").asString()).isEqualTo("Billing");
            assertThat(taken.at("/variables/customer_id").asString()).isEqualTo("C7781");
        });
    }

    @Test
    void anotherWorkerGoesOnWhenTheFirstIsKilledInTheMiddleOfASentence() {
        assertThat(payloads("attendance.lost")).isNotEmpty();
        assertThat(payloads("attendance.resumed")).isNotEmpty();
        // Two before the kill, and what the other worker said after it.
        assertThat(call.answers()).hasSize(LINES.size() + 2);
        assertThat(call.answers().get(NUMBER + 1).understood()).containsIgnoringCase("month");
    }

    @Test
    void whatEachOfThemUsedIsRecordedAndAddsUp() {
        List<JsonNode> events = payloads("provider.usage");
        assertThat(events)
                .extracting(one ->
                        one.path("kind").asString() + " " + one.path("provider").asString())
                .contains("llm openai", "stt assemblyai", "tts cartesia");
        assertThat(events).extracting(one -> one.path("agent").asString()).contains("Intake", "Billing");
        assertThat(events).extracting(one -> one.path("key").asString()).doesNotHaveDuplicates();
        for (String field : List.of("input_tokens", "cached_tokens", "output_tokens", "characters")) {
            long recorded =
                    events.stream().mapToLong(one -> one.path(field).asLong(0)).sum();
            long shown = usage.path("usage")
                    .valueStream()
                    .mapToLong(row -> row.path(field).asLong(0))
                    .sum();
            assertThat(shown).as(field).isEqualTo(recorded).isPositive();
        }
        assertThat(usage.path("usage")
                        .valueStream()
                        .mapToDouble(row -> row.path("audio_seconds").asDouble(0))
                        .sum())
                .isGreaterThan(10);
        assertThat(usage.path("unpriced").toString()).contains("openai", "assemblyai", "cartesia");
    }
}
