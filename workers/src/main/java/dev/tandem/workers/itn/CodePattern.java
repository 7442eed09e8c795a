package dev.tandem.workers.itn;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A pattern that an author wrote for a code, and that guides the search for it. RE2 decides what matches, in a time that
 * is proportional to the text. RE2 cannot say whether a text is the beginning of a match. java.util.regex can
 * ({@code hitEnd}), but it backtracks; so whoever asks it counts the characters that it looks at, and {@link #of} refuses
 * the patterns with which it could branch without looking at any.
 */
final class CodePattern {

    /** The most groups that may match the empty text. */
    private static final int MOST_EMPTY = 3;

    private final Pattern pattern;
    private final java.util.regex.Pattern guide;

    private CodePattern(Pattern pattern, java.util.regex.Pattern guide) {
        this.pattern = pattern;
        this.guide = guide;
    }

    /** Returns the pattern; empty if RE2 or Java cannot read it, or if it branches without an end: {@code (?:|){40}}. */
    static Optional<CodePattern> of(String written) {
        try {
            Pattern pattern = Pattern.compile(written);
            return branchesOnNothing(written)
                    ? Optional.empty()
                    : Optional.of(new CodePattern(pattern, java.util.regex.Pattern.compile(written)));
        } catch (PatternSyntaxException | java.util.regex.PatternSyntaxException | StackOverflowError unreadable) {
            return Optional.empty();
        }
    }

    /** Returns whether the whole text is a code. */
    boolean matches(String text) {
        return pattern.matches(text);
    }

    /**
     * Returns whether a longer text may be a code that begins with this one.
     *
     * @param text counts how often it is looked at, and throws when that is too often
     */
    @SuppressWarnings("JdkObsolete") // RE2/J has no hitEnd
    boolean mayGoOn(CharSequence text) {
        var matcher = guide.matcher(text);
        var _ = matcher.matches();
        return matcher.hitEnd();
    }

    /**
     * Whether Java's engine could branch again and again without looking at a character: at groups that match the empty
     * text, if one is repeated or if there are many.
     */
    private static boolean branchesOnNothing(String written) {
        int empty = 0;
        for (String group : groups(written)) {
            boolean repeated = "*+{".indexOf(group.charAt(group.length() - 1)) >= 0;
            if (Pattern.matches(group.substring(0, group.length() - 1), "")) {
                empty++;
                if (repeated || empty > MOST_EMPTY) {
                    return true;
                }
            }
        }
        return written.contains("\\Q");
    }

    /** Returns the groups with their brackets, each with the character behind it, or a blank at the end. */
    private static List<String> groups(String written) {
        List<String> groups = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>();
        boolean inClass = false;
        String text = written + " ";
        for (int at = 0; at < written.length(); at++) {
            char sign = text.charAt(at);
            if (sign == '\\') {
                at++;
            } else if (inClass) {
                inClass = sign != ']';
            } else if (sign == '[') {
                inClass = true;
                at += text.startsWith("^]", at + 1) ? 2 : text.startsWith("]", at + 1) ? 1 : 0;
            } else if (sign == '(') {
                open.push(at);
            } else if (sign == ')' && !open.isEmpty()) {
                groups.add(text.substring(open.pop(), at + 2));
            }
        }
        return groups;
    }
}
