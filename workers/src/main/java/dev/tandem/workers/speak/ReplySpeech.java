package dev.tandem.workers.speak;

import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.audio.SpokenClause;
import dev.tandem.workers.speak.ReplyPlayback.Voice;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.TextToSpeech;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives the clauses of one reply to their voices, and what the voices make of them to the playout. Clauses of one voice
 * are said in one context, so that the next one is synthesised while one plays. While the reply may not sound yet, only
 * its first clause is synthesised: most of what is begun ahead is thrown away. Thread-safe; nothing here blocks.
 */
final class ReplySpeech {

    /** Samples of a millisecond. */
    private static final long MS = Playout.FRAME / 10;

    private record Order(SpokenClause clause, Voice voice) {}

    private final GatedPlayout playout;
    private final Consumer<SpeechException> mute;
    private final Deque<Order> waiting = new ArrayDeque<>();

    /** Said in the open context, and not flushed yet. */
    private final Deque<Order> given = new ArrayDeque<>();

    private @Nullable Speaking open;
    private boolean begun;
    private boolean ending;
    private boolean over;
    private boolean silent;
    private volatile long firstAudioAt;

    /**
     * @param gate nothing sounds before it completes
     * @param mute told when a clause cannot be spoken
     */
    ReplySpeech(Playout playout, CompletableFuture<?> gate, Consumer<SpeechException> mute) {
        this.playout = new GatedPlayout(playout);
        this.mute = mute;
        var _ = gate.whenComplete((done, late) -> play());
    }

    synchronized void order(SpokenClause clause, Voice voice) {
        waiting.add(new Order(clause, voice));
        advance();
    }

    /** No more comes: the playout drains when all is said. */
    synchronized void finish() {
        ending = true;
        advance();
    }

    /** Audio that is finished after this reaches no playout. */
    synchronized void silence() {
        silent = true;
        waiting.clear();
        given.clear();
        playout.silence();
        Speaking speaking = open;
        open = null;
        if (speaking != null) {
            speaking.close();
        }
    }

    /** When the first audio was there, ns; 0: not yet. */
    long firstAudioAt() {
        return firstAudioAt;
    }

    private synchronized void play() {
        playout.open();
        advance();
    }

    private void advance() {
        boolean goesOn = true;
        while (goesOn && !silent) {
            Order next = waiting.peek();
            goesOn = next == null ? end() : say(next);
        }
    }

    /** @return whether more may follow at once */
    private boolean end() {
        Speaking speaking = open;
        if (!ending || over) {
            return false;
        }
        if (speaking != null) {
            speaking.finish();
            return open == null;
        }
        over = true;
        playout.finish();
        return false;
    }

    private boolean say(Order next) {
        Speaking speaking = open;
        if (begun && !playout.isOpen()) {
            return false;
        }
        if (speaking != null && !speaking.says(next)) {
            speaking.finish();
            return open == null;
        }
        waiting.remove();
        begun = true;
        if (speaking == null) {
            speaking = begin(next.voice());
        }
        if (speaking == null) {
            next.clause().complete();
        } else {
            given.add(next);
            speaking.say(next.clause());
        }
        return true;
    }

    private @Nullable Speaking begin(Voice voice) {
        Speaking speaking = new Speaking(voice);
        open = speaking;
        try {
            speaking.begin();
        } catch (SpeechException fault) {
            open = null;
            mute.accept(fault);
        }
        return open;
    }

    /** A context of one voice; told of by the voice's own threads. */
    private final class Speaking implements TextToSpeech.Sink {

        private final Voice voice;
        private TextToSpeech.@Nullable Context context;
        private boolean finishing;

        /** Of the text that the context was given. */
        private int characters;

        /** Where the clause begins that is being spoken: in the text, and in the audio. */
        private int clauseFrom;

        private long clauseSample;
        private long samples;

        private Speaking(Voice voice) {
            this.voice = voice;
        }

        private void begin() {
            context = voice.tts().open(new TextToSpeech.Options(voice.id(), voice.speed()), this);
        }

        private boolean says(Order order) {
            return !finishing && voice.equals(order.voice());
        }

        private void say(SpokenClause clause) {
            TextToSpeech.Context speaks = context;
            if (speaks != null) {
                String text = characters == 0 ? clause.text() : " " + clause.text();
                characters += text.length();
                speaks.say(text);
                speaks.flush();
            }
        }

        private void finish() {
            TextToSpeech.Context speaks = context;
            if (!finishing && speaks != null) {
                finishing = true;
                speaks.finish();
            }
        }

        private void close() {
            TextToSpeech.Context speaks = context;
            if (speaks != null) {
                speaks.close();
            }
        }

        private boolean isOpen() {
            return this.equals(open);
        }

        @Override
        public void audio(short[] audio) {
            synchronized (ReplySpeech.this) {
                Order order = given.peek();
                if (!isOpen() || order == null) {
                    return;
                }
                if (firstAudioAt == 0) {
                    firstAudioAt = System.nanoTime();
                }
                samples += audio.length;
                playout.offer(order.clause(), audio);
            }
        }

        @Override
        public void timing(TextToSpeech.Timing timing) {
            synchronized (ReplySpeech.this) {
                Order order = given.peek();
                if (isOpen() && order != null) {
                    order.clause().timed(timing.characters() - clauseFrom, timing.ms() * MS - clauseSample);
                }
            }
        }

        @Override
        public void flushed() {
            synchronized (ReplySpeech.this) {
                Order order = given.peek();
                if (!isOpen() || order == null) {
                    return;
                }
                given.remove();
                order.clause().complete();
                clauseFrom += order.clause().text().length() + 1;
                clauseSample = samples;
                advance();
            }
        }

        @Override
        public void finished() {
            synchronized (ReplySpeech.this) {
                if (isOpen()) {
                    open = null;
                    given.forEach(order -> order.clause().complete());
                    given.clear();
                    advance();
                }
            }
        }

        /** The clause under way is lost; those behind it are said in a new context. */
        @Override
        public void failed(SpeechException fault) {
            synchronized (ReplySpeech.this) {
                if (!isOpen()) {
                    return;
                }
                open = null;
                Order lost = given.poll();
                if (lost != null) {
                    lost.clause().complete();
                }
                while (!given.isEmpty()) {
                    waiting.addFirst(given.removeLast());
                }
                mute.accept(fault);
                advance();
            }
        }
    }
}
