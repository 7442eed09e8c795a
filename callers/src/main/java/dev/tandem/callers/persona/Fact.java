package dev.tandem.callers.persona;

import com.google.re2j.Pattern;
import dev.tandem.workers.itn.UtteranceWords;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Something that a caller knows.
 *
 * @param name as in the scenario: {@code order_id}
 */
record Fact(String name, String value) {

    /** Stems of words that name a thing without saying which one. */
    private static final Set<String> GENERIC =
            Set.of("id", "number", "cod", "nam", "dat", "tim", "referenc", "detail", "valu", "typ", "kind");

    /** What else a word of a name is called, by its stem. */
    private static final Map<String, Set<String>> OTHERWISE = Map.ofEntries(
            Map.entry("id", Set.of("number", "cod", "referenc", "identification")),
            Map.entry("number", Set.of("id", "cod", "referenc")),
            Map.entry("cod", Set.of("number", "id")),
            Map.entry("phon", Set.of("telephon", "mobil", "cell", "callback", "reach")),
            Map.entry("email", Set.of("mail", "email")),
            Map.entry("birth", Set.of("born", "birthda", "birthday")),
            Map.entry("birthday", Set.of("born", "birth")),
            Map.entry("dat", Set.of("day", "when")),
            Map.entry("day", Set.of("dat", "when")),
            Map.entry("tim", Set.of("when", "clock", "hour")),
            Map.entry("nam", Set.of("call", "who")),
            Map.entry("temperatur", Set.of("fever", "hot")),
            Map.entry("address", Set.of("liv", "street", "deliver")),
            Map.entry("amount", Set.of("much", "pric", "cost")),
            Map.entry("reason", Set.of("why")),
            Map.entry("symptom", Set.of("feel", "wrong", "pain")));

    private static final Pattern CODE = Pattern.compile("[\\pL\\d][\\pL\\d -]*\\d[\\pL\\d -]*");
    private static final int LONGEST_CODE = 20;

    /** Words of a question that say nothing about what is asked for. */
    private static final Set<String> ASKING = Set.of(
            "may", "tell", "giv", "get", "pleas", "provid", "say", "spell", "confirm", "check", "first", "let", "could",
            "which", "who", "when", "much", "many", "look", "find", "ther", "shar", "exact", "correct", "again");

    /** Returns the name as people say it: {@code order number}. */
    String spokenName() {
        String words = String.join(" ", nameWords());
        return words.replaceAll("\\bid$", "number");
    }

    List<String> nameWords() {
        return UtteranceWords.words(name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").replace('_', ' '));
    }

    /** Whether it is spelled rather than said as a word or a number. */
    boolean isCode() {
        return value.length() <= LONGEST_CODE
                && CODE.matches(value)
                && (value.chars().anyMatch(Character::isLetter)
                        || value.chars().filter(Character::isDigit).count() >= 4);
    }

    /**
     * Says how well a question asks for this.
     *
     * @return 0: it asks for something else
     */
    int asked(String question) {
        Set<String> asked = new TreeSet<>();
        UtteranceWords.words(question).forEach(word -> asked.add(Stems.stem(word)));
        int score = 0;
        boolean named = false;
        boolean generic = true;
        for (String word : nameWords()) {
            String stem = Stems.stem(word);
            boolean vague = isGeneric(word);
            generic &= vague;
            if (Stems.isIn(stem, asked)) {
                score += vague ? 2 : 4;
                named |= !vague;
            } else if (Stems.shared(OTHERWISE.getOrDefault(stem, Set.of()), asked) > 0) {
                score += vague ? 1 : 3;
                named |= !vague;
            }
        }
        return named || generic || !namesSomething(question) ? score : 0;
    }

    /** Whether a question has a word that names one thing: it then asks for no other. */
    private static boolean namesSomething(String question) {
        return UtteranceWords.contentWords(question).stream()
                .anyMatch(word -> !isGeneric(word) && !Stems.isIn(Stems.stem(word), ASKING));
    }

    private static boolean isGeneric(String word) {
        return GENERIC.contains(Stems.stem(word));
    }

    /** Whether the words have this value in them, spelled, read out digit by digit, or written. */
    boolean isSaidIn(String words) {
        return bare(words).contains(bare(value));
    }

    private static String bare(String text) {
        StringBuilder bare = new StringBuilder();
        for (String word : UtteranceWords.words(text.replace('_', ' '))) {
            String digit = UtteranceWords.digit(word);
            bare.append(digit == null ? word : digit);
        }
        return bare.toString().toLowerCase(Locale.ROOT).replace("point", "").replace("dot", "");
    }
}
