package dev.tandem.workers.itn;

import dev.tandem.workflows.variable.DataType;
import dev.tandem.workflows.variable.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Reads names of people, companies and places. What is spelled is surer than what only was said, and words of the
 * sentence are no part of a name.
 */
public final class SpokenNames {

    private static final Set<String> WORDS_FOR_NAME = Set.of("name", "surname", "firstname", "lastname", "nickname");

    /** Words that come before a name. */
    private static final List<List<String>> LEADS = phrases(
            "my name is",
            "my first name is",
            "my last name is",
            "my surname is",
            "my full name is",
            "the name is",
            "the last name is",
            "the first name is",
            "first name is",
            "last name is",
            "surname is",
            "name is",
            "name's",
            "my name's",
            "first name",
            "last name",
            "surname",
            "it is",
            "it's",
            "its",
            "that is",
            "that's",
            "this is",
            "i am",
            "i'm",
            "we are",
            "we're",
            "is",
            "under",
            "call me",
            "you can call me",
            "yes",
            "yeah",
            "yep",
            "sure",
            "ok",
            "okay",
            "well",
            "um",
            "uh",
            "er",
            "so",
            "hi",
            "hello",
            "certainly",
            "of course",
            "right",
            "name",
            "oh",
            "alright",
            "please",
            "the name",
            "it was",
            "should be",
            "it should be",
            "let me spell that",
            "spelled",
            "that's spelled",
            "spelt",
            "pronounced",
            "it's pronounced",
            "it's spelled",
            "i said",
            "again",
            "once more");

    /** Words that end a name, whatever comes behind them. */
    private static final Set<String> ENDS = Set.of(
            "but",
            "because",
            "please",
            "thanks",
            "thank",
            "spelled",
            "spelt",
            "spelling",
            "that's",
            "it's",
            "which",
            "though",
            "if",
            "like",
            "as",
            "with",
            "without",
            "here",
            "speaking",
            "calling",
            "also",
            "again",
            "right");

    /** Words that begin a sentence of its own behind {@code and}. */
    private static final Set<String> SENTENCE = Set.of(
            "i", "i'm", "i'd", "i've", "i'll", "my", "we", "our", "the", "it", "it's", "that", "that's", "this", "you",
            "your", "also", "then", "can", "could", "what", "how", "when", "where", "there", "they", "please", "yes");

    /** Words that no name has: an answer with one of them is a sentence. */
    private static final Set<String> NO_NAME = Set.of(
            "i",
            "i'm",
            "i'd",
            "i'll",
            "i've",
            "you",
            "your",
            "my",
            "me",
            "it",
            "it's",
            "what",
            "why",
            "how",
            "when",
            "where",
            "who",
            "want",
            "wants",
            "wanted",
            "need",
            "is",
            "are",
            "was",
            "were",
            "do",
            "does",
            "did",
            "don't",
            "can",
            "can't",
            "could",
            "would",
            "have",
            "has",
            "had",
            "know",
            "question",
            "about",
            "we",
            "they",
            "this",
            "that",
            "not",
            "no",
            "if",
            "because",
            "there",
            "name",
            "said",
            "told",
            "already",
            "record",
            "change",
            "yes",
            "yeah",
            "ok",
            "okay",
            "hello",
            "hi",
            "thanks",
            "sorry",
            "please");

    /** The spelling alphabet of NATO. */
    private static final Set<String> ALPHABET = Set.of(
            "alpha",
            "alfa",
            "bravo",
            "charlie",
            "delta",
            "echo",
            "foxtrot",
            "golf",
            "hotel",
            "india",
            "juliet",
            "juliett",
            "kilo",
            "lima",
            "mike",
            "november",
            "oscar",
            "papa",
            "quebec",
            "romeo",
            "sierra",
            "tango",
            "uniform",
            "victor",
            "whiskey",
            "yankee",
            "zulu");

    /** The most words of a name. */
    private static final int LONGEST = 6;

    private SpokenNames() {}

    /** Whether a variable is a name, by its own name or its description: {@code The caller's last name}. */
    public static boolean isName(Variable variable) {
        boolean isAnyText = variable.dataType() == DataType.STRING
                && variable.pattern() == null
                && variable.enumeration().isEmpty();
        String subject = variable.description().split("[.:;,(?\\n]", 2)[0];
        return isAnyText
                && Stream.of(variable.name().replace('_', ' '), subject)
                        .flatMap(text -> UtteranceWords.words(text).stream())
                        .anyMatch(WORDS_FOR_NAME::contains);
    }

