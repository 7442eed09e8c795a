package dev.tandem.stack.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackEndIT {
    @TempDir
    private Path folder;

    @Test
    void leavesNoProcessAndNoRunFileBehindWhenItIsAskedToStop() throws Exception {
        Process parent = start();
        List<ProcessHandle> children = childrenOf(parent);
        parent.destroy();
        assertThat(parent.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(children).hasSize(4);
        await().untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
        assertThat(folder.resolve("run.json")).doesNotExist();
    }

    @Test
    void leavesNoProcessBehindWhenItIsKilled() throws Exception {
        Process parent = start();
        List<ProcessHandle> children = childrenOf(parent);
        assertThat(children).hasSize(4).allMatch(ProcessHandle::isAlive);
        parent.destroyForcibly();
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallStack.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<ProcessHandle> childrenOf(Process parent) throws IOException {
        List<ProcessHandle> children = new ArrayList<>();
        BufferedReader output = parent.inputReader();
        for (String line = output.readLine(); line != null && !line.equals("up"); line = output.readLine()) {
            ProcessHandle.of(Long.parseLong(line)).ifPresent(children::add);
        }
        return children;
    }
}
