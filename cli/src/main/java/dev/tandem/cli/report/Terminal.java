package dev.tandem.cli.report;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines, and on a terminal one line more that shows how far something is. Where there is no terminal, such as in CI,
 * that line is left out.
 */
public final class Terminal {

    private final PrintWriter out;
    private final boolean live;
    private @Nullable String shown;

    /** @param live whether a line can be written over */
    public Terminal(PrintWriter out, boolean live) {
        this.out = out;
        this.live = live;
    }

    public void line(String text) {
        erase();
        out.println(text);
        out.flush();
    }

    /** Shows how far something is. The next line takes its place. */
    public void progress(String text) {
        if (live && !text.equals(shown)) {
            erase();
            out.print(text);
            out.flush();
            shown = text;
        }
    }

    private void erase() {
        if (shown != null) {
            out.print("\r" + " ".repeat(shown.length()) + "\r");
            shown = null;
        }
    }
}
