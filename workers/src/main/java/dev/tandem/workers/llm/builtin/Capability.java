package dev.tandem.workers.llm.builtin;

import dev.tandem.workers.llm.LanguageModel.Destination;
import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import java.util.List;
import java.util.regex.Pattern;

/** Describes what a tool or path lets the agent do, in words that follow "I can". */
final class Capability {

    private static final String PATH = "transfer_to_";
    private static final Pattern ENDING = Pattern.compile(
            "\\b(?:good ?bye|hang(?:s|ing)? up|end(?:s|ing)? the call|says? bye)\\b", Pattern.CASE_INSENSITIVE);
    /** Ways in which descriptions of paths that end the call say that they are for a caller who is done. */
    private static final Pattern PARTING = Pattern.compile(
            ENDING.pattern() + "|\\bfarewell\\b|\\b(?:is|are) (?:all )?(?:done|finished|set|satisfied|happy)\\b"
                    + "|\\b(?:no|nothing) (?:more|further|else|other)\\b"
                    + "|\\b(?:wants?|wishes|wish|asks?|likes?) to (?:leave|end|finish|stop|close|go)\\b"
                    + "|\\b(?:end|close|finish|conclude|wrap)(?:s|ing)?(?: up)? (?:the )?(?:call|conversation)\\b"
                    + "|\\bconversation (?:is|has) (?:over|ended|finished)\\b|\\bsays? (?:thanks|thank you)\\b"
                    + "|\\bleav(?:es|ing)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern CONDITION =
            Pattern.compile("^(?:use|call)\\b.*?\\b(?:when|if|for|to)\\b", Pattern.CASE_INSENSITIVE);

    /** How names of paths often begin: {@code To Billing}. */
    private static final Pattern TO = Pattern.compile("^(?:back )?to (?=.)", Pattern.CASE_INSENSITIVE);

    private Capability() {}

    static boolean isPath(ToolSpec tool) {
        return isPath(tool.name());
    }

    static boolean isPath(String name) {
        return name.startsWith(PATH);
    }

    /** Returns whether it is there for the end of the call, so that only a goodbye leads to it. */
    static boolean endsCall(ToolSpec tool) {
        Pattern parting = isEnd(tool) ? PARTING : ENDING;
        return parting.matcher(tool.description() + " " + nameOf(tool)).find();
    }

    /** Returns whether the call is over when it is taken. */
    static boolean isEnd(ToolSpec tool) {
        Destination destination = tool.destination();
        return destination != null && destination.endsCall();
    }

    /**
     * Returns a name as the caller hears it: the path's own. Where only a function is known, {@code transfer_to_billing}
     * is "billing", {@code check_order} is "check order".
     */
    static String nameOf(ToolSpec tool) {
        Destination destination = tool.destination();
        if (destination != null && !destination.name().isBlank()) {
            String name = destination.name().strip();
            return TO.matcher(name).replaceFirst("");
        }
        String name = isPath(tool) ? tool.name().substring(PATH.length()) : tool.name();
        return name.replace('_', ' ').replaceFirst("^(?:back )?to ", "").strip();
    }

    static String of(ToolSpec tool) {
        if (isPath(tool)) {
            return "put you through to " + nameOf(tool);
        }
        String sentence = tool.description()
                .strip()
                .split("(?<=[.:;?!])\\s|[.:;\\n]", 2)[0]
                .strip();
        if (sentence.isEmpty() || CONDITION.matcher(sentence).find()) {
            return nameOf(tool);
        }
        String[] words = sentence.split(" ", 2);
        String verb = infinitive(words[0]);
        return words.length == 1 ? verb : verb + " " + words[1];
    }

    /** Joins parts to {@code a, b or c}. */
    static String anyOf(List<String> parts) {
        return parts.size() < 2
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, parts.size() - 1)) + " or " + parts.getLast();
    }

    private static String infinitive(String verb) {
        String lower = Character.toLowerCase(verb.charAt(0)) + verb.substring(1);
        if (lower.matches(".*(?:sh|ch|ss|x|z)es")) {
            return lower.substring(0, lower.length() - 2);
        }
        return lower.endsWith("s") && !lower.endsWith("ss") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
