package dev.tandem.workers.llm.builtin;

import dev.tandem.workers.itn.UtteranceWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Divides an utterance by the names of parameters in it: {@code arriving on Sunday, departure Tuesday}.
 *
 * @param own what is named by the parameter's own name, the likelier first
 * @param unclaimed what is not named by the name of another
 */
record LabelledWords(List<String> own, String unclaimed) {

    /** The most words between a value and the name before it: {@code my customer number is …}. */
    private static final int REACH = 6;

    private static final List<String> ENDINGS = List.of("ing", "ure", "al", "ed", "es", "er", "e", "s");
    private static final int SHORTEST_STEM = 4;

    /**
     * A word that names a parameter.
     *
     * @param start index of its first character in the text
     * @param end index behind its last character
     * @param isBehind whether the value stands before it: {@code Sunday for arrival}
     */
    private record Label(int start, int end, boolean isOwn, boolean isBehind) {}

    static LabelledWords of(String text, Set<String> own, Set<String> rivals) {
        List<Label> labels = labels(text, own, rivals);
        if (labels.isEmpty()) {
            return new LabelledWords(List.of(), text);
        }
        List<String> named = new ArrayList<>();
        StringBuilder unclaimed = new StringBuilder(text.substring(0, claimStart(text, labels, 0)));
        for (int i = 0; i < labels.size(); i++) {
            Label label = labels.get(i);
            int end = i + 1 < labels.size() ? claimStart(text, labels, i + 1) : text.length();
            String behind = text.substring(Math.min(label.end(), end), end);
            if (label.isOwn()) {
                if (label.isBehind()) {
                    named.add(text.substring(claimStart(text, labels, i), label.start()));
                }
                named.add(behind);
                unclaimed.append(' ').append(text, Math.min(label.start(), end), end);
            } else {
                unclaimed.append(' ').append(beyondReach(behind));
            }
        }
        return new LabelledWords(named, unclaimed.toString());
    }

    /** Returns where that begins which a label names: for {@code Sunday for arrival}, before the label. */
    private static int claimStart(String text, List<Label> labels, int index) {
        Label label = labels.get(index);
        if (!label.isBehind()) {
            return label.start();
        }
        int from = index == 0 ? 0 : labels.get(index - 1).end();
        int clause = from;
        for (int at = from; at < label.start(); at++) {
            boolean and = text.startsWith(" and ", at);
            if (text.charAt(at) == ',' || text.charAt(at) == ';' || text.charAt(at) == '.' || and) {
                clause = at + 1;
            }
        }
        return clause;
    }

    private static String beyondReach(String behind) {
        int words = 0;
        boolean inWord = false;
        for (int at = 0; at < behind.length(); at++) {
            boolean space = Character.isWhitespace(behind.charAt(at));
            if (!space && !inWord) {
                words++;
                if (words > REACH) {
                    return behind.substring(at);
                }
            }
            inWord = !space;
        }
        return "";
    }

    private static List<Label> labels(String text, Set<String> own, Set<String> rivals) {
        List<Label> labels = new ArrayList<>();
        String before = "";
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
                end++;
            }
            if (end > at) {
                String word = String.join("", UtteranceWords.words(text.substring(at, end)));
                boolean isOwn = names(own, word);
                if (isOwn || names(rivals, word)) {
                    labels.add(new Label(at, end, isOwn, isBehind(before)));
                }
                before = word;
            }
            at = Math.max(at + 1, end);
        }
        return labels;
    }

    /** Whether the value stands before the name: {@code Sunday for arrival}, {@code 3 adults}. */
    private static boolean isBehind(String before) {
        boolean isNumber = UtteranceWords.digit(before) != null
                || (!before.isEmpty() && before.chars().allMatch(Character::isDigit));
        return isNumber || before.equals("for") || before.equals("as");
    }

    private static boolean names(Set<String> labels, String word) {
        return labels.contains(word)
                || labels.stream().anyMatch(label -> stem(label).equals(stem(word)));
    }

    private static String stem(String word) {
        return ENDINGS.stream()
                .filter(ending -> word.endsWith(ending) && word.length() - ending.length() >= SHORTEST_STEM)
                .findFirst()
                .map(ending -> word.substring(0, word.length() - ending.length()))
                .orElse(word);
    }
}
