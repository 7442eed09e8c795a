package dev.tandem.workers.room.livekit;

import dev.tandem.livekit.proto.FfiRequest;
import dev.tandem.livekit.proto.TextStreamInfo;
import dev.tandem.livekit.proto.TextStreamOpened;
import dev.tandem.livekit.proto.TextStreamReaderEvent;
import dev.tandem.livekit.proto.TextStreamReaderReadIncrementalRequest;
import dev.tandem.workers.room.RoomListener;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects incoming text streams and hands each over when it is whole. */
final class TextStreams {

    private static final Logger log = LoggerFactory.getLogger(TextStreams.class);

    static final String CHAT = "lk.chat";

    /** Characters. Anyone in a room can send without end; a longer text is dropped. */
    private static final int LONGEST = 100_000;

    private final FfiClient client;
    private final OwnedHandles handles;
    private final RoomListener listener;
    private final Executor roomThread;

    TextStreams(FfiClient client, OwnedHandles handles, RoomListener listener, Executor roomThread) {
        this.client = client;
        this.handles = handles;
        this.listener = listener;
        this.roomThread = roomThread;
    }

    /** Starts reading, by which the client takes the reader's handle back. */
    void opened(TextStreamOpened opened) {
        var reader = opened.getReader().getHandle().getId();
        handles.giveAway(opened.getReader().getHandle());
        var text = new StringBuilder();
        client.events()
                .onText(
                        reader,
                        event -> roomThread.execute(() ->
                                read(event, text, opened.getReader().getInfo(), opened.getParticipantIdentity())));
        client.request(FfiRequest.newBuilder()
                .setTextReadIncremental(
                        TextStreamReaderReadIncrementalRequest.newBuilder().setReaderHandle(reader))
                .build());
    }

    private void read(TextStreamReaderEvent event, StringBuilder text, TextStreamInfo info, String identity) {
        if (event.hasChunkReceived()) {
            if (text.length() <= LONGEST) {
                text.append(event.getChunkReceived().getContent());
            }
            return;
        }
        client.events().forgetText(event.getReaderHandle());
        if (event.getEos().hasError() || text.length() > LONGEST) {
            log.atWarn()
                    .addKeyValue("topic", info.getTopic())
                    .addKeyValue("identity", identity)
                    .addKeyValue("characters", text.length())
                    .log("a text stream broke off or is too long, and was dropped");
            return;
        }
        if (info.getTopic().equals(CHAT)) {
            listener.chat(text.toString());
        } else {
            listener.text(info.getTopic(), identity, text.toString(), info.getAttributesMap());
        }
    }
}
