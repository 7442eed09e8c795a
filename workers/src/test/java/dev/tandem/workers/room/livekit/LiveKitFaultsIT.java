package dev.tandem.workers.room.livekit;

import static dev.tandem.workers.room.livekit.Scene.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.workers.room.RecordingListener;
import dev.tandem.workers.room.RoomException;
import dev.tandem.workers.room.ToneSpeaker;
import io.livekit.server.RoomServiceClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveKitFaultsIT {

    private final String name = Scene.newRoom();
    private final RecordingListener agentHears = new RecordingListener();
    private final RecordingListener callerHears = new RecordingListener();

    @Test
    void aCallerWhoseProcessIsKilledIsLostNotGone() throws IOException {
        try (var scene = new Scene();
                var _ = scene.agent(name, "agent", agentHears)) {
            var process = CallerProcess.start(scene.settings.url(), scene.callerToken(name, "caller"));
            eventually().untilAsserted(() -> assertThat(agentHears.events).containsExactly("joined caller"));

            process.destroyForcibly();

            // LiveKit itself needs twenty seconds to notice.
            eventually()
                    .untilAsserted(() -> assertThat(agentHears.events).containsExactly("joined caller", "lost caller"));
        }
    }

    @Test
    void bothAreHeardAgainAfterTheServerWasKilledAndCameBack() {
        try (var scene = new Scene();
                var agent = scene.agent(name, "agent", agentHears);
                var caller = scene.caller(name, "caller", callerHears);
                var agentSpeaks = new ToneSpeaker(agent, 440);
                var callerSpeaks = new ToneSpeaker(caller, 1000)) {
            awaitTones(440, 1000);

            scene.server.kill();
            scene.server.start();
            agentSpeaks.tone(600);
            callerSpeaks.tone(800);

            awaitTones(600, 800);
            assertThat(agentHears.events).doesNotContain("evicted").noneMatch(event -> event.startsWith("disc"));
        }
    }

    @Test
    void aServerThatNeverComesBackIsADisconnection() {
        try (var scene = new Scene()) {
            var agent = scene.agent(name, "agent", agentHears);
            scene.server.kill();

            eventually()
                    .untilAsserted(
                            () -> assertThat(agentHears.events).anyMatch(event -> event.startsWith("disconnected")));
            agent.close();
            assertThat(agent.handleCount()).isZero();
        }
    }

    @Test
    void aRoomDeletedByItsServerIsADisconnectionAndGivesEveryHandleBack() {
        try (var scene = new Scene()) {
            var agent = scene.agent(name, "agent", agentHears);
            var service = RoomServiceClient.createClient(
                    scene.settings.url().replace("ws://", "http://"),
                    scene.settings.apiKey(),
                    scene.settings.apiSecret());

            // The server is asked again if it is busy and does not answer in time.
            eventually().pollInterval(Duration.ofSeconds(1)).ignoreExceptions().until(() -> {
                service.deleteRoom(name).execute();
                return !agentHears.events.isEmpty();
            });

            assertThat(agentHears.events).containsExactly("disconnected ROOM_DELETED");
            agent.close();
            assertThat(agent.handleCount()).isZero();
        }
    }

    @Test
    void aWrongSecretIsSaidWithTheSettingsToCheck() {
        try (var scene = new Scene()) {
            var wrong = new LiveKitSettings(scene.settings.url(), scene.settings.apiKey(), "wrong".repeat(8));
            try (var rooms = LiveKitRooms.open(wrong, Scene.NATIVE_LIBRARY)) {
                assertThatThrownBy(() -> rooms.join(name, "agent", Map.of(), () -> {}, agentHears))
                        .isInstanceOf(RoomException.class)
                        .hasMessageContaining(scene.settings.url())
                        .hasMessageContaining("TANDEM_LIVEKIT_URL");
            }
        }
    }

    @Test
    void aMissingLibraryIsSaidWithTheCommandThatFetchesIt() {
        var settings = new LiveKitSettings("ws://127.0.0.1:9", "key", "secret");

        assertThatThrownBy(() -> LiveKitRooms.open(settings, Path.of("nowhere", "liblivekit_ffi.so")))
                .isInstanceOf(RoomException.class)
                .hasMessageContaining("liblivekit_ffi.so")
                .hasMessageContaining("make parts");
    }

    private void awaitTones(int ofAgent, int ofCaller) {
        eventually().untilAsserted(() -> {
            assertThat(callerHears.sound.hertz()).isCloseTo(ofAgent, within(15));
            assertThat(agentHears.sound.hertz()).isCloseTo(ofCaller, within(15));
        });
    }
}
