package dev.tandem.workers.itn;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the answer to a yes-or-no question. */
final class YesOrNo {

    private static final Pattern YES = Pattern.compile(
            "^(?:(?:well|oh|um|uh)[,.]?\\s+)*(?:yes|yeah|yep|yup|sure|correct|right|exactly|of course|absolutely|definitely"
                    + "|certainly|ok|okay|please do|that's right|that is right|that's correct|that is correct|it is|i do"
                    + "|i am|i have|go ahead|sounds good)\\b");
    private static final Pattern NO = Pattern.compile(
            "^(?:(?:well|oh|um|uh)[,.]?\\s+)*(?:no|nope|nah|not really|not at all|negative|wrong|incorrect|that's wrong"
                    + "|that is wrong|that's not right|it isn't|it is not|it's not|i don't think so|i do not|i'm not|i am not"
                    + "|i haven't|not yet|never)\\b");
    private static final Pattern UNSURE =
            Pattern.compile("\\b(?:maybe|perhaps|not sure|don't know|do not know|depends|possibly|i guess|no idea)\\b");

    private YesOrNo() {}

    static Reading read(String text) {
        String said = text.toLowerCase(Locale.ROOT).replace('’', '\'').strip();
        boolean yes = YES.matcher(said).find();
        boolean no = NO.matcher(said).find();
        List<String> words = UtteranceWords.words(said);
        boolean both = words.contains("yes") && words.contains("no");
        if (UNSURE.matcher(said).find() || both) {
            return new Reading.Unclear("is neither yes nor no; ask once more for one of them");
        }
        return yes || no ? new Reading.Value(JsonNodeFactory.instance.booleanNode(!no)) : new Reading.Nothing();
    }
}
