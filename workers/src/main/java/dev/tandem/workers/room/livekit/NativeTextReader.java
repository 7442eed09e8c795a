package dev.tandem.workers.room.livekit;

import dev.tandem.livekit.proto.FfiOwnedHandle;
import dev.tandem.livekit.proto.FfiRequest;
import dev.tandem.livekit.proto.TextStreamReaderEvent;
import dev.tandem.livekit.proto.TextStreamReaderReadIncrementalRequest;
import dev.tandem.workers.room.livekit.ffi.FfiClient;
import dev.tandem.workers.room.livekit.ffi.OwnedHandles;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Reads text streams with the native client, which takes a reader's handle back when it begins to read. */
record NativeTextReader(FfiClient client, OwnedHandles handles, Executor roomThread) implements TextStreams.Reader {

    @Override
    public void begin(FfiOwnedHandle reader, Consumer<TextStreamReaderEvent> events) {
        handles.giveAway(reader);
        client.events().onText(reader.getId(), event -> roomThread.execute(() -> events.accept(event)));
        client.request(FfiRequest.newBuilder()
                .setTextReadIncremental(
                        TextStreamReaderReadIncrementalRequest.newBuilder().setReaderHandle(reader.getId()))
                .build());
    }

    @Override
    public void forget(long reader) {
        client.events().forgetText(reader);
    }

    @Override
    public void later(long ms, Runnable what) {
        CompletableFuture.delayedExecutor(ms, TimeUnit.MILLISECONDS, roomThread).execute(what);
    }
}
