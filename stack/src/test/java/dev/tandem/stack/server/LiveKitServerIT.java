package dev.tandem.stack.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveKitServerIT {
    @Test
    void startsAgainAfterAKillWithTheSameUrlAndCredentials() {
        try (LiveKitServer server = LiveKitServer.builder().build()) {
            server.start();
            var url = server.url();
            var ended = server.ended();
            server.kill();
            assertThat(ended).succeedsWithin(Duration.ofSeconds(5)).asString().contains("LiveKit server exited");
            server.start();
            assertThat(server.url()).isEqualTo(url);
        }
    }

    @Test
    void listensOnLoopbackOnly() throws Exception {
        try (LiveKitServer server = LiveKitServer.builder().build()) {
            server.start();
            assertThat(Listening.addressesOf(server.pid()))
                    .isNotEmpty()
                    .allSatisfy(
                            address -> assertThat(address.isLoopbackAddress()).isTrue());
        }
    }

    @Test
    void keepsItsSecretFromOtherUsersOfTheMachine(@TempDir Path folder) throws Exception {
        try (LiveKitServer server = LiveKitServer.builder().folder(folder).build()) {
            server.start();
            Path file = folder.resolve("livekit.json");
            assertThat(Files.readString(file)).contains(server.credentials().apiSecret());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(server.credentials().toString())
                    .doesNotContain(server.credentials().apiSecret());
        }
    }
}
