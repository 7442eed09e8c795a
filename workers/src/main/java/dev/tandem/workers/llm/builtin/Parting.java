package dev.tandem.workers.llm.builtin;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.tandem.workers.itn.UtteranceWords;
import java.util.Arrays;
import java.util.List;

/**
 * Recognises words of parting. Only an utterance that says nothing else is a farewell: whoever says more is not done yet.
 */
final class Parting {

    /** Words around a farewell that say nothing by themselves. */
    private static final String POLITE =
            "(?:ok|okay|alright|all right|well|great|perfect|good|cool|super|fine|lovely|wonderful|excellent|brilliant"
                    + "|awesome|amazing|no|nope|nah|not (?:now|today|right now|at the moment)|here|i think|i guess|i believe|yes|yeah|yep|sure|so|and|then|now|right|oh|ah|um|uh|please|just|really"
                    + "|thanks|thank you|thank|thx|many|cheers|much appreciated|i appreciate it|again|so much|very much|a lot"
                    + "|a million|a bunch|you too|you as well|same to you|to you|you|for (?:now|today|that|this|everything)"
                    + "|for (?:all )?(?:your|the) (?:help|time|assistance|information|info|support|call)"
                    + "|for (?:helping|calling)(?: me)?|sir|madam|ma'am|everyone|all|guys|dear|my friend"
                    + "|(?:that|this|you|you've|it)(?:'s| is| was|'ve been| have been)? (?:very |really |been |so )*"
                    + "(?:helps|helped|helpful|great|kind|good|wonderful|perfect|excellent|nice)(?: me)?"
                    + "|it was (?:nice|good|great|a pleasure) (?:talking|speaking|chatting) (?:to|with) you"
                    + "|nice (?:talking|speaking) (?:to|with) you)";

    private static final String WHO =
            "(?:i|i'll|i will|i'm going to|i am going to|i'd like to|i would like to|i want to"
                    + "|i have to|i need to|i must|i should|i gotta|i've got to|let's|let us|you can|you may|we can|can you|could you"
                    + "|would you)";

    private static final String LATER =
            "(?:later|soon|then|tomorrow|around|again|next (?:time|week)|in a (?:bit|while)|on \\pL+day)";

    private static final String FAREWELL =
            "(?:good ?bye(?: for now| now| then)?|bye(?: bye)*(?: for now| now| then)?|farewell"
                    + "|see (?:you|ya)(?: " + LATER + ")*|(?:i'll |i will )?(?:talk|speak) (?:to you |with you )?"
                    + LATER
                    + "|until " + LATER + "|good night|so long|cheerio|ciao|adios|take care(?: of yourself)?"
                    + "|(?:you )?have (?:yourself )?(?:a|an) (?:very |really )?(?:nice|good|great|lovely|wonderful|pleasant|fantastic"
                    + "|awesome) (?:day|one|evening|night|weekend|afternoon|morning|time|week|rest of (?:your|the) day)"
                    + "|enjoy your (?:day|evening|night|weekend|afternoon|week)"
                    + "|(?:please )?(?:" + WHO
                    + " )?(?:hang up|(?:end|stop|finish|close) (?:the|this|our) (?:call|conversation))(?: now)?"
                    + "|i(?:'ll| will|'m going to| have to| need to| must| should|'ve got to| gotta)? (?:go|run|leave)(?: now)?"
                    + "|gotta go|(?:i'm|i am) (?:leaving|off|hanging up)(?: now)?|(?:i want to|i'd like to|i would like to) say good ?bye)";

    private static final String CLOSING =
            "(?:(?:i think |i guess |i believe )?(?:that|this|it)(?:'s| is| was| will be|'ll be| would be|'d be)"
                    + " (?:really |pretty much |about )?(?:all|it|everything)"
                    + "(?: (?:i|we) (?:need|needed|want|wanted|have|had)(?: to know)?| from me| on my side)?"
                    + "|that is all|(?:there is |there's |i have |i've got )?nothing(?: else| more| further)?"
                    + "|(?:i )?(?:don't|do not) (?:need|want|have) anything (?:else|more)|(?:i have |i've got )?no (?:more |further |other )?questions?"
                    + "|(?:i'm|i am|we're|we are) (?:all set|all good|done|good|fine|finished|all done)|all (?:set|done|good))";

