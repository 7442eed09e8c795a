package dev.tandem.workflows.graph;

/** Something that happens in a call and may cause a transfer. */
public sealed interface PathEvent {

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

    /**
     * Returns the event of this name.
     *
     * @param documentName in a form that the reader has checked
     */
    static PathEvent of(String documentName) {
        String[] parts = documentName.split(":", 2);
        return switch (parts[0]) {
            case "silence" -> new Silence();
            case "dtmf" -> new Dtmf(parts[1]);
            case "tool_failed" -> new ToolFailed(parts[1]);
            case "max_turns" -> new MaxTurns();
            default -> throw new IllegalArgumentException("no event is called " + documentName);
        };
    }
}
