package dev.tandem.workers.llm.builtin;

import com.google.re2j.Pattern;
import dev.tandem.workers.itn.Reading;
import dev.tandem.workers.itn.SpokenNames;
import dev.tandem.workers.itn.SpokenValues;
import dev.tandem.workflows.variable.DataType;
import dev.tandem.workflows.variable.Variable;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Takes values from what a caller said, by the type of the parameter. How words are read is the same for all models
 * ({@link SpokenValues}); here it is decided which words belong to the parameter.
 *
 * @param spoken reads the values
 */
record Extraction(SpokenValues spoken) {

    private static final Pattern LEAD_IN = Pattern.compile(
            "^(?:(?:um|uh|well|yes|yeah|sure|ok|okay|so)[,.]?\\s+)*"
                    + "(?:(?:my|the|our)\\s+[\\w' ]{1,30}?\\s+is\\s+|it\\s+is\\s+|it['’]s\\s+|that['’]s\\s+|this\\s+is\\s+"
                    + "|i\\s+am\\s+|i['’]m\\s+)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TAIL = Pattern.compile("[.,!?\\s]+$");

    /** The fewest digits that count without a question: one number alone may count anything. */
    private static final int FEWEST_UNASKED = 2;

    /** Returns the value that the words give a parameter, normalised. */
    Optional<JsonNode> value(Parameter parameter, String text, boolean asked, Set<String> rivals) {
        return reading(parameter, text, asked, rivals).clear();
    }

    /**
     * Reads a parameter.
     *
     * @param asked whether the caller was just asked for it: plain words and bare answers then count
     * @param rivals names of other parameters: a value that follows one of them belongs to it
     */
    Reading reading(Parameter parameter, String text, boolean asked, Set<String> rivals) {
        boolean isFreeText = parameter.type() == DataType.STRING
                && !parameter.isCode()
                && parameter.enumeration().isEmpty()
                && !SpokenNames.isName(parameter.variable());
        if (isFreeText || parameter.type() == DataType.BOOLEAN) {
            return read(parameter, text, asked);
        }
        LabelledWords labelled = LabelledWords.of(text, parameter.labels(), rivals);
        for (String own : labelled.own()) {
            Reading reading = read(parameter, own, asked);
            if (!(reading instanceof Reading.Nothing)) {
                return reading;
            }
        }
        return read(parameter, labelled.unclaimed(), asked);
    }

    private Reading read(Parameter parameter, String text, boolean asked) {
        Variable variable = parameter.variable();
        if (!parameter.enumeration().isEmpty() || parameter.isCode()) {
            return spoken.read(variable, text);
        }
        return switch (parameter.type()) {
            case STRING -> asked ? words(parameter, variable, text) : new Reading.Nothing();
            case DIGITS -> digits(spoken.read(variable, text), asked);
            case BOOLEAN -> asked ? spoken.read(DataType.BOOLEAN, text) : new Reading.Nothing();
            case INTEGER, NUMBER, DATE, TIME, DATETIME, PHONE, EMAIL, CURRENCY -> spoken.read(variable, text);
        };
    }

    private static Reading digits(Reading reading, boolean asked) {
        boolean isTooShort = reading.clear()
                .filter(value -> value.asString().length() < FEWEST_UNASKED)
                .isPresent();
        return !asked && isTooShort ? new Reading.Nothing() : reading;
    }

    private Reading words(Parameter parameter, Variable variable, String text) {
        if (SpokenNames.isName(variable)) {
            return spoken.read(variable, text);
        }
        String words =
                TAIL.matcher(LEAD_IN.matcher(text.strip()).replaceFirst("")).replaceFirst("");
        return words.isEmpty() || !parameter.fits(words) ? new Reading.Nothing() : Reading.text(words);
    }
}
