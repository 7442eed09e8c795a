package dev.tandem.workers.room.livekit;

import dev.tandem.livekit.proto.FfiRequest;
import dev.tandem.livekit.proto.TextStreamOpened;
import dev.tandem.livekit.proto.TextStreamReaderEvent;
import dev.tandem.livekit.proto.TextStreamReaderReadIncrementalRequest;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workers.room.livekit.ffi.FfiClient;
import dev.tandem.workers.room.livekit.ffi.OwnedHandles;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects incoming text streams, and hands each over when it is complete. Chat counts only from the participant who is
 * heard. Owned by the room's thread.
 */
final class TextStreams {

    private static final Logger log = LoggerFactory.getLogger(TextStreams.class);

    static final String CHAT = "lk.chat";

    private final FfiClient client;
    private final OwnedHandles handles;
    private final HeardParticipant heard;
    private final RoomListener listener;
    private final Executor roomThread;
    private final Map<String, TextQueue> incoming = new HashMap<>();

    TextStreams(
            FfiClient client,
            OwnedHandles handles,
            HeardParticipant heard,
            RoomListener listener,
            Executor roomThread) {
        this.client = client;
        this.handles = handles;
        this.heard = heard;
        this.listener = listener;
        this.roomThread = roomThread;
    }

    /** Starts to read a stream. The client takes the reader's handle back with that. */
    void opened(TextStreamOpened opened) {
        var reader = opened.getReader().getHandle().getId();
        handles.giveAway(opened.getReader().getHandle());
        var sender = opened.getParticipantIdentity();
        var text = new IncomingText(opened.getReader().getInfo(), System.nanoTime());
        incoming.computeIfAbsent(sender, _ -> new TextQueue()).add(text);
        handOver(sender);
        client.events().onText(reader, event -> roomThread.execute(() -> read(event, text, sender)));
        client.request(FfiRequest.newBuilder()
                .setTextReadIncremental(
                        TextStreamReaderReadIncrementalRequest.newBuilder().setReaderHandle(reader))
                .build());
    }

    private void read(TextStreamReaderEvent event, IncomingText text, String sender) {
        if (event.hasChunkReceived()) {
            text.add(event.getChunkReceived().getContent());
            return;
        }
        client.events().forgetText(event.getReaderHandle());
        text.end(event.getEos().hasError());
        if (text.isOvertaken()) {
            handOver(text, sender);
        }
        handOver(sender);
    }

    private void handOver(String sender) {
        var texts = incoming.get(sender);
        if (texts != null) {
            texts.takeEnded(System.nanoTime()).forEach(text -> handOver(text, sender));
            if (texts.isEmpty()) {
                incoming.remove(sender);
            }
        }
    }

    private void handOver(IncomingText text, String sender) {
        if (!text.isWhole()) {
            log.atWarn()
                    .addKeyValue("topic", text.info().getTopic())
                    .addKeyValue("identity", sender)
                    .addKeyValue("characters", text.length())
                    .log("a text stream broke off or is too long, and was dropped");
        } else if (!text.info().getTopic().equals(CHAT)) {
            listener.text(
                    text.info().getTopic(), sender, text.text(), text.info().getAttributesMap());
        } else if (sender.equals(heard.caller().identity())) {
            listener.chat(text.text());
        }
    }
}
