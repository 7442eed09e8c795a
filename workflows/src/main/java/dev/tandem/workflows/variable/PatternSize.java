package dev.tandem.workflows.variable;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Estimates how large a pattern becomes when it is compiled, without compiling it. RE2 expands counted repetitions, so
 * that {@code ((a{50}){50}){50}} takes the memory of 125,000 characters, and the time of a match grows with it.
 */
public final class PatternSize {

    /** The largest pattern that is allowed: matching 2,000 characters then takes some ten milliseconds at worst. */
    public static final int MOST = 1_000;

    private static final Pattern REPETITION = Pattern.compile("\\{([0-9]{1,4})(,([0-9]{0,4}))?\\}");

    private final String pattern;
    private final Deque<Long> outer = new ArrayDeque<>();
    private long group;
    private long last;
    private int at;

    private PatternSize(String pattern) {
        this.pattern = pattern;
    }

    /**
     * Returns a size that is never less than the instructions that counted repetitions make. The pattern must compile.
     */
    public static long of(String pattern) {
        PatternSize size = new PatternSize(pattern);
        while (size.at < pattern.length()) {
            size.step();
        }
        return size.group + size.last;
    }

    private void step() {
        switch (pattern.charAt(at)) {
            case '(' -> open();
            case ')' -> close();
            case '[' -> atom(endOfClass());
            case '\\' -> atom(pattern.startsWith("\\Q", at) ? endOfQuotation() : at + 2);
            case '{' -> repeat();
            default -> atom(at + 1);
        }
    }

    private void atom(int end) {
        group += last;
        last = Math.max(1, pattern.startsWith("\\Q", at) ? end - at : 1);
        at = end;
    }

    private void open() {
        outer.push(group + last);
        group = 0;
        last = 0;
        at++;
    }

    private void close() {
        last = group + last + 2;
        group = outer.isEmpty() ? 0 : outer.pop();
        at++;
    }

    private void repeat() {
        Matcher repetition = REPETITION.matcher(pattern);
        if (!repetition.find(at) || repetition.start() != at) {
            atom(at + 1);
            return;
        }
        long least = Long.parseLong(repetition.group(1));
        boolean isExact = repetition.group(2) == null;
        String most = isExact ? repetition.group(1) : repetition.group(3);
        long times = most == null || most.isEmpty() ? least + 1 : Long.parseLong(most);
        last = Math.min(Integer.MAX_VALUE, last * Math.max(1, times));
        at = repetition.end();
    }

    /** Finds the end of a class. A bracket right after the opening one, or after its negation, is a member. */
    private int endOfClass() {
        int i = at + (pattern.startsWith("[^", at) ? 2 : 1);
        i += pattern.startsWith("]", i) ? 1 : 0;
        while (i < pattern.length() && pattern.charAt(i) != ']') {
            int end = pattern.startsWith("[:", i) ? pattern.indexOf(":]", i) + 1 : i;
            i = Math.max(end, i) + (pattern.charAt(i) == '\\' ? 2 : 1);
        }
        return i + 1;
    }

    private int endOfQuotation() {
        int end = pattern.indexOf("\\E", at);
        return end < 0 ? pattern.length() : end + 2;
    }
}
