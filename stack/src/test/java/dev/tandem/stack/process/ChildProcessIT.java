package dev.tandem.stack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tandem.stack.StackException;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessIT {
    @TempDir
    private Path folder;

    @Test
    void diesWithAParentThatIsKilledWithoutWarning() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StubbornFamily.class.getName(),
                        folder.resolve("child.log").toString())
                .start();
        try (BufferedReader output = parent.inputReader()) {
            long polite = Long.parseLong(output.readLine());
            long stubborn = Long.parseLong(output.readLine());
            assertThat(isAlive(polite)).isTrue();
            assertThat(isAlive(stubborn)).isTrue();
            parent.destroyForcibly();
            await().atMost(Duration.ofSeconds(3)).until(() -> !isAlive(polite));
            await().atMost(Duration.ofSeconds(10)).until(() -> !isAlive(stubborn));
        }
    }

    @Test
    void saysWithTheEndOfItsLogThatItDidNotComeUpInTime() {
        ChildProcess child = start("echo waiting for a disk; exec sleep 600");
        assertThatThrownBy(() -> Readiness.await(child, Duration.ofSeconds(1), () -> false))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("child did not come up within 1 s")
                .hasMessageContaining("waiting for a disk");
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void isNamedWhenItCannotBeExecuted() {
        ChildProcess child = ChildProcess.start(
                new Program("child", List.of("/does/not/exist"), Map.of(), folder.resolve("child.log")));
        assertThatThrownBy(() -> Readiness.await(child, Duration.ofSeconds(5), () -> false))
                .hasMessageContaining("child exited with code")
                .hasMessageContaining("/does/not/exist");
    }

    @Test
    void doesNotSeeWhatIsHiddenOfTheEnvironment() throws Exception {
        assertThat(System.getenv()).containsKey("PATH");
        Path log = folder.resolve("child.log");
        List<String> command = List.of("/usr/bin/env");
        ChildProcess.start(new Program("child", command, Map.of("SEEN", "yes"), List.of("PA"), log))
                .exit()
                .get();
        assertThat(log).content().contains("SEEN=yes").doesNotContainPattern("(?m)^PATH=");
    }

    private ChildProcess start(String script) {
        return ChildProcess.start(
                new Program("child", List.of("sh", "-c", script), Map.of(), folder.resolve("child.log")));
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
