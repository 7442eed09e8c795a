package dev.tandem.workflows.scenario;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.variable.Ordered;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What must be true. Behind a line it concerns what follows the line, up to the end of the agent's turn; at the end the
 * whole call. Each kind has its name in documents ({@link #documentName}).
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Expectation.Said.class, name = "said"),
    @JsonSubTypes.Type(value = Expectation.NotSaid.class, name = "not_said"),
    @JsonSubTypes.Type(value = Expectation.ToolAsked.class, name = "tool"),
    @JsonSubTypes.Type(value = Expectation.NoTool.class, name = "no_tool"),
    @JsonSubTypes.Type(value = Expectation.PathMet.class, name = "path"),
    @JsonSubTypes.Type(value = Expectation.Variables.class, name = "variables"),
    @JsonSubTypes.Type(value = Expectation.Status.class, name = "status"),
    @JsonSubTypes.Type(value = Expectation.EndedReason.class, name = "ended_reason"),
    @JsonSubTypes.Type(value = Expectation.PathSequence.class, name = "path_sequence"),
    @JsonSubTypes.Type(value = Expectation.ActiveAgent.class, name = "agent"),
    @JsonSubTypes.Type(value = Expectation.FirstSound.class, name = "first_sound_ms"),
    @JsonSubTypes.Type(value = Expectation.Heard.class, name = "heard"),
    @JsonSubTypes.Type(value = Expectation.Judged.class, name = "judge")
})
public sealed interface Expectation {

    /** Returns the member of a document that says this. */
    default String documentName() {
        return switch (this) {
            case Said _ -> "said";
            case NotSaid _ -> "not_said";
            case ToolAsked _ -> "tool";
            case NoTool _ -> "no_tool";
            case PathMet _ -> "path";
            case Variables _ -> "variables";
            case Status _ -> "status";
            case EndedReason _ -> "ended_reason";
            case PathSequence _ -> "path_sequence";
            case ActiveAgent _ -> "agent";
            case FirstSound _ -> "first_sound_ms";
            case Heard _ -> "heard";
            case Judged _ -> "judge";
        };
    }

    /** The agent's words, as they left the speaker, are like this. */
    record Said(TextMatch text) implements Expectation {}

    /** The agent's words are not like this. */
    record NotSaid(TextMatch text) implements Expectation {}

    /**
     * The model asked for a tool.
     *
     * @param arguments that the tool was asked with; it may have others too
     * @param times how often, with such arguments
     */
    record ToolAsked(String name, Map<String, JsonNode> arguments, Times times) implements Expectation {

        public ToolAsked {
            arguments = Ordered.copy(arguments);
        }
    }

    /** @param name the tool that was not asked for; null: no tool was */
    record NoTool(@Nullable String name) implements Expectation {}

    /** @param path its name */
    record PathMet(How how, String path) implements Expectation {

        /** What became of a path. */
        public enum How {
            OFFERED,
            TAKEN,
            /** It was proposed and rejected. */
            REFUSED;

            /** Returns its name in documents. */
            public String documentName() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /** @param values what the call knows by now; JSON null: it knows none */
    record Variables(Map<String, JsonNode> values) implements Expectation {

        public Variables {
            values = Ordered.copy(values);
        }
    }

    /** @param status {@code active}, {@code completed} or {@code dropped} */
    record Status(String status) implements Expectation {}

    /** @param reason of {@code call.ended} */
    record EndedReason(String reason) implements Expectation {}

    /** @param paths names of all that were taken, in order, without those that lead on silently */
    record PathSequence(List<String> paths) implements Expectation {

        public PathSequence {
            paths = List.copyOf(paths);
        }
    }

    /** The agent that has the call by now. */
    record ActiveAgent(String name) implements Expectation {}

    /** @param atMostMs from the end of what the caller said to the first sound of the answer */
    record FirstSound(long atMostMs) implements Expectation {}

    /** What the caller heard, by a recogniser of its own, is like this. Only a spoken call has it. */
    record Heard(TextMatch text) implements Expectation {}

    /**
     * A model says whether something holds. Its opinion is told beside the verdicts, and never decides.
     *
     * @param criterion a sentence
     */
    record Judged(String criterion, ProviderConfig model) implements Expectation {}
}
