package dev.tandem.workers.room.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.livekit.proto.FfiOwnedHandle;
import dev.tandem.livekit.proto.OwnedTextStreamReader;
import dev.tandem.livekit.proto.TextStreamInfo;
import dev.tandem.livekit.proto.TextStreamOpened;
import dev.tandem.livekit.proto.TextStreamReaderChunkReceived;
import dev.tandem.livekit.proto.TextStreamReaderEOS;
import dev.tandem.livekit.proto.TextStreamReaderEvent;
import dev.tandem.workers.room.RoomListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TextStreamsTest {

    private final List<String> chat = new ArrayList<>();
    private final Map<Long, Consumer<TextStreamReaderEvent>> readers = new HashMap<>();
    private final List<Runnable> later = new ArrayList<>();
    private final TextStreams streams = new TextStreams(new ReaderOfTheTest(), () -> "caller", new Told());

    @Test
    void aLineIsHandedOverWhenItEnds() {
        opened(1, "lk.chat", "caller");
        chunk(1, "Hello, ");
        chunk(1, "there.");
        assertThat(chat).isEmpty();
        ends(1);
        assertThat(chat).containsExactly("Hello, there.");
        assertThat(readers).isEmpty();
    }

    @Test
    void chatOfSomebodyElseIsNotHandedOver() {
        opened(2, "lk.chat", "somebody");
        chunk(2, "Hello.");
        ends(2);
        assertThat(chat).isEmpty();
    }

    @Test
    void streamsThatNeverEndAreBoundedInNumber() {
        for (int n = 0; n < 1_000; n++) {
            opened(n, "lk.chat", "caller");
        }
        assertThat(readers).hasSize(TextStreams.MOST_OPEN);
    }

    @Test
    void aStreamThatDoesNotEndIsGivenUpAndHoldsUpNone() {
        opened(1, "lk.chat", "caller");
        chunk(1, "I never");
        opened(2, "lk.chat", "caller");
        chunk(2, "whole");
        ends(2);
        assertThat(chat).isEmpty();
        later.forEach(Runnable::run);
        assertThat(chat).containsExactly("whole");
        assertThat(readers).isEmpty();
    }

    @Test
    void aLineOfAnyLengthTakesLittleMemoryAndIsToldAsOneThatIsTooLong() {
        opened(1, "lk.chat", "caller");
        for (int n = 0; n < 1_000; n++) {
            chunk(1, "x".repeat(1_000));
        }
        ends(1);
        assertThat(chat).singleElement().satisfies(line -> assertThat(line).hasSize(IncomingText.LONGEST_LINE));
    }

    private void opened(long reader, String topic, String sender) {
        streams.opened(TextStreamOpened.newBuilder()
                .setParticipantIdentity(sender)
                .setReader(OwnedTextStreamReader.newBuilder()
                        .setHandle(FfiOwnedHandle.newBuilder().setId(reader))
                        .setInfo(TextStreamInfo.newBuilder().setTopic(topic).buildPartial())
                        .buildPartial())
                .buildPartial());
    }

    private void chunk(long reader, String text) {
        tell(TextStreamReaderEvent.newBuilder()
                .setReaderHandle(reader)
                .setChunkReceived(TextStreamReaderChunkReceived.newBuilder().setContent(text))
                .build());
    }

    private void ends(long reader) {
        tell(TextStreamReaderEvent.newBuilder()
                .setReaderHandle(reader)
                .setEos(TextStreamReaderEOS.getDefaultInstance())
                .build());
    }

    private void tell(TextStreamReaderEvent event) {
        var reader = readers.get(event.getReaderHandle());
        if (reader != null) {
            reader.accept(event);
        }
    }

    private final class ReaderOfTheTest implements TextStreams.Reader {

        @Override
        public void begin(FfiOwnedHandle reader, Consumer<TextStreamReaderEvent> events) {
            readers.put(reader.getId(), events);
        }

        @Override
        public void forget(long reader) {
            readers.remove(reader);
        }

        @Override
        public void later(long ms, Runnable what) {
            later.add(what);
        }
    }

    private final class Told implements RoomListener {

        @Override
        public void chat(String text) {
            chat.add(text);
        }
    }
}
