package dev.tandem.workflows.scenario;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** What came of one expectation. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "result")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Verdict.Passed.class, name = "passed"),
    @JsonSubTypes.Type(value = Verdict.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Verdict.NotJudged.class, name = "not_judged"),
    @JsonSubTypes.Type(value = Verdict.Opinion.class, name = "opinion")
})
public sealed interface Verdict {

    /** Returns the expectation's place in the scenario, as a JSON Pointer such as {@code /caller/0/expect/1}. */
    String pointer();

    /** Returns what was expected, as a clause. */
    String expected();

    /** Returns whether the scenario may pass as far as this is concerned. */
    default boolean allows() {
        return switch (this) {
            case Passed _, NotJudged _, Opinion _ -> true;
            case Failed _ -> false;
        };
    }

    record Passed(String pointer, String expected) implements Verdict {}

    /**
     * @param found what was there instead, as a clause
     * @param where in the transcript
     */
    record Failed(String pointer, String expected, String found, Where where) implements Verdict {}

    /**
     * Nothing was there to judge by: a chat has no sound.
     *
     * @param reason a clause
     */
    record NotJudged(String pointer, String expected, String reason) implements Verdict {}

    /**
     * What a model says. It decides nothing.
     *
     * @param agrees null: it gave no answer, for the reason in the text
     * @param text in its own words
     * @param model which one, such as {@code openai gpt-5-mini}
     */
    record Opinion(
            String pointer, String expected, @Nullable Boolean agrees, String text, String model) implements Verdict {}

    /**
     * A place in a call's transcript.
     *
     * @param firstTurn the first turn that the expectation concerns; 0: the opening of the call
     * @param lastTurn the last one
     * @param sequence of the event that tells what was found; null: no single one does
     */
    record Where(int firstTurn, int lastTurn, @Nullable Integer sequence) {

        /** A clause such as {@code in turn 2}. */
        @Override
        public String toString() {
            return (firstTurn == lastTurn ? "in turn " + firstTurn : "in turns " + firstTurn + " to " + lastTurn)
                    + (sequence == null ? "" : ", event " + sequence);
        }
    }
}
