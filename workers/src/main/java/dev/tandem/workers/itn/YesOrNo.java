package dev.tandem.workers.itn;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the answer to a yes-or-no question. */
final class YesOrNo {

    private static final String HESITATION = "^(?:(?:well|oh|um|uh)[,.]?\\s+)*";
    private static final Pattern YES = Pattern.compile(HESITATION
            + "(?:yes|yeah|yep|yup|sure|correct|right|exactly|of course|absolutely|definitely"
            + "|certainly|ok|okay|please do|that's right|that is right|that's correct|that is correct|it is|i do"
            + "|i am|i have|go ahead|sounds good)\\b");
    private static final Pattern NO = Pattern.compile(HESITATION
            + "(?:no|nope|nah|not really|not at all|negative|wrong|incorrect|that's wrong"
            + "|that is wrong|that's not right|it isn't|it is not|it's not|i don't think so|i do not|i'm not|i am not"
            + "|i haven't|not yet|never)\\b");
    private static final Pattern UNSURE =
            Pattern.compile("\\b(?:maybe|perhaps|not sure|don't know|do not know|depends|possibly|i guess|no idea)\\b");
    private static final Pattern REPAIR = Pattern.compile("\\b(?:i mean|i meant|make that|scratch that|correction)\\b");

    /** Who does something in a statement. */
    private static final Set<String> SUBJECTS =
            Set.of("i", "we", "he", "she", "they", "it", "it's", "i've", "we've", "my", "our");

    private static final Set<String> NEGATIVE = Set.of(
            "no",
            "not",
            "never",
            "nothing",
            "none",
            "neither",
            "nobody",
            "without",
            "nope",
            "wrong",
            "incorrect",
            "cannot");

    /** Words of politeness, which say nothing more. */
    private static final Set<String> POLITE = Set.of(
            "thanks",
            "thank",
            "you",
            "please",
            "sir",
            "madam",
            "ma'am",
            "sorry",
            "that's",
            "that",
            "is",
            "all",
            "it",
            "it's",
            "i'm",
            "am",
            "i",
            "fine",
            "good",
            "okay",
            "ok",
            "really",
            "so",
            "at",
            "much",
            "very",
            "of",
            "course",
            "for",
            "now",
            "the",
            "moment",
            "afraid",
            "way",
            "problem",
            "um",
            "uh",
            "well",
            "just",
            "right",
            "everything",
            "set",
            "done",
            "alright",
            "a",
            "lot",
            "unfortunately",
            "guess",
            "think",
            "to",
            "say",
            "my",
            "bad",
            "mistake");

    private YesOrNo() {}

    static Reading read(String text) {
        String said = repaired(text.toLowerCase(Locale.ROOT).replace('’', '\'').strip());
        Matcher yes = YES.matcher(said);
        Matcher no = NO.matcher(said);
        boolean isNo = no.find();
        boolean isYes = yes.find();
        List<String> words = UtteranceWords.words(said);
        boolean both = words.contains("yes") && words.contains("no");
        if (UNSURE.matcher(said).find() || both) {
            return new Reading.Unclear("is neither yes nor no; ask once more for one of them");
        }
        if (isNo && contradicts(said.substring(no.end()), false)) {
            return new Reading.Unclear("says no, and then something else; ask once more for yes or no");
        }
        if (isYes && !isNo && contradicts(said.substring(yes.end()), true)) {
            return new Reading.Unclear("says yes, and then that it is not so; ask once more for yes or no");
        }
        return isYes || isNo ? new Reading.Value(JsonNodeFactory.instance.booleanNode(!isNo)) : new Reading.Nothing();
    }

    /** Returns what follows the last correction; all of it if there is none. */
    private static String repaired(String said) {
        Matcher repair = REPAIR.matcher(said);
        int end = 0;
        while (repair.find()) {
            end = repair.end();
        }
        String rest = said.substring(end).replaceFirst("^[\\s,.]+", "");
        return YES.matcher(rest).find() || NO.matcher(rest).find() ? rest : said;
    }

    /**
     * Whether a statement behind the answer speaks against it: {@code No, I rented it} may answer a question of two
     * sides.
     */
    private static boolean contradicts(String rest, boolean yes) {
        List<String> words = UtteranceWords.words(rest);
        boolean negated = words.stream().anyMatch(word -> NEGATIVE.contains(word) || word.endsWith("n't"));
        boolean states = words.stream().anyMatch(SUBJECTS::contains)
                && words.stream().anyMatch(word -> !POLITE.contains(word) && !word.endsWith("n't"));
        return states && negated == yes;
    }
}
