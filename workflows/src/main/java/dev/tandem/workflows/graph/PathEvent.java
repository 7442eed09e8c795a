package dev.tandem.workflows.graph;

import com.google.re2j.Pattern;
import java.util.Optional;

/** Something that happens in a call and may cause a transfer. */
public sealed interface PathEvent {

    /** How documents name events, as a part of a sentence. */
    String FORMS = "silence, dtmf:<digits>, tool_failed:<tool> or max_turns";

    /** What {@link #FORMS} allows. RE2 takes a time that is proportional to the name. */
    Pattern FORM = Pattern.compile("silence|dtmf:[0-9*#A-D]{1,32}|tool_failed:[a-zA-Z0-9_-]{1,64}|max_turns");

    /** Nobody spoke for {@code silence_timeout_seconds}. */
    record Silence() implements PathEvent {}

    /** The caller pressed these keys. */
    record Dtmf(String digits) implements PathEvent {}

    /** A tool failed, or it is not known whether it acted. */
    record ToolFailed(String tool) implements PathEvent {}

    /** The call has had as many turns as it may have. */
    record MaxTurns() implements PathEvent {}

    /** Returns the name that documents use: {@code dtmf:1}. */
    default String documentName() {
        return switch (this) {
            case Silence _ -> "silence";
            case Dtmf dtmf -> "dtmf:" + dtmf.digits();
            case ToolFailed failed -> "tool_failed:" + failed.tool();
            case MaxTurns _ -> "max_turns";
        };
    }

    /** Returns the event that a document names; empty: the name is none of {@link #FORMS}. */
    static Optional<PathEvent> of(String documentName) {
        if (!FORM.matches(documentName)) {
            return Optional.empty();
        }
        String[] parts = documentName.split(":", 2);
        return Optional.of(
                switch (parts[0]) {
                    case "silence" -> new Silence();
                    case "dtmf" -> new Dtmf(parts[1]);
                    case "tool_failed" -> new ToolFailed(parts[1]);
                    case "max_turns" -> new MaxTurns();
                    default -> throw new IllegalStateException("no event is called " + documentName);
                });
    }
}
