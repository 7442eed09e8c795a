package dev.tandem.workers.speech.local.normalization;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits text where a speaker would pause, because the model speaks one sentence at a time. */
public final class Sentences {

    /** Longest sentence, characters. The model was trained on up to some 400 phonemes. */
    private static final int LONGEST = 300;

    private static final Pattern SENTENCE = Pattern.compile("[^.!?…]+[.!?…]*");

    private Sentences() {}

    public static List<String> of(String words) {
        List<String> sentences = new ArrayList<>();
        Matcher matcher = SENTENCE.matcher(words);
        while (matcher.find()) {
            String rest = matcher.group().strip();
            while (rest.length() > LONGEST) {
                int cut = pause(rest);
                sentences.add(rest.substring(0, cut).strip());
                rest = rest.substring(cut).strip();
            }
            if (!rest.isEmpty()) {
                sentences.add(rest);
            }
        }
        return sentences;
    }

    /** Returns where to split: after the last comma or the like in reach, else after the last word, else anywhere. */
    private static int pause(String text) {
        String reach = text.substring(0, LONGEST);
        int comma = Math.max(reach.lastIndexOf(','), Math.max(reach.lastIndexOf(';'), reach.lastIndexOf(':')));
        if (comma > 0) {
            return comma + 1;
        }
        int space = reach.lastIndexOf(' ');
        return space > 0 ? space : LONGEST;
    }
}