    /** Whether a name is spelled in a text, letter by letter. */
    public static boolean isSpelled(Variable variable, String text) {
        return isName(variable)
                && runs(SaidTokens.of(text)).stream()
                        .anyMatch(run -> run.letters().length() > 2);
    }

    public static Reading read(String text) {
        List<Repairs.Part> parts = Repairs.of(text, Repairs.Kind.PLAIN).stream()
                .map(part -> new Repairs.Part(part.text(), part.denied(), part.corrects() || spells(part.text())))
                .toList();
        return Settlement.of(
                parts,
                (part, before) -> one(part, before)
                        .<List<Reading>>map(name -> List.of(Reading.text(name)))
                        .orElseGet(List::of));
    }

    private static Optional<String> one(Repairs.Part part, Optional<JsonNode> before) {
        List<SaidTokens.Token> tokens = SaidTokens.of(part.text());
        Optional<Run> run = runs(tokens).stream()
                .filter(one -> one.letters().length() > 2 || isShortName(one, part.text(), tokens))
                .findFirst();
        int behind = run.map(Run::start).orElse(tokens.size());
        Optional<String> said = said(part.text(), tokens.subList(0, behind));
        return run.isPresent()
                ? Optional.of(spelled(run.get().letters(), said.or(() -> before.map(JsonNode::asString))))
                : said;
    }

    private static boolean spells(String text) {
        return runs(SaidTokens.of(text)).stream().anyMatch(run -> run.letters().length() > 2);
    }

    private static boolean isShortName(Run run, String text, List<SaidTokens.Token> tokens) {
        return run.letters().length() == 2
                && said(text, tokens.subList(0, run.start()))
                        .filter(name -> name.toLowerCase(Locale.ROOT).contains(run.letters()))
                        .isPresent();
    }

    /** Returns the name that was said, with the word of it that is nearest to the spelled one replaced by it. */
    private static String spelled(String letters, Optional<String> said) {
        List<String> words = said.map(name -> List.of(name.split(" ", -1))).orElse(List.of());
        int nearest = -1;
        int least = Math.max(2, letters.length() / 2) + 1;
        for (int i = 0; i < words.size(); i++) {
            int distance = distance(plain(words.get(i)), letters);
            if (distance < least) {
                nearest = i;
                least = distance;
            }
        }
        if (nearest < 0) {
            return capital(letters);
        }
        List<String> name = new ArrayList<>(words);
        name.set(nearest, least == 0 ? words.get(nearest) : capital(letters));
        return String.join(" ", name);
    }

    private static String plain(String word) {
        return String.join("", UtteranceWords.words(word));
    }

    private static String capital(String letters) {
        return Character.toUpperCase(letters.charAt(0)) + letters.substring(1);
    }

    /** Returns the name in a part without spelled letters; empty: it is a sentence. */
    private static Optional<String> said(String text, List<SaidTokens.Token> tokens) {
        int from = 0;
        int lead = lead(tokens, from);
        while (lead > 0) {
            from += lead;
            lead = lead(tokens, from);
        }
        int to = from;
        while (to < tokens.size() && !endsAt(tokens, to, from)) {
            to++;
            if (tokens.get(to - 1).ends()) {
                break;
            }
        }
        if (to == from || to - from > LONGEST) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>();
        for (SaidTokens.Token token : tokens.subList(from, to)) {
            if (NO_NAME.contains(token.word())) {
                return Optional.empty();
            }
            words.add(stripped(text.substring(token.start(), token.end())));
        }
        return Optional.of(String.join(" ", words)).filter(name -> name.chars().anyMatch(Character::isLetter));
    }

    private static boolean endsAt(List<SaidTokens.Token> tokens, int at, int from) {
        String word = tokens.get(at).word();
        boolean and = word.equals("and")
                && (at + 1 == tokens.size()
                        || SENTENCE.contains(tokens.get(at + 1).word()));
        return at > from && (ENDS.contains(word) || and);
    }

    private static int lead(List<SaidTokens.Token> tokens, int at) {
        int longest = 0;
        for (List<String> lead : LEADS) {
            boolean isThere =
                    at + lead.size() < tokens.size() || (at + lead.size() == tokens.size() && lead.size() > 1);
            for (int i = 0; isThere && i < lead.size(); i++) {
                isThere = tokens.get(at + i).word().equals(lead.get(i));
            }
            longest = isThere ? Math.max(longest, lead.size()) : longest;
        }
        return longest;
    }

