package dev.tandem.callers.persona;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a caller wants.
 *
 * @param wish as the caller says it
 * @param signs words of the agent, in lower case, of which each one says that the goal is reached; the scenario writes
 *     them in double quotes. Empty: an answer that has to do with the wish is enough
 */
record Goal(String wish, List<String> signs) {

    private static final Pattern QUOTED = Pattern.compile("\\s*\\(?[\"“]([^\"“”]+)[\"”]\\)?");
    private static final Pattern OWN_WORDS = Pattern.compile("(?i)^(?:i|i'm|i'd|i've|my|we|our)\\b.*");
    private static final Pattern QUESTION = Pattern.compile(
            "(?i)^(?:where|when|what|who|whose|which|why|how|whether|if|is|are|am|do|does|did|can|could|will|would|have|has)\\b.*");
    private static final Pattern OTHERS_WORDS = Pattern.compile(
            "(?i)\\b(?:the (?:caller|customer|patient)'s|the (?:caller|customer|patient)s?|their|his|her)\\b");
    private static final Pattern TO = Pattern.compile("(?i)^(?:(?:wants?|needs?|would like|tries|wishes) )?to ");

    static Goal of(String sentence) {
        List<String> signs = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(sentence);
        while (quoted.find()) {
            signs.add(quoted.group(1).strip().toLowerCase(Locale.ROOT));
        }
        return new Goal(said(QUOTED.matcher(sentence).replaceAll("").strip()), List.copyOf(signs));
    }

    private static String said(String sentence) {
        String bare = sentence.replaceAll("[.,;:\\s]+$", "");
        if (bare.endsWith("?") || bare.endsWith("!")) {
            return bare;
        }
        if (QUESTION.matches(bare)) {
            return "I'd like to know " + lower(own(bare)) + ".";
        }
        if (OWN_WORDS.matches(bare)) {
            return bare + ".";
        }
        return "I'd like to " + lower(own(TO.matcher(bare).replaceFirst(""))) + ".";
    }

    private static String lower(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private static String own(String wish) {
        return OTHERS_WORDS.matcher(wish).replaceAll("my");
    }

    Set<String> stems() {
        return Stems.of(wish);
    }
}
