package dev.tandem.workers.think;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes words that can be spoken of what a model writes, as it comes: without Markdown, code, tags and JSON, and without
 * tools that are written instead of being called. Where the model writes the caller's next words, the answer ends. A word
 * passes as soon as it is complete.
 */
final class PlainSpeech {

    /** Characters of a tag, and of a link with its address. What is longer is taken for words. */
    private static final int LONGEST_TAG = 200;

    private static final int LONGEST_LINK = 500;

    /** Characters of a word: in a language without spaces a whole answer may be one. */
    private static final int LONGEST_WORD = 64;

    /** Characters that are kept of what was left out, to see whether a tool stands in it. */
    private static final int KEPT = 2_000;

    /** Names before a colon with which a model goes on as the caller. */
    private static final Set<String> CALLERS = Set.of("caller:", "user:", "human:", "customer:");

    private static final Set<String> AGENTS = Set.of("agent:", "assistant:", "ai:", "bot:");

    private static final Set<String> THOUGHTS = Set.of("think", "thinking", "reasoning");

    private static final Set<String> ITEMS = Set.of("-", "*", "•", "+", "–");

    /** Elements whose content is not spoken either: calls, and thoughts. */
    private static final Pattern UNSPOKEN = Pattern.compile(
            "(?i)<(tool_?calls?|tool_?use|tool|functions?|function_?calls?|invoke|parameter|think|thinking|reasoning)"
                    + "\\b[^<>]*>");

    private static final Pattern TAG = Pattern.compile("</?[A-Za-z|!][^<>]*>");

    /** Marks of chat templates behind which another speaker follows, or a call. */
    private static final Pattern NEXT_SPEAKER =
            Pattern.compile("(?i)<\\|(im_start|start_header_id|user|assistant|system)\\|>|\\[/?INST\\]");

    private static final Pattern CALLS = Pattern.compile("(?i)<\\|python_tag\\|>|\\[TOOL_CALLS\\]");

    private static final Pattern LINK = Pattern.compile("!?\\[([^\\]\\n]*)\\]\\([^()\\n]*\\)");
    private static final Pattern RULER = Pattern.compile("\\|?[-:=*_|]{3,}");
    private static final Pattern HEADING = Pattern.compile("#{1,6}");
    private static final Pattern NOT_OF_NAME = Pattern.compile("^[^\\w]+|[^\\w]+$");
    private static final Pattern MARKS = Pattern.compile("[*_#>`]");

    /** Emphasis: pairs of marks anywhere, and single ones where a word begins or ends. */
    private static final Pattern EMPHASIS =
            Pattern.compile("\\*\\*+|__+|~~+|`+|^([(\"']*)[*_]+|[*_]+([.,;:!?)\"'…]*)$");

    private enum Taken {
        /** Something was taken; more may follow at once. */
        SOME,
        /** More has to come before one knows what it is. */
        WAITS,
        /** It is something else. */
        NOTHING
    }

    private final Set<String> tools;
    private final Set<String> labels;
    private final StringBuilder pending = new StringBuilder();
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder kept = new StringBuilder();
    private @Nullable LeftOut leftOut;

    /** Whether what is left out are thoughts. They may name tools without calling one. */
    private boolean thinks;

    /** Whether the answer has ended for the caller, whatever the model still writes. */
    private boolean over;

    private boolean lineBegins = true;

    /** Whether the line is a heading or an item of a list, which may end without a full stop. */
    private boolean marked;

    /** The last character that was spoken, and the last one of a word. */
    private char last = '\n';

    private char lastOfWord = '.';

