package dev.tandem.workers.audio;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds what one call has still to say. The speech output writes it, and the {@link Pacer} reads it every 10 ms,
 * without a lock or an allocation on its side.
 *
 * <p>Speech that begins is sent at once, up to a tick early. It keeps that lead while it lasts. When it falls silent it
 * gives the lead back, so that the room's clock and ours stay together.
 */
public final class Playout {

    /** Samples of one frame: 10 ms at 24 kHz. */
    public static final int FRAME = 240;

    /** Hears what is sent. It is called on the pacer's thread, so it must only pass the news on. */
    public interface Listener {

        /**
         * Reports that the first frame of a clause was sent.
         *
         * @param at nanoseconds of {@link System#nanoTime}
         */
        void clauseStarted(SpokenClause clause, long at);

        /** Reports that everything offered before {@link Playout#finish} has been sent. */
        void drained();

        /**
         * Reports that the process stood still for longer than {@link Pacer#STALL}. Nothing is played until {@link
         * Playout#release}.
         */
        void stalled();

        /** Reports that its frames cannot be sent any more. It is not paced any longer; the pacer has logged why. */
        default void broken(Throwable fault) {}
    }

    /** Part of a clause's audio. This is a class, because a record's components should not be arrays. */
    private static final class Piece {

        private final SpokenClause clause;
        private final short[] samples;
        private final long generation;

        private Piece(SpokenClause clause, short[] samples, long generation) {
            this.clause = clause;
            this.samples = samples;
            this.generation = generation;
        }
    }

    private final Queue<Piece> pieces = new ConcurrentLinkedQueue<>();
    private final Consumer<short[]> out;
    private final Listener listener;
    private final short[] frame = new short[FRAME];
    private final short[] silence = new short[FRAME];
    private final AtomicLong generation = new AtomicLong();
    private volatile boolean paused;
    private volatile boolean held;
    private volatile boolean shut;
    private volatile boolean finished;
    private volatile long lastSent;
    private volatile @Nullable Thread pacer;
    private @Nullable Piece current;
    private int offset;

    /** When the next frame is due, ns. */
    private long due;

    /** How much earlier than its tick the speech that is being sent began, ns. */
    private long lead;

    private boolean speaking;

    /**
     * Creates a playout.
     *
     * @param out takes a frame of {@link #FRAME} mono samples at 24 kHz and does not keep it
     */
    public Playout(Consumer<short[]> out, Listener listener) {
        this.out = out;
        this.listener = listener;
    }

    /** Appends audio of a clause: mono, 24 kHz. The array is kept and must not change. */
    public void offer(SpokenClause clause, short[] samples) {
        clause.queued(samples.length);
        pieces.add(new Piece(clause, samples, generation.get()));
        LockSupport.unpark(pacer);
    }

    /** Ends the audio for now. {@link Listener#drained} follows when all of it is sent. */
    public void finish() {
        finished = true;
    }

    /** Drops all that was not sent. Its last frame leaves within one tick. */
    public void cut() {
        generation.incrementAndGet();
        pieces.clear();
        finished = false;
        paused = false;
    }

    public void pause() {
        paused = true;
    }

    public void resume() {
        paused = false;
        LockSupport.unpark(pacer);
    }

    /** Lets speech out again after {@link Listener#stalled}. */
    public void release() {
        held = false;
        LockSupport.unpark(pacer);
    }

    /** Holds all audio back until {@link #open}, because nobody can hear it yet. */
    public void shut() {
        shut = true;
    }

    public void open() {
        shut = false;
        LockSupport.unpark(pacer);
    }

    /** Returns when the last frame of speech left, in nanoseconds of {@link System#nanoTime}; 0: never. */
    public long lastSent() {
        return lastSent;
    }

    /**
     * Notes its pacer's thread.
     *
     * @param firstTick when the first frame is due, ns
     */
    void pacedBy(Thread thread, long firstTick) {
        due = firstTick;
        pacer = thread;
    }

    void stalled(long now) {
        held = true;
        due = now;
        lead = 0;
        listener.stalled();
    }

    void broken(Throwable fault) {
        listener.broken(fault);
    }

    /**
     * Sends the frame that is due, if one is.
     *
     * @return when the next one is due, ns
     */
    long tick(long now) {
        boolean goesOn = !paused && !held && !shut;
        boolean sounds = goesOn && next() != null;
        if (sounds && !speaking) {
            lead = Math.max(0, due - now);
            due -= lead;
        } else if (speaking && !sounds) {
            due += lead;
            lead = 0;
        }
        speaking = sounds;
        if (due - now <= 0) {
            due += Pacer.TICK;
            if (sounds) {
                speak();
            } else {
                out.accept(silence);
            }
        }
        if (finished && goesOn && next() == null) {
            finished = false;
            listener.drained();
        }
        return due;
    }

    private void speak() {
        int filled = 0;
        for (Piece piece = next(); piece != null && filled < FRAME; piece = next()) {
            int count = Math.min(FRAME - filled, piece.samples.length - offset);
            System.arraycopy(piece.samples, offset, frame, filled, count);
            if (piece.clause.played(count)) {
                listener.clauseStarted(piece.clause, System.nanoTime());
            }
            offset += count;
            filled += count;
        }
        if (filled == 0) {
            out.accept(silence);
            return;
        }
        Arrays.fill(frame, filled, FRAME, (short) 0);
        out.accept(frame);
        lastSent = System.nanoTime();
    }

    /** Returns the piece that is being sent, or the next one; null: there is nothing to say. */
    private @Nullable Piece next() {
        Piece piece = current;
        if (piece != null && piece.generation == generation.get() && offset < piece.samples.length) {
            return piece;
        }
        do {
            piece = pieces.poll();
        } while (piece != null && (piece.generation != generation.get() || piece.samples.length == 0));
        current = piece;
        offset = 0;
        return piece;
    }
}
