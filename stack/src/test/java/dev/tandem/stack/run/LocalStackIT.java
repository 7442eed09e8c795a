package dev.tandem.stack.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tandem.stack.StackException;
import dev.tandem.stack.process.Readiness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalStackIT {
    private static final JsonMapper JSON = new JsonMapper();

    private Path runFile;
    private LocalStack stack;

    @BeforeAll
    void start(@TempDir Path folder) {
        runFile = folder.resolve("run.json");
        stack = builder()
                .folder(folder.resolve("stack"))
                .runFile(runFile)
                .workers(2)
                .callers()
                .start();
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    void tellsOthersHowToJoinWhileItIsUp() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(runFile)))
                .isEqualTo("rw-------");
        JsonNode run = JSON.readTree(Files.readString(runFile));
        assertThat(run.at("/api/url").asString()).isEqualTo(stack.api().toString());
        assertThat(run.at("/api/key").asString()).startsWith("tdm_");
        assertThat(run.at("/console/url").asString()).isEqualTo(stack.api() + "/");
        assertThat(run.at("/temporal/address").asString())
                .isEqualTo(stack.temporal().target());
        assertThat(run.at("/livekit/api_secret").asString())
                .isEqualTo(stack.liveKit().credentials().apiSecret());
        assertThat(run.at("/database/user").asString()).isEqualTo("tandem");
        assertThat(run.at("/processes/workers").size()).isGreaterThanOrEqualTo(2);
        assertThat(run.at("/processes/api").asLong()).isPositive();
    }

    @Test
    void givesWorkersTheirSettings() throws Exception {
        assertThat(stack.logs().resolve("worker-1.log"))
                .content()
                .contains("TANDEM_WORKER_ID=worker-1")
                .contains("TANDEM_TEMPORAL_TARGET=" + stack.temporal().target())
                .contains("TANDEM_LIVEKIT_URL=" + stack.liveKit().url())
                .contains("TANDEM_WORKER_SLOTS=3")
                .doesNotContain("TANDEM_DATABASE");
    }

    @Test
    void startsSimulatedCallersWhereTheyAreWanted() {
        assertThat(stack.logs().resolve("callers.log"))
                .content()
                .contains("TANDEM_TEMPORAL_TARGET=" + stack.temporal().target())
                .contains("TANDEM_LIVEKIT_URL=" + stack.liveKit().url())
                .doesNotContain("TANDEM_WORKER_ID")
                .doesNotContain("TANDEM_DATABASE");
    }

    @Test
    void publishesADocumentOnceAndAgainOnlyWhenItChanged() throws Exception {
        PublishedWorkflow first = stack.publish("shop", JSON.readTree("{\"agents\": [1]}"));
        PublishedWorkflow again = stack.publish("shop", JSON.readTree("{\"agents\": [1]}"));
        assertThat(again).isEqualTo(first);
        assertThat(publications(1)).isTrue();
        stack.publish("shop", JSON.readTree("{\"agents\": [1, 2]}"));
        assertThat(publications(2)).isTrue();
        assertThat(JSON.readTree(Files.readString(runFile))
                        .at("/workflows/0/name")
                        .asString())
                .isEqualTo("shop");
        assertThatThrownBy(() -> stack.publish("shop", JSON.readTree("{\"fault\": true}")))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("/publish was answered 422");
    }

    @Test
    void killsAWorkerOnRequestAndStartsAnother() throws Exception {
        StackWorker worker = stack.startWorker();
        assertThat(JSON.readTree(Files.readString(runFile))
                        .at("/processes/workers")
                        .toString())
                .contains(Long.toString(worker.pid()));
        worker.kill();
        assertThat(stack.workers()).doesNotContain(worker);
        await().untilAsserted(() -> assertThat(JSON.readTree(Files.readString(runFile))
                        .at("/processes/workers")
                        .toString())
                .doesNotContain(Long.toString(worker.pid())));
        assertThat(stack.trouble()).isNotDone();
    }

    @Test
    void keepsAnotherOutOfItsFolderAndGoesOn() throws Exception {
        String before = Files.readString(runFile);
        assertThatThrownBy(() -> builder().runFile(runFile).start())
                .isInstanceOf(StackException.class)
                .hasMessageContaining("A stack uses " + runFile.resolveSibling("stack"))
                .hasMessageContaining("process " + ProcessHandle.current().pid())
                .hasMessageContaining("STACK=");
        assertThat(runFile).content().isEqualTo(before);
        assertThat(stack.logs().resolve("worker-1.log")).exists();
        assertThat(processes(stack)).allMatch(ProcessHandle::isAlive);
    }

    @Test
    void givesItsFolderBackWhenItEnds(@TempDir Path own) {
        builder().folder(own.resolve("stack")).workers(0).start().close();
        try (LocalStack next = builder().folder(own.resolve("stack")).workers(0).start()) {
            assertThat(processes(next)).allMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void namesAProcessThatEndsUnaskedAndLeavesNoneBehind(@TempDir Path own) {
        Path file = own.resolve("run.json");
        List<ProcessHandle> all = new ArrayList<>();
        try (LocalStack failing =
                builder().folder(own.resolve("stack")).runFile(file).start()) {
            all.addAll(processes(failing));
            assertThat(all).hasSize(4).allMatch(ProcessHandle::isAlive);
            failing.liveKit().kill();
            assertThat(failing.trouble())
                    .succeedsWithin(Duration.ofSeconds(5))
                    .asString()
                    .contains("LiveKit server exited with code 137")
                    .contains("starting LiveKit server");
        }
        await().untilAsserted(() -> assertThat(all).noneMatch(ProcessHandle::isAlive));
        assertThat(file).doesNotExist();
    }

    @Test
    void saysWhyTheApiDidNotComeUpAndStopsWhatDid(@TempDir Path own) {
        assertThatThrownBy(() -> builder()
                        .folder(own)
                        .environment("SMALL_API_FAILS", "yes")
                        .start())
                .isInstanceOf(StackException.class)
                .hasMessageContaining("API exited with code 7")
                .hasMessageContaining("no room on the disk");
        assertThat(own.resolve("postgres/data/postmaster.pid")).doesNotExist();
    }

    private static LocalStackBuilder builder() {
        return LocalStack.builder().applications(SmallApplications.commands()).environment("TANDEM_WORKER_SLOTS", "3");
    }

    private boolean publications(int count) {
        return Readiness.answers(stack.api().resolve("/publications"), Integer.toString(count)::equals);
    }

    private static List<ProcessHandle> processes(LocalStack stack) {
        return Stream.concat(
                        Stream.of(
                                stack.postgres().pid(),
                                stack.temporal().pid(),
                                stack.liveKit().pid()),
                        stack.workers().stream().map(StackWorker::pid))
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .toList();
    }
}
