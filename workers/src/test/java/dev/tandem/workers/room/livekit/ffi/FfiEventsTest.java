package dev.tandem.workers.room.livekit.ffi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.livekit.proto.FfiEvent;
import dev.tandem.livekit.proto.Panic;
import dev.tandem.livekit.proto.RoomEvent;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FfiEventsTest {

    /** Any function stands for those of the client, because none is called. */
    private final FfiEvents events = new FfiEvents(
            new FfiLibrary(_ -> Linker.nativeLinker().defaultLookup().find("abs")));

    @Test
    void aPanicOfTheClientIsTold() {
        var panicked = events.panicked();
        happens(FfiEvent.newBuilder()
                .setPanic(Panic.newBuilder().setMessage("index out of bounds"))
                .build());
        assertThat(panicked).isCompletedWithValue("index out of bounds");
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class, AssertionError.class})
    void nothingThatAReceiverThrowsReachesTheClient(Class<? extends Throwable> kind) throws Exception {
        var fault = kind.getDeclaredConstructor().newInstance();
        events.onRoom(7, _ -> {
            if (fault instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) fault;
        });
        happens(FfiEvent.newBuilder()
                .setRoomEvent(RoomEvent.newBuilder().setRoomHandle(7))
                .build());
        assertThat(events.panicked()).isNotDone();
    }

    private void happens(FfiEvent event) {
        try (var arena = Arena.ofConfined()) {
            var bytes = event.toByteArray();
            events.event(arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes).address(), bytes.length);
        }
    }
}
