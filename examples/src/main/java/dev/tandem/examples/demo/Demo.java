package dev.tandem.examples.demo;

import dev.tandem.callers.CallerFailure;
import dev.tandem.examples.shop.ShopBackend;
import dev.tandem.examples.shop.ShopDocument;
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
 * Runs {@code make demo}: publishes the example shop, and lets a speaking caller call it. Exits with 0 only if the call
 * did everything that the example promises. {@code KEEP=1} leaves the stack up afterwards; {@code HISTORY=file} keeps
 * the call's history for the replay test; {@code STACK=folder} keeps the stack's files there, so that it can be up beside
 * another one.
 */
public final class Demo {

    private static final Path REPORT = Path.of("target", "demo", "report.json");

    private Demo() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int status = 1;
        System.out.println("Starting PostgreSQL, Temporal, LiveKit, the API and a worker …");
        Path runFile = Checkout.find().runFile(System.getenv());
        try (ShopBackend backend = ShopBackend.start(0);
                LocalStack stack = LocalStack.builder()
                        .toolsReach(backend.url())
                        .runFile(runFile)
                        .start()) {
            PublishedWorkflow shop = stack.publish("The Lakeside shop", ShopDocument.withBackend(backend.url()));
            System.out.printf("Published %s. A caller dials in.%n%n", shop.name());
            status = call(stack, backend, shop) ? 0 : 1;
            if (System.getenv().getOrDefault("KEEP", "").equals("1")) {
                System.out.printf("%nThe stack stays up until Ctrl-C; %s says how to join it.%n", runFile);
                System.err.println(stack.trouble().join());
            }
        } catch (StackException | DemoFailure | CallerFailure failure) {
            System.err.println(failure.getMessage());
        }
        System.exit(status);
    }

    private static boolean call(LocalStack stack, ShopBackend backend, PublishedWorkflow shop)
            throws InterruptedException {
        DemoCall call = new DemoCall(stack, backend);
        Evidence evidence = call.make(shop.id(), ScriptedCall.LINES, (script, _) -> script.run(), System.out);
        List<Check> checks = Promises.check(evidence);
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
