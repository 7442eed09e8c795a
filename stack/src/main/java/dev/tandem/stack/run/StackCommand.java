package dev.tandem.stack.run;

import dev.tandem.stack.StackException;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Runs {@code make run}: publishes documents on a stack, and keeps it up until Ctrl-C or until a part of it fails. */
public final class StackCommand {
    private final Map<String, String> environment;
    private final PrintStream out;

    /** @param environment has the settings: WORKERS, STACK, and the ports as {@link StackPorts#usual} names them */
    public StackCommand(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    /**
     * Makes sure that no other stack has the folder, before anything else is asked for.
     *
     * @throws StackException when one has; the message names its process
     */
    public void requireNoneUp() {
        FolderLock.take(LocalStackBuilder.folderBeside(Checkout.find().runFile(environment)))
                .close();
    }

    /**
     * Runs the stack. Returns only when a process of it failed and everything else has ended.
     *
     * @param documents configuration documents by the names of their workflows
     * @param services what the tools of these documents ask, beside what TANDEM_EGRESS_ALLOW has
     * @throws StackException says what failed
     */
    public void run(Map<String, JsonNode> documents, List<URI> services) {
        Checkout checkout = Checkout.find();
        out.println(
                "Starting PostgreSQL, Temporal, LiveKit, the API, simulated callers and " + workers() + " worker(s).");
        LocalStackBuilder builder = LocalStack.builder()
                .runFile(checkout.runFile(environment))
                .ports(StackPorts.usual(environment))
                .environment("TANDEM_EGRESS_ALLOW", environment.getOrDefault("TANDEM_EGRESS_ALLOW", ""))
                .callers()
                .workers(workers());
        services.forEach(builder::toolsReach);
        try (LocalStack stack = builder.start()) {
            documents.forEach((name, document) -> {
                stack.publish(name, document);
                out.println("Published " + name);
            });
            tell(stack, checkout);
            throw new StackException(stack.trouble().join() + System.lineSeparator() + "Everything else was stopped.");
        }
    }

    private void tell(LocalStack stack, Checkout checkout) {
        out.printf(
                """

                The stack is up. Ctrl-C ends it.
                  Console        %s/#key=%s
                  API            %s
                  API key        in %s
                  Temporal UI    %s
                  LiveKit        %s
                  Logs           %s
                """,
                stack.api(),
                stack.apiKey(),
                stack.api(),
                checkout.runFile(environment),
                stack.temporal().ui(),
                stack.liveKit().url(),
                stack.logs());
    }

    private int workers() {
        String count = environment.getOrDefault("WORKERS", "");
        if (count.isBlank()) {
            return 1;
        }
        try {
            return Integer.parseUnsignedInt(count.strip());
        } catch (NumberFormatException e) {
            throw new StackException("WORKERS=%s is no number: say how many workers to start.".formatted(count), e);
        }
    }
}
