package dev.tandem.examples.demo;

import dev.tandem.callers.CallerFailure;
import dev.tandem.examples.shop.ShopBackend;
import dev.tandem.stack.StackException;
import dev.tandem.stack.run.Checkout;
import dev.tandem.stack.run.LocalStack;
import dev.tandem.stack.run.PublishedWorkflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs {@code make demo}: publishes an example, and lets a speaking caller call it. Exits with 0 only if the call did
 * everything that the example promises. {@code EXAMPLE=cloud} is the customer's document with real models; the shop is
 * the one without. {@code KEEP=1} leaves the stack up afterwards; {@code HISTORY=file} keeps
 * the call's history for the replay test; {@code STACK=folder} keeps the stack's files there, so that it can be up beside
 * another one.
 */
public final class Demo {

    /** What the workers may reach beside public addresses: a model on this machine, for one. */
    private static final String ALLOWED = "TANDEM_EGRESS_ALLOW";

    private static final Path REPORT = Path.of("target", "demo", "report.json");

    private Demo() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int status = 1;
        try {
            status = run(Example.chosen(System.getenv())) ? 0 : 1;
        } catch (StackException | DemoFailure | CallerFailure failure) {
            System.err.println(failure.getMessage());
        }
        System.exit(status);
    }

    private static boolean run(Example example) throws IOException, InterruptedException {
        System.out.println("Starting PostgreSQL, Temporal, LiveKit, the API and a worker …");
        Path runFile = Checkout.find().runFile(System.getenv());
        try (ShopBackend backend = ShopBackend.start(0);
                LocalStack stack = LocalStack.builder()
                        .environment(ALLOWED, System.getenv().getOrDefault(ALLOWED, ""))
                        .toolsReach(backend.url())
                        .runFile(runFile)
                        .start()) {
            PublishedWorkflow published = example.publish(stack, backend);
            System.out.printf("Published %s. A caller dials in.%n%n", published.name());
            boolean kept = call(stack, backend, example, published);
            if (System.getenv().getOrDefault("KEEP", "").equals("1")) {
                System.out.printf("%nThe stack stays up until Ctrl-C; %s says how to join it.%n", runFile);
                System.out.printf("Speak with it yourself: %s/#key=%s%n", stack.api(), stack.apiKey());
                System.err.println(stack.trouble().join());
            }
            return kept;
        }
    }

    private static boolean call(LocalStack stack, ShopBackend backend, Example example, PublishedWorkflow published)
            throws InterruptedException {
        DemoCall call = new DemoCall(stack, backend);
        Evidence evidence =
                call.make(published.id(), example.lines(), (script, _) -> script.run(example.lines()), System.out);
        List<Check> checks = example.check(evidence);
        ObjectNode report = DemoReport.of(evidence, checks);
        DemoReport.write(report, REPORT);
        record(stack, evidence);
        new Summary(System.out).print(report, stack.api().toString(), REPORT);
        return report.path("passed").asBoolean();
    }

    /** Keeps the call's history for the replay test, if {@code HISTORY} names a file. */
    private static void record(LocalStack stack, Evidence evidence) {
        String file = System.getenv().getOrDefault("HISTORY", "");
        if (file.isBlank()) {
            return;
        }
        String workflowId = evidence.call().path("temporal").path("workflow_id").asString("");
        try {
            Files.writeString(
                    Path.of(file),
                    CallHistory.json(stack.temporal().target(), stack.temporal().namespace(), workflowId));
        } catch (IOException fault) {
            throw new DemoFailure("the history cannot be written to " + file + ": " + fault.getMessage());
        }
    }
}
