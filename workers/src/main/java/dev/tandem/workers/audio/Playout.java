package dev.tandem.workers.audio;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one call has still to say, on its way to the room: written by the mouth, read every 10 ms by the {@link Pacer}.
 * No lock and, but for a queue node a piece, no allocation on the pacer's side.
 */
public final class Playout {

    /** Samples of one frame: 10 ms at 24 kHz. */
    public static final int FRAME = 240;

    /** Told on the pacer's thread, so it must only pass the word on. */
    public interface Listener {

        /**
         * The first frame of a clause was sent.
         *
         * @param at nanoseconds of {@link System#nanoTime}
         */
        void clauseStarted(SpokenClause clause, long at);

        /** All that was offered before {@link Playout#finish} has been sent. */
        void drained();

        /** The process stood still for longer than {@link Pacer#STALL}: nothing is played until {@link Playout#release}. */
        void stalled();
    }

    /** Part of a clause's audio. A class, because a record's components should not be arrays. */
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
    private volatile boolean finished;
    private volatile long lastSent;
    private @Nullable Piece current;
    private int offset;

    /** @param out takes a frame of {@link #FRAME} mono samples at 24 kHz and does not keep it */
    public Playout(Consumer<short[]> out, Listener listener) {
        this.out = out;
        this.listener = listener;
    }

    /** Appends audio of a clause: mono, 24 kHz. The array is kept. */
    public void offer(SpokenClause clause, short[] samples) {
        clause.queued(samples.length);
        pieces.add(new Piece(clause, samples, generation.get()));
    }

    /** Nothing more comes for now: {@link Listener#drained} follows when all is sent. */
    public void finish() {
        finished = true;
    }

    /** Forgets all that was not sent; the last frame of it leaves within one tick. */
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
    }

    /** Lets nothing out until {@link #release}. */
    public void hold() {
        held = true;
    }

    public void release() {
        held = false;
    }

    /** When the last frame of speech left, in nanoseconds of {@link System#nanoTime}; 0: never. */
    public long lastSent() {
        return lastSent;
    }

    void stalled() {
        held = true;
        listener.stalled();
    }

    /** One tick of the pacer. */
    void tick() {
        if (paused || held) {
            out.accept(silence);
            return;
        }
        int filled = 0;
        while (filled < FRAME) {
            Piece piece = next();
            if (piece == null) {
                break;
            }
            int count = Math.min(FRAME - filled, piece.samples.length - offset);
            System.arraycopy(piece.samples, offset, frame, filled, count);
            if (piece.clause.played(count)) {
                listener.clauseStarted(piece.clause, System.nanoTime());
            }
            offset += count;
            filled += count;
        }
        send(filled);
    }

    private void send(int filled) {
        if (filled == 0) {
            out.accept(silence);
        } else {
            Arrays.fill(frame, filled, FRAME, (short) 0);
            out.accept(frame);
            lastSent = System.nanoTime();
        }
        if (finished && current == null && pieces.isEmpty()) {
            finished = false;
            listener.drained();
        }
    }

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
