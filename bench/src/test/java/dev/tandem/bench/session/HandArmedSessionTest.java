package dev.tandem.bench.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.room.EmptyRoom;
import dev.tandem.workflows.protocol.TurnOutcome;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HandArmedSessionTest {

    @Test
    void theCallerIsGreetedAndAnswered() {
        TimedRoom room = new TimedRoom(new EmptyRoom(), _ -> {});
        try (Pacer pacer = new Pacer();
                HandArmedSession session = HandArmedSession.scripted(
                        "call", pacer, new ScriptedModel("Gladly."), new Silence(), _ -> room)) {
            session.open();
            CompletableFuture<TurnOutcome> reply = session.arm();
            session.type("Go on.");

            assertThat(HandArmedSession.spoken(reply).text()).isEqualTo("Gladly.");
            assertThat(room.loudSince()).isPositive();
        }
    }
}
