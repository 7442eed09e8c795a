package dev.tandem.workers.speech.local.hibari;

import dev.tandem.workers.speech.local.onnx.OnnxModels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns words into phonemes, in misaki's alphabet, which is the model's. A word is looked up in the lexicon, else as an
 * inflection of a word in it, else guessed from its spelling. A single capital is a letter's name.
 */
final class Pronunciation {

    private static final Pattern TOKEN = Pattern.compile("\\p{L}[\\p{L}\\p{M}']*|[,.;:!?…—]");

    /** Matches the inner boundary in names such as LiveKit and iPhone. */
    private static final Pattern INNER_CAPITAL = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");

    private static final String VOWELS = "AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻ";
    private static final String STRESS = "ˈˌ";

    /** Abbreviations up to this length are spelled, unless the lexicon reads them as a word. */
    private static final int LONGEST_ABBREVIATION = 5;

    private final Lexicon lexicon;
    private final Spelling spelling;

    Pronunciation(Lexicon lexicon, Spelling spelling) {
        this.lexicon = lexicon;
        this.spelling = spelling;
    }

    static Pronunciation load(OnnxModels models) {
        return new Pronunciation(Lexicon.load(models), UnknownWords.load(models));
    }

    /** What follows a word. The sound of some words depends on it. */
    private enum Next {
        VOWEL,
        CONSONANT,
        PAUSE
    }

    /**
     * Turns words into phonemes.
     *
     * @param words as {@link dev.tandem.workers.speech.local.normalization.TextNormalizer} writes them: letters and
     *     punctuation
     */
    String phonemes(String words) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(words);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        StringBuilder phonemes = new StringBuilder();
        Next next = Next.PAUSE;
        for (String token : tokens.reversed()) {
            if (Character.isLetter(token.codePointAt(0))) {
                String read = word(token, next);
                boolean punctuated = phonemes.isEmpty() || next == Next.PAUSE;
                phonemes.insert(0, punctuated ? read : read + " ");
                next = next(read, next);
            } else {
                phonemes.insert(0, phonemes.isEmpty() ? token : token + " ");
                next = Next.PAUSE;
            }
        }
        // The model knows the tap as T and has no glottal stop.
        return phonemes.toString().replace('ɾ', 'T').replace('ʔ', 't');
    }

    private static Next next(String read, Next otherwise) {
        for (int i = 0; i < read.length(); i++) {
            if (STRESS.indexOf(read.charAt(i)) < 0) {
                return VOWELS.indexOf(read.charAt(i)) >= 0 ? Next.VOWEL : Next.CONSONANT;
            }
        }
        return otherwise;
    }

    private String word(String word, Next next) {
        if (word.length() == 1 && Character.isUpperCase(word.charAt(0)) && !word.equals("I")) {
            return known(word, next);
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "a" -> "ɐ";
            case "an" -> "ɐn";
            case "am" -> next == Next.PAUSE ? known(word, next) : "ɐm";
            case "i" -> "ˌI";
            case "in" -> next == Next.PAUSE ? "ˈɪn" : "ɪn";
            case "the" -> next == Next.VOWEL ? "ði" : "ðə";
            case "to" ->
                switch (next) {
                    case VOWEL -> "tʊ";
                    case CONSONANT -> "tə";
                    case PAUSE -> known(word, next);
                };
            default -> known(word, next);
        };
    }

    private String known(String word, Next next) {
        String read = reading(word, next);
        if (read != null) {
            return read;
        }
        if (isAbbreviation(word)) {
            return spelled(word);
        }
        String[] parts = INNER_CAPITAL.split(word);
        if (parts.length == 1) {
            return spelling.phonemes(word);
        }
        return Arrays.stream(parts).map(part -> known(part, Next.CONSONANT)).collect(Collectors.joining(" "));
    }

    private @Nullable String reading(String word, Next next) {
        String read = lexicon.reading(word, next == Next.PAUSE);
        if (read != null) {
            return read;
        }
        return Inflection.read(word.toLowerCase(Locale.ROOT), stem -> lexicon.reading(stem, false));
    }

    private static boolean isAbbreviation(String word) {
        return word.length() <= LONGEST_ABBREVIATION && word.codePoints().allMatch(Character::isUpperCase);
    }

    private String spelled(String word) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            String name = lexicon.reading(word.substring(i, i + 1), false);
            letters.append(name == null ? "" : name);
        }
        return letters.toString();
    }
}
