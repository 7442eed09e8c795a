package dev.tandem.stack.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.stack.StackException;
import dev.tandem.stack.process.Readiness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporalServerIT {
    @Test
    void startsAgainAfterAKillOnTheSamePortWithItsSearchAttributes() {
        try (TemporalServer server = TemporalServer.builder().build()) {
            server.start();
            String target = server.target();
            long first = server.pid();
            var ended = server.ended();
            server.kill();
            assertThat(ended).succeedsWithin(Duration.ofSeconds(5)).asString().contains("Temporal server exited");
            // start() returns only when every search attribute is there.
            server.start();
            assertThat(server.pid()).isNotEqualTo(first);
            assertThat(server.target()).isEqualTo(target);
            assertThat(Readiness.answers(server.ui(), body -> body.contains("<html")))
                    .isTrue();
        }
    }

    @Test
    void listensOnLoopbackOnly() throws Exception {
        try (TemporalServer server = TemporalServer.builder().build()) {
            server.start();
            assertThat(Listening.addressesOf(server.pid()))
                    .isNotEmpty()
                    .allSatisfy(
                            address -> assertThat(address.isLoopbackAddress()).isTrue());
        }
    }

    @Test
    void saysWhyWithTheEndOfItsLogWhenItExitsBeforeItIsReady(@TempDir Path folder) throws Exception {
        Path broken = Files.writeString(folder.resolve("temporal"), "#!/bin/sh\necho no disk left\nexit 3\n");
        assertThat(broken.toFile().setExecutable(true)).isTrue();
        try (TemporalServer server =
                TemporalServer.builder().executable(broken).folder(folder).build()) {
            assertThatThrownBy(server::start)
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("Temporal server exited with code 3")
                    .hasMessageContaining("no disk left");
        }
    }
}
