package dev.tandem.workers.room.livekit.ffi;

import dev.tandem.livekit.proto.FfiEvent;
import dev.tandem.livekit.proto.Panic;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.CompletableFuture;

/** Tells of a panic as LiveKit's native client does, without the client. */
public final class PanickingClient {

    /** Any function stands for those of the client, because none is called. */
    private final FfiEvents events = new FfiEvents(
            new FfiLibrary(_ -> Linker.nativeLinker().defaultLookup().find("abs")));

    public CompletableFuture<String> panicked() {
        return events.panicked();
    }

    public void panic() {
        var panic = FfiEvent.newBuilder()
                .setPanic(Panic.newBuilder().setMessage("index out of bounds"))
                .build()
                .toByteArray();
        try (var arena = Arena.ofConfined()) {
            events.event(arena.allocateFrom(ValueLayout.JAVA_BYTE, panic).address(), panic.length);
        }
    }
}
