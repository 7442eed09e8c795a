package dev.tandem.workers.think;

import java.util.Locale;

/** A stretch of an answer that is not spoken: finds where it ends, however it is cut into pieces. */
sealed interface LeftOut {

    /**
     * Reads on.
     *
     * @param text what has come and was not read
     * @return how many characters of it belong to the stretch, and whether it ends with them
     */
    Read read(CharSequence text);

    record Read(int count, boolean ends) {}

    /**
     * Up to a text, which belongs to it.
     *
     * @param end in lower case
     */
    record To(String end) implements LeftOut {

        @Override
        public Read read(CharSequence text) {
            int at = text.toString().toLowerCase(Locale.ROOT).indexOf(end);
            // An end that comes in two pieces is found with the second one.
            return at < 0
                    ? new Read(Math.max(0, text.length() - end.length() + 1), false)
                    : new Read(at + end.length(), true);
        }
    }

    /** All that comes. */
    record Rest() implements LeftOut {

        @Override
        public Read read(CharSequence text) {
            return new Read(text.length(), false);
        }
    }

    /** From a bracket to the one that closes it. Brackets in quotation marks do not count. */
    final class Brackets implements LeftOut {

        private int depth;
        private boolean quoted;
        private boolean escaped;

        @Override
        public Read read(CharSequence text) {
            for (int i = 0; i < text.length(); i++) {
                if (closes(text.charAt(i))) {
                    return new Read(i + 1, true);
                }
            }
            return new Read(text.length(), false);
        }

        private boolean closes(char c) {
            if (escaped) {
                escaped = false;
            } else if (quoted) {
                escaped = c == '\\';
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if ("{[(".indexOf(c) >= 0) {
                depth++;
            } else if ("}])".indexOf(c) >= 0) {
                depth--;
                return depth <= 0;
            }
            return false;
        }
    }
}
