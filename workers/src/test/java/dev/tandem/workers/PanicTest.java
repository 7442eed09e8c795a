package dev.tandem.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.room.livekit.ffi.PanickingClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;

/** Runs a process whose native client panics. */
class PanicTest {

    private static final String DRAINED = "drained";

    @Test
    void aProcessWhoseNativeClientPanicsDrainsAndExitsWithCode70(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Panicking.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(70);
            assertThat(Files.readString(output, StandardCharsets.UTF_8)).contains(DRAINED);
        } finally {
            process.destroyForcibly();
        }
    }

    /** A process that ends for no other reason. */
    static final class Panicking {

        private Panicking() {}

        public static void main(String[] arguments) throws InterruptedException {
            GenericApplicationContext process = new GenericApplicationContext();
            process.registerBean(HandsOver.class);
            process.refresh();
            PanickingClient client = new PanickingClient();
            WorkersConfiguration.drainAfter(client.panicked(), process);
            client.panic();
            TimeUnit.MINUTES.sleep(1);
        }
    }

    /** Stands in the place of {@link WorkerProcess}, which hands its calls over when it is stopped. */
    static final class HandsOver implements SmartLifecycle {

        private volatile boolean running;

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            System.out.println(DRAINED);
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
