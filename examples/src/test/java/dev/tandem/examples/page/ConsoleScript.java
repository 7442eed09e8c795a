package dev.tandem.examples.page;

import dev.tandem.stack.run.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the console's browser tests with Node. They print JSON. */
final class ConsoleScript {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private ConsoleScript() {}

    static JsonNode run(Path output, String script, String... arguments) throws IOException, InterruptedException {
        Path console = Checkout.find().folder().resolve("console");
        List<String> command =
                new ArrayList<>(List.of("node", console.resolve(script).toString()));
        command.addAll(List.of(arguments));
        Process node = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!node.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(script + " did not end within " + LIMIT.toMinutes() + " minutes");
            }
        } finally {
            node.descendants().forEach(ProcessHandle::destroyForcibly);
            node.destroyForcibly();
        }
        return JsonMapper.shared().readTree(output.toFile());
    }
}
