package dev.tandem.workers.live;

import java.util.function.Consumer;

/**
 * Collects the keys that a caller presses, and hands them over when the caller pauses. Owned by the session's mailbox.
 */
final class DtmfCollector {

    /** No further key is expected after this pause, ms. */
    private static final long PAUSE_MS = 1_500;

    /** Ends the input, as on every telephone menu. It is a key itself only when it is pressed alone. */
    private static final char ENOUGH = '#';

    private static final String KNOWN = "0123456789*#ABCD";

    /** Keys of one input, at most. What comes after them is dropped. */
    private static final int MOST = 64;

    private final Mailbox mailbox;
    private final Consumer<String> pressed;
    private final StringBuilder digits = new StringBuilder();
    private int presses;

    DtmfCollector(Mailbox mailbox, Consumer<String> pressed) {
        this.mailbox = mailbox;
        this.pressed = pressed;
    }

    /** @param digit one of {@code 0-9 * # A-D}; anything else is ignored */
    void press(String digit) {
        if (digit.length() != 1 || KNOWN.indexOf(digit.charAt(0)) < 0 || digits.length() == MOST) {
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
