package dev.tandem.workers.speak;

import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.audio.SpokenClause;
import dev.tandem.workers.speak.ReplyPlayback.Voice;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.TextToSpeech;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives the clauses of one reply to their voices, and the voices' audio to the playout. Clauses of one voice are said
 * in one context, so that the next one is synthesised while one plays. While the reply may not sound yet, only its
 * first clause is synthesised, because most replies that are begun ahead are thrown away. Thread-safe; nothing here
 * blocks.
 */
final class ReplySpeech {

    private static final String DEFECT = "the voice's provider has a defect";

    /** Samples in a millisecond. */
    private static final long MS = Playout.FRAME / 10;

    private record Order(SpokenClause clause, Voice voice) {}

    private final GatedPlayout playout;
    private final Consumer<SpeechException> mute;
    private final Deque<Order> waiting = new ArrayDeque<>();

    /** Clauses that were said in the open context, and are not flushed yet. */
    private final Deque<Order> given = new ArrayDeque<>();

    private @Nullable Speaking open;
    private boolean begun;
    private boolean ending;
    private boolean over;
    private boolean silent;
    private volatile long firstAudioAt;

    /**
     * Creates the speech of a reply.
     *
     * @param gate nothing sounds before it completes
     * @param mute called when a clause cannot be spoken
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

    /**
     * Has audio sound that is there already, before anything else of the reply.
     *
     * @return false if some of the reply is there, or it is over
     */
    synchronized boolean hold(SpokenClause phrase, List<short[]> audio) {
        if (silent || over || firstAudioAt != 0) {
            return false;
        }
        audio.forEach(piece -> playout.offer(phrase, piece));
        phrase.complete();
        return true;
    }

    /** Takes no more clauses. The playout drains when all is said. */
    synchronized void finish() {
        ending = true;
        advance();
    }

    /** Keeps audio that is finished after this from the playout. */
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

    /** Returns when the first audio was there, ns; 0 if it is not yet. */
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

    @SuppressWarnings("CatchingUnchecked") // a provider's defect costs a clause, never the turn
    private @Nullable Speaking begin(Voice voice) {
        Speaking speaking = new Speaking(voice);
        open = speaking;
        try {
            speaking.begin();
        } catch (Throwable fault) {
            open = null;
            mute.accept(SpeechException.of(fault, DEFECT));
        }
        return open;
    }

    /** The open context of one voice. The voice's own threads report to it. */
    private final class Speaking implements TextToSpeech.Sink {

        private final Voice voice;
        private TextToSpeech.@Nullable Context context;
        private boolean finishing;

        /** Number of characters that the context was given. */
        private int characters;

        /** Where the clause that is being spoken begins: in the text, and in the audio. */
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
            String text = characters == 0 ? clause.text() : " " + clause.text();
            characters += text.length();
            tell(speaks -> {
                speaks.say(text);
                speaks.flush();
            });
        }

        private void finish() {
            if (!finishing) {
                finishing = true;
                tell(TextToSpeech.Context::finish);
            }
        }

        private void close() {
            tell(TextToSpeech.Context::close);
        }

        @SuppressWarnings("CatchingUnchecked") // a provider's defect costs a clause, never the turn
        private void tell(Consumer<TextToSpeech.Context> what) {
            TextToSpeech.Context speaks = context;
            if (speaks == null) {
                return;
            }
            try {
                what.accept(speaks);
            } catch (Throwable defect) {
                SpeechException fault = SpeechException.of(defect, DEFECT);
                if (isOpen()) {
                    failed(fault);
                } else {
                    mute.accept(fault);
                }
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

        /** Drops the clause under way. Those behind it are said in a new context. */
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