    private static String stripped(String word) {
        int from = 0;
        int to = word.length();
        while (from < to && !Character.isLetterOrDigit(word.charAt(from))) {
            from++;
        }
        while (to > from && !Character.isLetterOrDigit(word.charAt(to - 1)) && !isInitial(word, to)) {
            to--;
        }
        return word.substring(from, to);
    }

    /** The point of {@code J.} stays. */
    private static boolean isInitial(String word, int to) {
        return to == 2 && word.charAt(1) == '.' && Character.isLetter(word.charAt(0));
    }

    /**
     * Letters that were spelled one after the other.
     *
     * @param letters in lower case
     * @param start index of the first token
     */
    private record Run(String letters, int start) {}

    private static List<Run> runs(List<SaidTokens.Token> tokens) {
        List<Run> runs = new ArrayList<>();
        int at = 0;
        while (at < tokens.size()) {
            StringBuilder letters = new StringBuilder(alphabet(tokens, at));
            int next = at + letters.length();
            int taken = letter(tokens, next, letters);
            while (taken > 0) {
                next += taken;
                taken = letter(tokens, next, letters);
            }
            if (letters.length() > 1) {
                runs.add(new Run(letters.toString(), at));
            }
            at = Math.max(at + 1, next);
        }
        return runs;
    }

    /** Returns the letters of {@code bravo uniform romeo}; empty for fewer than three such words, which may be names. */
    private static String alphabet(List<SaidTokens.Token> tokens, int at) {
        StringBuilder letters = new StringBuilder();
        while (at + letters.length() < tokens.size()
                && ALPHABET.contains(tokens.get(at + letters.length()).word())) {
            letters.append(tokens.get(at + letters.length()).word().charAt(0));
        }
        return letters.length() < 3 ? "" : letters.toString();
    }

    /** Reads {@code b}, {@code B as in Bravo}, {@code double l}, {@code J-A-C}; returns how many tokens that takes. */
    private static int letter(List<SaidTokens.Token> tokens, int at, StringBuilder letters) {
        if (at >= tokens.size()) {
            return 0;
        }
        String word = tokens.get(at).word();
        int times = SpelledReading.times(word);
        if (times > 0 && at + 1 < tokens.size() && isLetter(tokens.get(at + 1).word())) {
            letters.append(tokens.get(at + 1).word().repeat(times));
            return 2;
        }
        if (isLetter(word)) {
            letters.append(word);
            return 1 + explanation(tokens, at + 1, word.charAt(0));
        }
        if (isHyphenated(word)) {
            letters.append(word.replace("-", "").replace(".", ""));
            return 1;
        }
        boolean isFiller = !letters.isEmpty()
                && Set.of("uh", "um", "er", "and", "then", "capital").contains(word);
        boolean goesOn = at + 1 < tokens.size() && isLetter(tokens.get(at + 1).word());
        return isFiller && goesOn ? 1 : 0;
    }

    /** Counts the words of {@code as in Bravo}, {@code for Bravo}, {@code like Bravo} behind a letter. */
    private static int explanation(List<SaidTokens.Token> tokens, int at, char letter) {
        if (at + 2 < tokens.size()
                && tokens.get(at).word().equals("as")
                && tokens.get(at + 1).word().equals("in")) {
            return 3;
        }
        boolean isShort = at + 1 < tokens.size()
                && Set.of("for", "like", "as").contains(tokens.get(at).word())
                && tokens.get(at + 1).word().length() > 1
                && tokens.get(at + 1).word().charAt(0) == letter;
        return isShort ? 2 : 0;
    }

    private static boolean isLetter(String word) {
        return word.length() == 1 && Character.isLetter(word.charAt(0));
    }

    private static boolean isHyphenated(String word) {
        if (word.length() < 3 || (word.indexOf('-') < 0 && word.indexOf('.') < 0)) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            boolean sign = word.charAt(i) == '-' || word.charAt(i) == '.';
            if (sign == (i % 2 == 0) || (!sign && !Character.isLetter(word.charAt(i)))) {
                return false;
            }
        }
        return true;
    }

    /** Levenshtein's distance. */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int i = 0; i <= right.length(); i++) {
            row[i] = i;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int above = row[j];
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + change);
                diagonal = above;
            }
        }
        return row[right.length()];
    }

    private static List<List<String>> phrases(String... phrases) {
        return Stream.of(phrases).map(phrase -> List.of(phrase.split(" ", -1))).toList();
    }
}
