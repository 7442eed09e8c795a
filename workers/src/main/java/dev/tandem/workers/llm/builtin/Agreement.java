package dev.tandem.workers.llm.builtin;

import com.google.re2j.Pattern;
import dev.tandem.workers.itn.UtteranceWords;
import java.util.Optional;

/** Reads whether a caller agrees to what was read back to them. */
final class Agreement {

    private static final String AROUND =
            "(?:well|oh|um|uh|ah|and|so|now|thanks|thank you|please|very|quite|indeed|then|i think"
                    + "|i believe|i guess|no problem|exactly|just|actually|really|sorry|i'm afraid|my friend|sir|ma'am)";

    private static final String IT =
            "(?:that's|that is|thats|that was|it's|it is|this is|you're|you are|you have|you've|you've got|you got|you have got"
                    + "|they're|they are|all|sounds|looks|that sounds|that looks|that seems)";

    private static final String GOOD =
            "(?:correct|right|it|the one|that one|me|mine|my name|true|fine|good|great|perfect|exact"
                    + "|accurate|him|her|them|what i said|what i meant|what it is|exactly it|just it|that right|all right|alright|okay|ok)";

    private static final String YES =
            "(?:yes|yeah|yep|yup|yah|aye|ya|uh huh|mhm|mm hmm|correct|right|exactly|precisely|absolutely"
                    + "|definitely|certainly|indeed|sure|sure thing|of course|ok|okay|true|affirmative|perfect|great|good|fine|perfectly"
                    + "|spot on|bingo|the one|go ahead|confirmed|i confirm|i do|i am|it is|it does|they are|all right|alright|got it"
                    + "|you bet|totally|for sure|" + IT + " (?:exactly |perfectly |quite |all |absolutely |just |the )*"
                    + GOOD + ")";

    private static final String NO =
            "(?:no|nope|nah|wrong|incorrect|false|negative|never|neither|not (?:quite|exactly|right|correct"
                    + "|really|at all|that|that one|true|it|me)|not|none of them|i don't think so|i do not think so|i'm afraid not"
                    + "|i didn't say that|i did not say that|that's not what i said|that is not what i said"
                    + "|(?:that's|that is|it's|it is|this is|you're|you are) (?:all |completely |totally )?"
                    + "(?:wrong|incorrect|false|not (?:quite |really |exactly |all )?" + GOOD + ")"
                    + "|(?:that|it|this) (?:isn't|is not|wasn't|was not) (?:quite |really |exactly |all )?" + GOOD
                    + "|(?:that|it) (?:isn't|is not)|(?:that's|it's) not|you (?:got|have|misheard|misunderstood)(?: it| that| me)?(?: all)?(?: wrong)?)";

    private static final Pattern AGREES =
            Pattern.compile("^(?:" + AROUND + " )*" + YES + "(?: (?:" + AROUND + "|" + YES + "))*$");
    private static final Pattern DISAGREES =
            Pattern.compile("^(?:" + AROUND + " )*" + NO + "(?: (?:" + AROUND + "|" + NO + "))*$");

    private Agreement() {}

    /** Returns whether the caller agrees; empty if the utterance says more than that, or something else. */
    static Optional<Boolean> of(String text) {
        String said = String.join(" ", UtteranceWords.words(text.replace('-', ' ')));
        if (AGREES.matches(said)) {
            return Optional.of(true);
        }
        return DISAGREES.matches(said) ? Optional.of(false) : Optional.empty();
    }
}
