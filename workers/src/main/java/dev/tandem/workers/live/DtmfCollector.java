package dev.tandem.workers.live;

import dev.tandem.workers.metrics.Meters;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Collects the keys that a caller presses, and hands them over when the caller pauses. Owned by the session's mailbox.
 */
final class DtmfCollector {

    /** No further key is expected after this pause, ms. */
    private static final long PAUSE_MS = 1_500;

    /** Ends the input, as on every telephone menu. It is a key itself only when it is pressed alone. */
    private static final char ENOUGH = '#';

    private static final String KNOWN = "0123456789*#ABCD";

    private final Mailbox mailbox;
    private final CallLimits limits;
    private final Meters meters;
    private final IntSupplier turn;
    private final Consumer<String> pressed;
    private final StringBuilder digits = new StringBuilder();
    private int presses;

    /** The turn in which the last key was pressed, and how many were pressed in it. */
    private int lastTurn;

    private int inTurn;

    /**
     * Creates a collector.
     *
     * @param turn the turn that the call has come to
     */
    DtmfCollector(Mailbox mailbox, CallLimits limits, Meters meters, IntSupplier turn, Consumer<String> pressed) {
        this.mailbox = mailbox;
        this.limits = limits;
        this.meters = meters;
        this.turn = turn;
        this.pressed = pressed;
    }

    /** @param digit one of {@code 0-9 * # A-D}; anything else is ignored */
    void press(String digit) {
        if (digit.length() != 1 || KNOWN.indexOf(digit.charAt(0)) < 0) {
            return;
        }
        if (!counts()) {
            meters.keyDropped();
            return;
        }
        int press = ++presses;
        digits.append(digit);
        if (digit.charAt(0) == ENOUGH) {
            handOver();
        } else {
            mailbox.postAfter(PAUSE_MS, () -> {
                if (press == presses) {
                    handOver();
                }
            });
        }
    }

    /** Counts a key. Returns whether it is among those that a turn and a call may have. */
    private boolean counts() {
        int now = turn.getAsInt();
        if (now != lastTurn) {
            lastTurn = now;
            inTurn = 0;
        }
        return presses < limits.keysACall() && ++inTurn <= limits.keysATurn();
    }

    private void handOver() {
        if (!digits.isEmpty()) {
            String all = digits.toString();
            digits.setLength(0);
            pressed.accept(
                    all.length() > 1 && all.indexOf(ENOUGH) == all.length() - 1
                            ? all.substring(0, all.length() - 1)
                            : all);
        }
    }
}
