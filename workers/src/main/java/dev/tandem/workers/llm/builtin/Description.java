package dev.tandem.workers.llm.builtin;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a parameter's description as it is meant: {@code The order number: a letter and four digits} names a thing,
 * {@code how we may reach the caller} is a question in other words.
 *
 * @param text its first clause
 */
record Description(String text) {

    private static final Pattern ARTICLE = Pattern.compile(
            "^(?:(?:the|a|an|your|their|his|her|whose|this)\\s+)?(?:(?:caller|customer|user|patient|guest|client)['’]s\\s+)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern INSTRUCTION = Pattern.compile(
            "^(?:asks? (?:(?:the )?(?:caller|customer|user|patient|guest|client|them) )?(?:for|about) +(.*)|(?:asks?|asks? (?:the )?(?:caller"
                    + "|customer|user|patient|guest|client)|collects?|gets?|records?|notes?(?: down)?|enters?|requests?|finds? out"
                    + "|obtains?|captures?|specify|determines?) +((?:the|a|an|your|their|whether|if|how|when|what|which|who|whose"
                    + "|where|why)\\b.*))$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PERSON_S = Pattern.compile(
            "\\b(?:the )?(?:caller|customer|user|patient|guest|client)['’]s\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern PERSON =
            Pattern.compile("\\b(?:the )?(?:caller|customer|user|patient|guest|client)\\b", Pattern.CASE_INSENSITIVE);

    private static final Set<String> QUESTION_WORDS =
            Set.of("how", "when", "where", "why", "who", "whom", "whose", "what", "which", "whether", "if");
    private static final Set<String> AUXILIARIES = Set.of(
            "may", "can", "could", "should", "would", "will", "must", "shall", "might", "is", "are", "was", "were",
            "has", "have", "had", "do", "does", "did");
    private static final Set<String> SUBJECTS =
            Set.of("you", "we", "i", "it", "they", "he", "she", "the", "your", "our", "their", "this", "that");

    /** Words with which no name of a thing begins. */
    private static final Set<String> NO_THING = Set.of(
            "needed",
            "used",
            "required",
            "so",
            "because",
            "for",
            "to",
            "must",
            "should",
            "in",
            "on",
            "by",
            "as",
            "optional",
            "only",
            "not",
            "needs",
            "use",
            "mandatory",
            "defaults",
            "at",
            "with",
            "from");

    static Description of(String description) {
        String clause = description.split("[.:;(?\\n]", 2)[0].strip();
        var instruction = INSTRUCTION.matcher(clause);
        if (!instruction.find()) {
            return new Description(clause);
        }
        String wanted = instruction.group(1) == null ? instruction.group(2) : instruction.group(1);
        return new Description(wanted.strip());
    }

    /** Returns the thing that it names: {@code order number}; empty: it names none. */
    Optional<String> thing() {
        String noun =
                ARTICLE.matcher(text.split(",", 2)[0].strip()).replaceFirst("").strip();
        String first = firstWord(text);
        return noun.isEmpty() || QUESTION_WORDS.contains(first) || NO_THING.contains(first)
                ? Optional.empty()
                : Optional.of(Character.toLowerCase(noun.charAt(0)) + noun.substring(1));
    }

    /** Returns the question that it is in other words: {@code How may we reach you?}; empty: it is none. */
    Optional<String> question() {
        String first = firstWord(text);
        if (!QUESTION_WORDS.contains(first)) {
            return Optional.empty();
        }
        List<String> words = List.of(toCaller(text).split("\\s+", -1));
        boolean isChoice = first.equals("whether") || first.equals("if");
        return isChoice
                ? Optional.of("Please tell me " + sentence(agreeing(words)).replace('?', '.'))
                : Optional.of(direct(words));
    }

    private static String direct(List<String> words) {
        int auxiliary = 1;
        while (auxiliary < words.size() && !AUXILIARIES.contains(lower(words.get(auxiliary)))) {
            auxiliary++;
        }
        int subject = 1;
        while (subject < words.size() && !SUBJECTS.contains(lower(words.get(subject)))) {
            subject++;
        }
        boolean isDirect = auxiliary < words.size() && auxiliary < subject;
        if (isDirect) { // "who is calling"
            return capital(sentence(agreeing(words)));
        }
        if (auxiliary < words.size() && subject < auxiliary) {
            List<String> turned = new ArrayList<>(words.subList(0, subject));
            boolean isYou = lower(words.get(auxiliary - 1)).equals("you");
            turned.add(isYou ? plural(words.get(auxiliary)) : words.get(auxiliary));
            turned.addAll(words.subList(subject, auxiliary));
            turned.addAll(words.subList(auxiliary + 1, words.size()));
            return capital(sentence(turned));
        }
        int verb = subject + 1;
        if (verb < words.size() && lower(words.get(subject)).equals("you") && isThirdPerson(words.get(verb))) {
            List<String> turned = new ArrayList<>(words.subList(0, subject));
            turned.add("do");
            turned.add("you");
            turned.add(infinitive(words.get(verb)));
            turned.addAll(words.subList(verb + 1, words.size()));
            return capital(sentence(turned));
        }
        return "Please tell me " + sentence(words).replaceFirst("\\?$", ".");
    }

    /** Turns {@code you wants} into {@code you want}. */
    private static List<String> agreeing(List<String> words) {
        List<String> agreeing = new ArrayList<>(words);
        for (int at = 1; at < words.size(); at++) {
            if (lower(words.get(at - 1)).equals("you")) {
                String word = words.get(at);
                agreeing.set(
                        at,
                        AUXILIARIES.contains(lower(word))
                                ? plural(word)
                                : isThirdPerson(word) ? infinitive(word) : word);
            }
        }
        return agreeing;
    }

    private static String plural(String auxiliary) {
        return switch (lower(auxiliary)) {
            case "is" -> "are";
            case "was" -> "were";
            case "has" -> "have";
            case "does" -> "do";
            default -> auxiliary;
        };
    }

    private static boolean isThirdPerson(String verb) {
        return verb.length() > 3 && verb.endsWith("s") && !verb.endsWith("ss");
    }

    private static String infinitive(String verb) {
        boolean hissing =
                verb.endsWith("shes") || verb.endsWith("ches") || verb.endsWith("sses") || verb.endsWith("xes");
        return verb.substring(0, verb.length() - (hissing ? 2 : 1));
    }

    /** Turns to the caller: {@code the caller's car} is "your car". */
    static String toCaller(String text) {
        return PERSON.matcher(PERSON_S.matcher(text).replaceAll("your")).replaceAll("you");
    }

    private static String sentence(List<String> words) {
        return String.join(" ", words).replaceFirst("[.,!?\\s]+$", "") + "?";
    }

    private static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static String firstWord(String text) {
        return lower(text.split("\\s+", 2)[0]);
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
