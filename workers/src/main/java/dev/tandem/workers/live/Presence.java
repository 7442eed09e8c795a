package dev.tandem.workers.live;

import dev.tandem.workflows.protocol.Departure;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Knows whether the caller is in the room, and how long they may be away. Owned by the session's mailbox. */
final class Presence {

    /** A caller whose connection was lost may come back for this long, ms (docs/turns.md, When things die: 20 s). */
    private static final long RETURN_MS = 20_000;

    /** A caller who has been in the room before this process came is there again within this time, ms. */
    private static final long ARRIVAL_MS = 30_000;

    /** The last outcome is awaited at most this long after the caller left, ms. */
    private static final long LAST_WORD_MS = 2_000;

    private final Mailbox mailbox;
    private final CompletableFuture<Departure> departure;
    private Runnable onLeft = () -> {};
    private Departure why = Departure.CALLER_LEFT;
    private boolean there;
    private boolean left;
    private int absences;

    Presence(Mailbox mailbox, CompletableFuture<Departure> departure) {
        this.mailbox = mailbox;
        this.departure = departure;
    }

    /**
     * Begins to wait for the caller.
     *
     * @param joinMs time within which somebody has to join the call, ms; null: the caller has been there
     * @param whenLeft completes what is open when the caller is gone for good
     */
    void watch(@Nullable Long joinMs, Runnable whenLeft) {
        onLeft = whenLeft;
        if (joinMs == null) {
            expect(ARRIVAL_MS, Departure.CALLER_LOST);
        } else {
            expect(joinMs, Departure.NOT_JOINED);
        }
    }

    boolean there() {
        return there;
    }

    boolean left() {
        return left;
    }

    void joined() {
        there = true;
    }

    void lost() {
        there = false;
        expect(RETURN_MS, Departure.CALLER_LOST);
    }

    void gone(Departure departed) {
        if (left) {
            return;
        }
        why = departed;
        there = false;
        left = true;
        onLeft.run();
        mailbox.postAfter(LAST_WORD_MS, () -> departure.complete(departed));
    }

    /** Notes that the last outcome has been handed over. */
    void told() {
        departure.complete(why);
    }

    private void expect(long ms, Departure otherwise) {
        int absence = ++absences;
        mailbox.postAfter(ms, () -> {
            if (!there && absence == absences) {
                gone(otherwise);
            }
        });
    }
}
