package dev.tandem.stack.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeMap;

/** A process that shows its settings and says that it is ready. */
final class SmallWorker {
    private SmallWorker() {}

    static void main() throws IOException, InterruptedException {
        new TreeMap<>(System.getenv()).forEach((name, value) -> {
            if (name.startsWith("TANDEM_")) {
                System.out.println(name + "=" + value);
            }
        });
        Files.writeString(Path.of(Objects.requireNonNull(System.getenv("TANDEM_READY_FILE"))), "ready\n");
        Thread.sleep(Long.MAX_VALUE);
    }
}
