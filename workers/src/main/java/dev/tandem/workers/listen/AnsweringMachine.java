package dev.tandem.workers.listen;

import com.google.re2j.Pattern;
import java.util.Locale;

/**
 * Recognises, in English, what only a voicemail or a telephone network says. Nobody is there to answer, and nothing of
 * it is a value. Callers speak of messages and mailboxes, too, so no such word alone is a sign.
 */
final class AnsweringMachine {

    private static final Pattern ANNOUNCEMENT = Pattern.compile(String.join(
            "|",
            "\\b(?:please|kindly) leave (?:us |me )?(?:a|your)(?: \\pL+){0,3} (?:message|name|number)\\b",
            "\\bleave (?:us |me )?(?:a|your) (?:\\pL+ )?message (?:after|at) the (?:tone|beep)\\b",
            "^(?:(?:hi|hello|hey)\\W+)?you(?:'ve| have) reached (?:the )?(?:\\pL+ )*?(?:voice ?mail|mailbox)\\b",
            "^(?:(?:hi|hello|hey)\\W+)?you(?:'ve| have) reached [^?]*\\b(?:not available|unavailable|can(?:'t|not)|leave)\\b",
            "\\b(?:record|speak) (?:your )?message (?:after|at) the (?:tone|beep)\\b",
            "\\b(?:is|are|am|i'm|we're) (?:not available|unavailable|unable|not able) to (?:take|answer) your call\\b",
            "\\bcan(?:'t|not) (?:take your call|come to the phone)\\b",
            "\\byour call has been forwarded to\\b",
            "\\bthe (?:mailbox|voice ?mail ?box) (?:\\pL+ )*?is full\\b",
            "\\bthe (?:person|number|customer|subscriber|party) you(?:'re| are| have| were| were trying to)?"
                    + " (?:call|calling|called|dial|dialed|dialled|trying to reach|reach)\\b",
            "\\bwhen you (?:are|have) (?:finished|done) recording\\b"));

    private AnsweringMachine() {}

    static boolean speaks(String text) {
        return ANNOUNCEMENT
                .matcher(text.toLowerCase(Locale.ROOT).replace('’', '\''))
                .find();
    }
}
