package dev.tandem.examples.demo;

import dev.tandem.callers.TandemClient;
import dev.tandem.examples.cloud.CloudDocument;
import dev.tandem.examples.shop.ShopBackend;
import dev.tandem.stack.run.LocalStack;
import dev.tandem.stack.run.PublishedWorkflow;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The customer's document, with real models, ears and voices. {@code tools/example} has seen to it that the keys are
 * there.
 */
final class CloudLine implements Example {

    /** The caller interrupts the long answer this long after its first sound, ms. */
    private static final int INTERRUPT_MS = 2_500;

    /** Each is one sentence: a model answers what it hears, and an order number of two sentences may be cut in two. */
    static final List<Line> LINES = List.of(
            Line.say("Where is my order A one two three four?"),
            Line.say("Please count from one to forty."),
            Line.interrupting(INTERRUPT_MS, "I have a question about an invoice."),
            Line.say("My customer number is C seven seven eight one."),
            Line.say("Thank you, goodbye."));

    private final JsonNode document;

    /** @param environment says for which services there are keys */
    CloudLine(Map<String, String> environment) {
        this.document = CloudDocument.forKeysIn(environment);
    }

    @Override
    public PublishedWorkflow publish(LocalStack stack, ShopBackend backend) throws InterruptedException {
        try (TandemClient api = new TandemClient(stack.api().toString(), stack.apiKey())) {
            var _ = api.post("/api/tool-definitions", CloudDocument.checkOrder(backend.url()));
        }
        return stack.publish("The customer's document", document);
    }

    @Override
    public List<Line> lines() {
        return LINES;
    }

    @Override
    public List<Check> check(Evidence evidence) {
        return CloudPromises.check(evidence);
    }
}
