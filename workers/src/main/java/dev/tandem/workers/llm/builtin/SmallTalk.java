package dev.tandem.workers.llm.builtin;

import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Optional;

/** Recognises small talk by rules, because the similarity of sentences does not show it. */
enum SmallTalk {
    GOODBYE,
    THANKS,
    GREETING,
    HELP,
    REPEAT,
    /** The caller wants to know whether somebody is there. */
    PRESENCE,
    /** The caller wants the call to go on, and has not said yet what for. */
    WAIT,
    DISMISSAL,
    YES,
    NO;

    private static final String END = "[\\s.,!?]*$";
    private static final Pattern THANKS_WORDS =
            Pattern.compile("^(?:(?:ok|okay|great|perfect|good|wonderful|all right|alright|no|yes|oh)[,.!]?\\s*)*"
                    + "(?:thanks?|thank you|cheers|much appreciated)(?: (?:so|very) much| a lot| you)?"
                    + "(?:[,.!]?\\s*(?:that's|that is|that was)? ?(?:very |really )?(?:helpful|great|kind|good))?"
                    + END);
    private static final Pattern GREETING_WORDS = Pattern.compile(
            "^(?:(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|hi there|hello there|how are you(?: doing)?(?: today)?)[,.!?]?\\s*)+$");
    private static final Pattern HELP_WORDS = Pattern.compile(
            "\\bwhat (?:can|could|do) you (?:do|help)|\\bhow can you help|\\bwhat are my options|^help(?: me)?" + END);
    private static final Pattern REPEAT_WORDS = Pattern.compile(
            "^(?:sorry|pardon|excuse me|what)?[,.!?]?\\s*(?:pardon(?: me)?|what|come again|what did you say"
                    + "|(?:can|could|would) you (?:please )?(?:repeat|say)(?: that| it)?(?: again)?(?: please)?"
                    + "|(?:please )?(?:repeat|say) (?:that|it)(?: again)?(?: please)?|i did(?:n't| not) (?:hear|catch|get) (?:that|you|it))"
                    + END);
    private static final Pattern DISMISSAL_WORDS =
            Pattern.compile("\\b(?:never ?mind|forget (?:it|that|about it)|cancel that|skip (?:it|that)|leave it)\\b"
                    + "|\\bi (?:do not|don't|can't|cannot) (?:have|find|know|remember)\\b|\\bno idea\\b");
    private static final Pattern YES_WORDS = Pattern.compile(
            "^(?:(?:yes|yeah|yep|yup|sure|correct|right|exactly|of course|ok|okay|please do|absolutely|definitely|that's right|that is (?:right|correct)|that's correct|please)[,.!]?\\s*)+$");
    private static final Pattern NO_WORDS = Pattern.compile(
            "^(?:(?:no|nope|nah|not really|no thanks|no thank you|negative|not at all|wrong|that's wrong|incorrect|thanks|thank you)[,.!]?\\s*)+$");

    private static final Pattern PRESENCE_WORDS =
            Pattern.compile("^(?:(?:hello|hi|hey|so|um|uh|sorry|excuse me)[,.!?]*\\s*)*"
                    + "(?:(?:are )?you (?:still )?(?:there|here|with me|on the line)|(?:is )?(?:any(?:body|one)|some(?:body|one))"
                    + " (?:still )?(?:there|here)|(?:can|do) you (?:still )?hear me|still there|hello\\?)(?: or what| now)?"
                    + "(?:[,.!?]*\\s*(?:hello|hey))*" + END);
    private static final Pattern WAIT_WORDS = Pattern.compile(
            "^(?:(?:bye|goodbye|please|oh|no|sorry|and|but|first|wait(?: a (?:moment|minute|second))?|hold on|hang on"
                    + "|(?:just )?(?:one|a) (?:moment|second|sec|minute)|(?:please )?(?:don't|do not) (?:go|hang up|leave"
                    + "|end the call)(?: yet| now)?|(?:i have |i've got |there is |there's )?(?:just )?(?:one|another|a)"
                    + " (?:more |other |last )?(?:thing|question|request)|before (?:you|i) (?:go|hang up)|i'm not done"
                    + "(?: yet)?|i am not done(?: yet)?)[,.!:;…]*\\s*)+$");

    /** Returns the kind of small talk if the whole utterance is small talk; empty if it says more than that. */
    static Optional<SmallTalk> of(String text) {
        String said = plain(text);
        if (PRESENCE_WORDS.matches(said)) {
            return Optional.of(PRESENCE);
        }
        if (Parting.is(text)) {
            return Optional.of(GOODBYE);
        }
        if (GREETING_WORDS.matcher(said).matches()) {
            return Optional.of(GREETING);
        }
        if (YES_WORDS.matcher(said).matches()) {
            return Optional.of(YES);
        }
        if (said.startsWith("no") && NO_WORDS.matcher(said).matches()) {
            return Optional.of(NO);
        }
        if (THANKS_WORDS.matcher(said).matches()) {
            return Optional.of(THANKS);
        }
        if (REPEAT_WORDS.matcher(said).matches()) {
            return Optional.of(REPEAT);
        }
        if (DISMISSAL_WORDS.matcher(said).find()) {
            return Optional.of(DISMISSAL);
        }
        if (WAIT_WORDS.matches(said)) {
            return Optional.of(WAIT);
        }
        Optional<Boolean> agrees = Agreement.of(text);
        if (agrees.isPresent()) {
            return Optional.of(agrees.get() ? YES : NO);
        }
        return HELP_WORDS.matcher(said).find() ? Optional.of(HELP) : Optional.empty();
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replace('’', '\'').strip();
    }
}
