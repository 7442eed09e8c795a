package dev.tandem.workers.live;

import java.util.function.BooleanSupplier;

/** Reports when nobody has spoken for as long as the document allows. Owned by the session's mailbox. */
final class SilenceWatch {

    private final Mailbox mailbox;
    private final long timeoutMs;
    private final BooleanSupplier waiting;
    private final Runnable silence;
    private int sounds;

    /**
     * Creates a watch.
     *
     * @param timeoutMs time without words, ms; 0: nobody counts it
     * @param waiting whether the call waits for its caller; silence counts only while it does
     * @param silence called once, and again after {@link #restart}
     */
    SilenceWatch(Mailbox mailbox, long timeoutMs, BooleanSupplier waiting, Runnable silence) {
        this.mailbox = mailbox;
        this.timeoutMs = timeoutMs;
        this.waiting = waiting;
        this.silence = silence;
    }

    /** Starts anew, because something was said or the caller's turn has come. */
    void restart() {
        if (timeoutMs == 0) {
            return;
        }
        int now = ++sounds;
        mailbox.postAfter(timeoutMs, () -> {
            if (now != sounds) {
                return;
            }
            if (waiting.getAsBoolean()) {
                silence.run();
            } else {
                restart();
            }
        });
    }
}
