package dev.tandem.workers.itn;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Splits what was said at its corrections, negations and alternatives. Each binds to the words that it stands beside:
 * {@code not} to what follows up to the end of the clause, {@code does not work} to its whole clause, {@code no} and
 * {@code I mean} to what follows, which takes the place of what was said before.
 *
 * <p>It looks at each word once, so that a long line takes no more time than its length.
 */
final class Repairs {

    /** What kind of value is looked for: the same word has another sense beside it. */
    enum Kind {
        /** {@code no Saturday} corrects: English denies a date or a number with {@code not}. */
        PLAIN,
        /** Digits may have commas between them. */
        SPELLED,
        /** A value is a noun of its own token that begins with {@link SpokenChoices#NAMED}: {@code no phone} denies. */
        CHOICE,
        /** A marker beside {@code dot}, {@code dash} or {@code at} is a part of the address. */
        ADDRESS
    }

    /**
     * A piece of what was said.
     *
     * @param denied whether the caller says that it is not this
     * @param corrects whether it takes the place of what was said before it
     */
    record Part(String text, boolean denied, boolean corrects) {}

    private static final List<List<String>> CORRECTIONS = phrases(
            "no",
            "nope",
            "nah",
            "sorry",
            "wait",
            "oops",
            "actually",
            "correction",
            "rather",
            "instead",
            "pardon",
            "i mean",
            "i meant",
            "make that",
            "make it",
            "excuse me",
            "scratch that",
            "strike that",
            "my mistake",
            "my bad",
            "on second thought",
            "on second thoughts",
            "let me correct",
            "hold on",
            "hang on",
            "or rather",
            "better yet");

    private static final List<List<String>> DENIALS = phrases(
            "not",
            "nor",
            "neither",
            "except",
            "without",
            "than",
            "anything but",
            "everything but",
            "all but",
            "anything except",
            "everything except",
            "other than",
            "instead of",
            "rather than",
            "apart from",
            "no later than",
            "no more than",
            "anything other than",
            "no longer");

    /** Words that look like a marker and are none. */
    private static final List<List<String>> NEUTRAL = phrases(
            "no problem",
            "no worries",
            "no doubt",
            "no rush",
            "no matter",
            "no hurry",
            "nothing but",
            "why not",
            "if not",
            "not only",
            "not mistaken",
            "not wrong",
            "why don't",
            "why doesn't",
            "don't mind",
            "don't worry",
            "don't forget",
            "do not mind",
            "do not worry",
            "do not forget",
            "can't wait",
            "not to worry");

    /** Words that deny their whole clause. */
    private static final List<List<String>> CLAUSE_DENIALS = phrases(
            "no good",
            "no use",
            "cannot",
            "never",
            "wrong",
            "incorrect",
            "impossible",
            "dont",
            "doesnt",
            "isnt",
            "cant",
            "wont",
            "wasnt",
            "didnt");

    private static final Set<String> AUXILIARIES = Set.of(
            "is", "are", "was", "were", "am", "do", "does", "did", "can", "could", "will", "would", "should", "has",
            "have", "had", "must", "may", "might", "i'm", "it's", "that's", "he's", "she's", "they're", "we're",
            "you're", "i'd", "i'll", "it'll");

    private static final Set<String> OF_BEING = Set.of("is", "was", "are", "were", "it's", "that's", "they're");

    /** What is said of a number that is the wrong one: {@code 4711 doesn't work}. */
    private static final Set<String> FIT = Set.of(
            "right", "correct", "it", "work", "fit", "exist", "valid", "mean", "mine", "want", "good", "true", "say",
            "said");

    private static final Set<String> SUBJECTS = Set.of("i", "it", "that", "this", "we", "you", "they", "he", "she");

    /** Words that begin a new clause without a comma: {@code not 4711 it's 4712}. */
    private static final Set<String> RESUMING = Set.of(
            "it", "it's", "its", "that's", "i", "i'd", "i'll", "i'm", "let's", "please", "because", "use", "try",
            "then", "so");

    /** Words after which a clause goes on: {@code I don't think I want Friday}. */
    private static final Set<String> THOUGHT =
            Set.of("think", "believe", "know", "say", "said", "sure", "suppose", "guess", "mean", "that", "if", "when");

    private static final Set<String> OF_ADDRESS =
            Set.of("dot", "dash", "hyphen", "underscore", "minus", "plus", "at", "point", "period");

    private final String text;
    private final List<SaidTokens.Token> tokens;
    private final Kind kind;
    private final List<Part> parts = new ArrayList<>();
    private int partStart;
    private int clauseStart;
    private boolean denied;
    private boolean corrects;
    /** The last token of the marker that denied what is being read. */
    private int deniedBy;

    private Repairs(String text, Kind kind) {
        this.text = text;
        this.tokens = SaidTokens.of(text);
        this.kind = kind;
    }

    static List<Part> of(String text, Kind kind) {
        Repairs repairs = new Repairs(text, kind);
        int at = 0;
        while (at < repairs.tokens.size()) {
            at += repairs.step(at);
        }
        repairs.flush(text.length());
        return repairs.parts;
    }

    /** Takes one marker, or one plain word; returns how many tokens it has. */
    private int step(int at) {
        int words = marker(at);
        int end = at + Math.max(1, words) - 1;
        SaidTokens.Token last = tokens.get(end);
        if (last.ends()) {
            if (denied && end > deniedBy && !goesOn(end)) {
                flush(last.end());
                denied = false;
                partStart = last.end();
            }
            clauseStart = last.end();
        }
        return Math.max(1, words);
    }

