package dev.tandem.workers.speech.local.normalization;

import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces what matches by the words in which it is said. */
record Replacement(Pattern written, Function<MatchResult, String> spoken) {

    static Replacement of(String written, Function<MatchResult, String> spoken) {
        return new Replacement(Pattern.compile(written), spoken);
    }

    static Replacement of(String written, String spoken) {
        return of(written, match -> spoken);
    }

    static String apply(List<Replacement> rules, String text) {
        String result = text;
        for (Replacement rule : rules) {
            Matcher matcher = rule.written.matcher(result);
            result = matcher.replaceAll(match -> Matcher.quoteReplacement(rule.spoken.apply(match)));
        }
        return result;
    }
}