    private static final String ENDS = "(?:" + FAREWELL + "|" + CLOSING + ")";
    private static final Pattern ONLY_FAREWELL =
            Pattern.compile("^(?:" + POLITE + " )*" + ENDS + "(?: (?:" + POLITE + "|" + ENDS + "))*$");
    private static final Pattern SAYS_FAREWELL = Pattern.compile("(?:^| )" + FAREWELL + "(?: |$)");

    /** A name behind a comma, to which somebody speaks: {@code Goodbye, Anna.} */
    private static final Pattern VOCATIVE = Pattern.compile(",\\s*\\p{Lu}\\p{Ll}+\\s*([.!,]|$)");

    /** A farewell that is taken back: {@code Bye, but one thing first:} */
    private static final Pattern TAKEN_BACK =
            Pattern.compile("(?i)^\\W*(?:(?:" + POLITE + "|" + FAREWELL + "|" + CLOSING
                    + ")\\W+)+(?:but|wait|hold on|actually|before (?:i go|that|you go|we end)|first|oh)\\b\\W*"
                    + "(?:(?:but|wait|first|actually|oh|(?:just )?one (?:more |last )?(?:thing|question)(?: first)?|before (?:i|you) go"
                    + ")\\b\\W*)*");

    /** Words of somebody who does not want the call to end. */
    private static final Pattern STAYS = Pattern.compile(
            "(?:^| )(?:hold on|hang on|wait|not yet|(?:don't|do not|dont|never|not) (?:go|hang up|leave|end)"
                    + "|one more|another|before (?:you|i|we) (?:go|end|hang up))(?: |$)");

    private Parting() {}

    /** Returns whether the caller takes leave and says nothing else. */
    static boolean is(String text) {
        return isOnlyFarewell(text) || isOnlyFarewell(VOCATIVE.matcher(text).replaceAll("$1"));
    }

    private static boolean isOnlyFarewell(String text) {
        String said = words(text);
        // "That's all?" asks. "Bye?" is how recognisers write a voice that rises.
        return ONLY_FAREWELL.matches(said) && (!text.contains("?") || isSaid(text));
    }

    /**
     * Returns whether the utterance ends with a farewell, whatever comes before: {@code I have to fetch the children,
     * goodbye.} If what comes before is a wish, it is fulfilled first.
     */
    static boolean closes(String text) {
        List<String> clauses = Arrays.stream(text.split("[.,!;:—–]", -1))
                .filter(clause -> !clause.isBlank())
                .toList();
        return clauses.size() > 1
                && !text.contains("?")
                && !isPutOff(text)
                && isOnlyFarewell(clauses.getLast())
                && isSaid(clauses.getLast());
    }

    /** Returns whether it has a word of parting, and is more than "that's it". */
    static boolean isSaid(String text) {
        return SAYS_FAREWELL.matcher(words(text)).find();
    }

    /** Returns whether the caller asks for the call to go on. */
    static boolean isPutOff(String text) {
        return STAYS.matcher(words(text)).find();
    }

    /** Returns what is said behind a farewell that is taken back at once, or else the whole text. */
    static String withoutOneTakenBack(String text) {
        Matcher parting = TAKEN_BACK.matcher(text.replace('’', '\''));
        if (!parting.find() || !isSaid(parting.group())) {
            return text;
        }
        String rest = text.substring(parting.end()).strip();
        return UtteranceWords.contentWords(rest).isEmpty() ? text : rest;
    }

    private static String words(String text) {
        return String.join(" ", UtteranceWords.words(text.replace('-', ' '))).replace("all right", "alright");
    }
}