    private int marker(int at) {
        int neutral = longest(NEUTRAL, at);
        if (neutral > 0 || isTag(at)) {
            return neutral;
        }
        int clause = clauseDenial(at);
        if (clause > 0 && (kind != Kind.SPELLED || deniesNumber(at, clause))) {
            denyClause(at, clause);
            return clause;
        }
        int denial = isPartOfAddress(at) ? 0 : longest(DENIALS, at);
        if (denial == 0 && deniesNoun(at)) {
            denial = 1;
        }
        int correction = isPartOfAddress(at) ? 0 : longest(CORRECTIONS, at);
        if (denial > 0 && denial >= correction) {
            begin(at, denial, true, corrects);
            deniedBy = at + denial - 1;
            return denial;
        }
        if (correction > 0) {
            begin(at, correction, false, true);
            return correction;
        }
        plain(at);
        return 0;
    }

    private void plain(int at) {
        String word = tokens.get(at).word();
        if (isPartOfAddress(at)) {
            return;
        }
        if (word.equals("or") || word.equals("but")) {
            begin(at, 1, denied && word.equals("or"), corrects);
        } else if (denied
                && at > deniedBy + 1
                && RESUMING.contains(word)
                && !THOUGHT.contains(tokens.get(at - 1).word())) {
            flush(tokens.get(at).start());
            denied = false;
            partStart = tokens.get(at).start();
            clauseStart = partStart;
        }
    }

    /** Begins a part behind a marker. */
    private void begin(int at, int words, boolean nowDenied, boolean nowCorrects) {
        flush(tokens.get(at).start());
        denied = nowDenied;
        corrects = nowCorrects;
        partStart = tokens.get(at + words - 1).end();
        clauseStart = partStart;
    }

    private void denyClause(int at, int words) {
        if (!denied) {
            int from = Math.max(partStart, subject(at));
            flush(from);
            partStart = from;
            denied = true;
        }
        deniedBy = at + words - 2; // the clause may end with this very word
    }

    /** Returns where the clause begins that is denied here: at its pronoun, or else where the clause began. */
    private int subject(int at) {
        boolean afterAuxiliary = tokens.get(at).word().equals("not");
        if (afterAuxiliary && tokens.get(at - 1).word().contains("'")) {
            return tokens.get(at - 1).start();
        }
        int before = afterAuxiliary ? at - 2 : at - 1;
        return before >= 0 && SUBJECTS.contains(tokens.get(before).word())
                ? Math.max(clauseStart, tokens.get(before).start())
                : clauseStart;
    }

    private void flush(int end) {
        String part = partStart < end ? text.substring(partStart, end) : "";
        partStart = end;
        if (!part.isBlank()) {
            parts.add(new Part(part.strip(), denied, corrects));
            corrects = corrects && denied;
        }
    }

    private int clauseDenial(int at) {
        String word = tokens.get(at).word();
        boolean negated = word.endsWith("n't")
                || (word.equals("not")
                        && at > 0
                        && AUXILIARIES.contains(tokens.get(at - 1).word()));
        return isPartOfAddress(at) ? 0 : negated ? 1 : longest(CLAUSE_DENIALS, at);
    }

    /** {@code My order A1234 hasn't arrived} denies no number; {@code A1234 isn't right} and {@code it is not A1234} do. */
    private boolean deniesNumber(int at, int words) {
        String word = tokens.get(at).word();
        String auxiliary = at > 0 ? tokens.get(at - 1).word() : "";
        boolean is = Set.of("isn't", "isnt", "wasn't", "wasnt", "aren't").contains(word)
                || (word.equals("not") && OF_BEING.contains(auxiliary));
        boolean isUnfit = at + words >= tokens.size()
                || tokens.get(at).ends()
                || FIT.contains(tokens.get(at + words).word());
        return is || isUnfit || Set.of("wrong", "incorrect").contains(word) || longest(CLAUSE_DENIALS, at) > 1;
    }

    /** Recognises {@code isn't it?} */
    private boolean isTag(int at) {
        return tokens.get(at).word().endsWith("n't")
                && at + 1 < tokens.size()
                && SUBJECTS.contains(tokens.get(at + 1).word());
    }

    private boolean deniesNoun(int at) {
        return kind == Kind.CHOICE
                && tokens.get(at).word().equals("no")
                && !tokens.get(at).ends()
                && at + 1 < tokens.size()
                && tokens.get(at + 1).word().startsWith(SpokenChoices.NAMED);
    }

    private boolean isPartOfAddress(int at) {
        return kind == Kind.ADDRESS
                && ((at > 0 && OF_ADDRESS.contains(tokens.get(at - 1).word()))
                        || (at + 1 < tokens.size()
                                && OF_ADDRESS.contains(tokens.get(at + 1).word())
                                && !tokens.get(at).ends()));
    }

    /** Whether digits go on behind a comma: {@code not 4, 7, 1, 1}. */
    private boolean goesOn(int at) {
        return kind == Kind.SPELLED && isSingle(at) && at + 1 < tokens.size() && isSingle(at + 1);
    }

    private boolean isSingle(int at) {
        String word = tokens.get(at).word();
        return word.length() == 1 || NumberWords.digit(word) != null;
    }

    private int longest(List<List<String>> phrases, int at) {
        int longest = 0;
        for (List<String> phrase : phrases) {
            if (phrase.size() > longest && isAt(phrase, at)) {
                longest = phrase.size();
            }
        }
        return longest;
    }

    private boolean isAt(List<String> phrase, int at) {
        if (at + phrase.size() > tokens.size()) {
            return false;
        }
        for (int i = 0; i < phrase.size(); i++) {
            if (!tokens.get(at + i).word().equals(phrase.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<List<String>> phrases(String... phrases) {
        return Stream.of(phrases).map(phrase -> List.of(phrase.split(" ", -1))).toList();
    }
}
