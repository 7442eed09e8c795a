package dev.tandem.bench.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.audio.Pacer;
import dev.tandem.workflows.protocol.TurnOutcome;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ScriptedSessionTest {

    @Test
    void theCallerIsGreetedAndAnswered() {
        StampedVad vad = new StampedVad(ScriptedSession.MIN_INTERRUPTION_MS);
        StampedRoom room = new StampedRoom();
        try (Pacer pacer = new Pacer();
                ScriptedSession session = new ScriptedSession("call", pacer, new ScriptedModel("Gladly."), vad, room)) {
            session.open();
            CompletableFuture<TurnOutcome> reply = session.arm();
            session.type("Go on.");

            assertThat(ScriptedSession.spoken(reply).text()).isEqualTo("Gladly.");
            assertThat(room.loudSince()).isPositive();
        }
    }
}
