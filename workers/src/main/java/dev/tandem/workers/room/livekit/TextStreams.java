package dev.tandem.workers.room.livekit;

import dev.tandem.livekit.proto.FfiOwnedHandle;
import dev.tandem.livekit.proto.TextStreamOpened;
import dev.tandem.livekit.proto.TextStreamReaderEvent;
import dev.tandem.workers.room.RoomListener;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects incoming text streams, and hands each over when it is complete. Chat counts only from the participant who is
 * heard. Streams that are open at once are bounded in number and in length, and one that does not end is given up, because
 * anybody in a room can open them. Owned by the room's thread.
 */
final class TextStreams {

    private static final Logger log = LoggerFactory.getLogger(TextStreams.class);

    static final String CHAT = "lk.chat";

    /** Number of streams of all senders that are read at once. Further ones are not read. */
    static final int MOST_OPEN = 64;

    /** A stream that has not ended after this time is given up, ms. */
    static final long LONGEST_MS = 30_000;

    /** Reads streams. */
    interface Reader {

        /** Begins to read. The events come on the room's thread. */
        void begin(FfiOwnedHandle reader, Consumer<TextStreamReaderEvent> events);

        /** Reads no longer. */
        void forget(long reader);

        /** Does something later, on the room's thread. */
        void later(long ms, Runnable what);
    }

    private final Reader reader;
    private final Supplier<String> caller;
    private final RoomListener listener;
    private final Map<String, TextQueue> incoming = new HashMap<>();
    private final Map<Long, IncomingText> open = new HashMap<>();

    /**
     * Creates the streams of a room.
     *
     * @param caller identity of the participant whose chat counts
     */
    TextStreams(Reader reader, Supplier<String> caller, RoomListener listener) {
        this.reader = reader;
        this.caller = caller;
        this.listener = listener;
    }

    /** Starts to read a stream, unless too many are open. A reader that is not used is given back with its message. */
    void opened(TextStreamOpened opened) {
        var sender = opened.getParticipantIdentity();
        var info = opened.getReader().getInfo();
        if (open.size() >= MOST_OPEN) {
            log.atWarn().addKeyValue("identity", sender).log("a text stream is not read: too many are open");
            return;
        }
        var id = opened.getReader().getHandle().getId();
        var text = new IncomingText(info, System.nanoTime());
        open.put(id, text);
        incoming.computeIfAbsent(sender, _ -> new TextQueue()).add(text);
        handOver(sender);
        reader.begin(opened.getReader().getHandle(), event -> read(event, text, sender));
        reader.later(LONGEST_MS, () -> {
            if (open.containsKey(id)) {
                end(id, true, text, sender);
            }
        });
    }

    private void read(TextStreamReaderEvent event, IncomingText text, String sender) {
        if (!open.containsKey(event.getReaderHandle())) {
            return;
        }
        if (event.hasChunkReceived()) {
            text.add(event.getChunkReceived().getContent());
            return;
        }
        end(event.getReaderHandle(), event.getEos().hasError(), text, sender);
    }

    private void end(long id, boolean broken, IncomingText text, String sender) {
        open.remove(id);
        reader.forget(id);
        text.end(broken);
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
                    .log("a text stream broke off, did not end or is too long, and was dropped");
        } else if (!text.info().getTopic().equals(CHAT)) {
            listener.text(
                    text.info().getTopic(), sender, text.text(), text.info().getAttributesMap());
        } else if (sender.equals(caller.get())) {
            listener.chat(text.text());
        }
    }
}
