package dev.tandem.workers.itn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads one of the values that a variable allows.
 *
 * @param allowed texts; {@code _} and {@code -} are spoken as spaces
 */
record SpokenChoices(List<String> allowed) {

    /** Begins the word that stands for a value, in a text whose values were found. */
    static final String NAMED = "choicenumber";

    /** The most tokens that are put together to a value: {@code e mail}. */
    private static final int MOST_TOKENS = 8;

    private static final Set<String> NONE = Set.of("neither", "none");
    private static final Set<String> ANY = Set.of("any", "either", "both", "whichever", "anyone", "whatever");

    Reading read(String text) {
        Reading read = Settlement.of(Repairs.of(marked(text), Repairs.Kind.CHOICE), (part, _) -> named(part.text()));
        List<String> words = UtteranceWords.words(text);
        if (read instanceof Reading.Nothing && words.stream().anyMatch(NONE::contains)) {
            return new Reading.Unclear("is none of " + String.join(", ", allowed) + "; ask for one of them");
        }
        if (read instanceof Reading.Nothing && words.stream().anyMatch(ANY::contains)) {
            return new Reading.Unclear("could be any of " + String.join(", ", allowed) + "; ask which");
        }
        return read;
    }

    private List<Reading> named(String part) {
        List<Reading> named = new ArrayList<>();
        for (SaidTokens.Token token : SaidTokens.of(part)) {
            if (token.word().startsWith(NAMED)) {
                String index = token.word().substring(NAMED.length());
                named.add(Reading.text(allowed.get(Integer.parseInt(index))));
            }
        }
        return named;
    }

    /** Puts a word of its own in the place of each value, so that no word of a value is taken for a "not" or an "or". */
    private String marked(String text) {
        String plain = text.replace('_', ' ').replace('-', ' ');
        List<SaidTokens.Token> tokens = SaidTokens.of(plain);
        StringBuilder marked = new StringBuilder();
        int at = 0;
        while (at < tokens.size()) {
            Optional<Found> found = at(tokens, at);
            int last = found.map(Found::end).orElse(at + 1) - 1;
            marked.append(found.map(one -> NAMED + one.value())
                            .orElse(tokens.get(at).word()))
                    .append(tokens.get(last).ends() ? ", " : " ");
            at = last + 1;
        }
        return marked.toString();
    }

    /** @param value index in the allowed values */
    private record Found(int value, int end) {}

    /** Returns the longest value that begins at this token. */
    private Optional<Found> at(List<SaidTokens.Token> tokens, int at) {
        StringBuilder said = new StringBuilder();
        List<Found> found = new ArrayList<>();
        for (int end = at; end < Math.min(tokens.size(), at + MOST_TOKENS); end++) {
            said.append(letters(tokens.get(end).word()));
            for (int value = 0; value < allowed.size(); value++) {
                if (letters(allowed.get(value)).contentEquals(said)) {
                    found.add(new Found(value, end + 1));
                }
            }
            if (tokens.get(end).ends()) {
                break;
            }
        }
        return found.stream().max(Comparator.comparingInt(Found::end));
    }

    private static String letters(String text) {
        return String.join(
                "",
                UtteranceWords.words(
                        text.toLowerCase(Locale.ROOT).replace("'s", "").replace('_', ' ')));
    }

    /** Returns whether a value is one of the allowed ones. */
    static Reading among(List<String> allowed, Reading reading) {
        Optional<JsonNode> value = reading.clear();
        return value.isEmpty() || allowed.contains(value.get().asString()) ? reading : new Reading.Nothing();
    }
}