    /**
     * Creates a filter for one answer.
     *
     * @param tools names of what the model may call
     * @param agent name of the agent, which a model may write before its words
     */
    PlainSpeech(Set<String> tools, String agent) {
        this.tools = Set.copyOf(tools);
        this.labels = Stream.concat(AGENTS.stream(), Stream.of(agent.toLowerCase(Locale.ROOT) + ":"))
                .filter(label -> label.length() > 1)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Takes more of the answer, and returns what of it can be spoken now. */
    String add(String delta) {
        pending.append(delta);
        return run(false);
    }

    /** Returns the rest, when the answer is complete. */
    String finish() {
        return run(true);
    }

    /** Returns the tool that was written as text, if one was. */
    Optional<String> written() {
        String text = kept.toString();
        return tools.stream().filter(text::contains).sorted().findFirst();
    }

    private String run(boolean whole) {
        out.setLength(0);
        Taken taken = Taken.SOME;
        while (taken == Taken.SOME && !pending.isEmpty()) {
            taken = over ? take(pending.length()) : leftOut == null ? next(whole) : leaveOut(leftOut);
        }
        return out.toString();
    }

    private Taken take(int count) {
        pending.delete(0, count);
        return Taken.SOME;
    }

    private Taken leaveOut(LeftOut stretch) {
        LeftOut.Read read = stretch.read(pending);
        if (!thinks) {
            keep(pending.substring(0, read.count()));
        }
        take(read.count());
        if (read.ends()) {
            leftOut = null;
            thinks = false;
            return Taken.SOME;
        }
        return Taken.WAITS;
    }

    private void keep(String text) {
        if (kept.length() < KEPT) {
            kept.append(text);
        }
    }

    private Taken begin(LeftOut stretch) {
        leftOut = stretch;
        return Taken.SOME;
    }

    private Taken endAnswer() {
        over = true;
        return Taken.SOME;
    }

    private Taken next(boolean whole) {
        int end = 0;
        while (end < pending.length() && Character.isWhitespace(pending.charAt(end))) {
            end++;
        }
        if (end > 0) {
            space(pending.substring(0, end));
            return take(end);
        }
        while (end < pending.length() && !Character.isWhitespace(pending.charAt(end))) {
            end++;
        }
        String word = pending.substring(0, end);
        Taken construct = construct(word, whole);
        if (construct != Taken.NOTHING) {
            return construct;
        }
        boolean complete = end < pending.length() || whole || end > LONGEST_WORD;
        Taken mark = lineBegins ? lineBegins(word, complete, whole) : Taken.NOTHING;
        if (mark != Taken.NOTHING || !complete) {
            return mark == Taken.NOTHING ? Taken.WAITS : mark;
        }
        lineBegins = false;
        if (isToolName(word)) {
            keep(word);
        } else {
            emit(inWords(word));
        }
        return take(end);
    }

    /** Whether a word is the name of a tool, and none that anybody says. */
    private boolean isToolName(String word) {
        return word.indexOf('_') > 0 && tools.contains(NOT_OF_NAME.matcher(word).replaceAll(""));
    }

    private void space(String space) {
        long breaks = space.chars().filter(c -> c == '\n').count();
        if (breaks > 0 && marked && ".!?:;,…".indexOf(lastOfWord) < 0) {
            emit(".");
        }
        if (!Character.isWhitespace(last)) {
            emit(breaks == 0 ? " " : breaks == 1 ? "\n" : "\n\n");
        }
        if (breaks > 0) {
            lineBegins = true;
            marked = false;
        }
    }

    private void emit(String text) {
        if (text.isEmpty()) {
            return;
        }
        out.append(text);
        last = text.charAt(text.length() - 1);
        if (!Character.isWhitespace(last)) {
            lastOfWord = last;
        }
    }

    private static String inWords(String word) {
        return EMPHASIS.matcher(word).replaceAll("$1$2").replace("|", "");
    }

    // Constructs

    private Taken construct(String word, boolean whole) {
        if (word.startsWith("```") || word.startsWith("~~~")) {
            take(3);
            return begin(new LeftOut.To(word.substring(0, 3)));
        }
        if (!whole && pending.length() < 3 && ("```".startsWith(word) || "~~~".startsWith(word))) {
            return Taken.WAITS;
        }
        Optional<String> call = call(word);
        if (call.isPresent()) {
            keep(call.get());
            take(word.indexOf(call.get() + "(") + call.get().length());
            return begin(new LeftOut.Brackets());
        }
        int brace = word.indexOf('{');
        int tag = word.indexOf('<');
        int link = word.indexOf('[');
        if (brace >= 0 && (tag < 0 || brace < tag)) {
            speak(word.substring(0, link == brace - 1 ? Math.max(0, link) : brace));
            return begin(new LeftOut.Brackets());
        }
        if (tag >= 0 && (link < 0 || tag < link)) {
            return tag(word.substring(0, tag), whole);
        }
        return link < 0 ? Taken.NOTHING : link(word.substring(0, link), whole);
    }

    /** Returns the tool that a word calls as programs do: {@code functions.check_order(…}. */
    private Optional<String> call(String word) {
        return tools.stream()
                .filter(name -> {
                    int at = word.indexOf(name + "(");
                    return at == 0 || (at > 0 && !isOfName(word.charAt(at - 1)));
                })
                .findFirst();
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    /** Speaks what stands before a construct in the same word. */
    private void speak(String before) {
        emit(inWords(before));
        take(before.length());
    }

    private Taken tag(String before, boolean whole) {
        String text = pending.substring(before.length(), Math.min(pending.length(), before.length() + LONGEST_TAG));
        boolean mayBeOne =
                text.length() == 1 || "/|!".indexOf(text.charAt(1)) >= 0 || Character.isLetter(text.charAt(1));
        Matcher tag = TAG.matcher(text);
        if (!mayBeOne || !tag.lookingAt()) {
            boolean waits = mayBeOne && !whole && text.length() < LONGEST_TAG && text.indexOf('<', 1) < 0;
            return waits ? Taken.WAITS : Taken.NOTHING;
        }
        speak(before);
        String found = tag.group();
        if (NEXT_SPEAKER.matcher(found).lookingAt()) {
            return endAnswer();
        }
        keep(found);
        take(found.length());
        Matcher unspoken = UNSPOKEN.matcher(found);
        if (CALLS.matcher(found).lookingAt()) {
            return begin(new LeftOut.Rest());
        }
        if (!unspoken.matches()) {
            return Taken.SOME;
        }
        String name = unspoken.group(1).toLowerCase(Locale.ROOT);
        thinks = THOUGHTS.contains(name);
        return begin(new LeftOut.To("</" + name + ">"));
    }

    private Taken link(String before, boolean whole) {
        boolean image = before.endsWith("!");
        int from = image ? before.length() - 1 : before.length();
        String text = pending.substring(from, Math.min(pending.length(), from + LONGEST_LINK));
        if (NEXT_SPEAKER.matcher(text).lookingAt()) {
            return endAnswer();
        }
        if (CALLS.matcher(text).lookingAt()) {
            speak(before);
            return begin(new LeftOut.Rest());
        }
        Matcher link = LINK.matcher(text);
        if (link.lookingAt()) {
            speak(before.substring(0, from));
            take(link.end());
            pending.insert(0, link.group(1));
            return Taken.SOME;
        }
        if (text.contains("[{")) {
            return Taken.NOTHING;
        }
        int close = text.indexOf(']');
        boolean mayBeOne = close < 0
                ? text.indexOf('\n') < 0
                : close + 1 == text.length() || (text.charAt(close + 1) == '(' && text.indexOf(')', close) < 0);
        return mayBeOne && !whole && text.length() < LONGEST_LINK ? Taken.WAITS : Taken.NOTHING;
    }

    // The beginning of a line

    private Taken lineBegins(String word, boolean complete, boolean whole) {
        Taken label = label(whole);
        if (label != Taken.NOTHING) {
            return label;
        }
        if (!complete) {
            return Taken.NOTHING;
        }
        String bare = MARKS.matcher(word).replaceAll("").toLowerCase(Locale.ROOT);
        if (CALLERS.contains(bare) && !marked && ".!?…\"')".indexOf(lastOfWord) >= 0) {
            return endAnswer();
        }
        boolean item = ITEMS.contains(word) || HEADING.matcher(word).matches();
        if (item || word.equals(">") || word.equals("|") || RULER.matcher(word).matches()) {
            marked = marked || item;
            take(word.length());
            int space = 0;
            while (space < pending.length() && " \t".indexOf(pending.charAt(space)) >= 0) {
                space++;
            }
            return take(space);
        }
        return Taken.NOTHING;
    }

    /** Takes the agent's own name before its words. */
    private Taken label(boolean whole) {
        String begin = MARKS.matcher(pending.substring(0, Math.min(pending.length(), LONGEST_TAG)))
                .replaceAll("")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        for (String label : labels) {
            if (begin.startsWith(label)) {
                int colon = pending.indexOf(":");
                int end = colon + 1;
                while (end < pending.length() && "*_` \t".indexOf(pending.charAt(end)) >= 0) {
                    end++;
                }
                return take(end);
            }
        }
        boolean mayBecomeOne = !begin.isEmpty() && labels.stream().anyMatch(label -> label.startsWith(begin));
        return mayBecomeOne && !whole ? Taken.WAITS : Taken.NOTHING;
    }
}
