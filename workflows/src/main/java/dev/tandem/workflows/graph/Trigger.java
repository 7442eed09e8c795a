package dev.tandem.workflows.graph;

/** The cause for which a path is taken. */
public sealed interface Trigger {

    /** The model proposes it. */
    record Intent() implements Trigger {}

    /** Its guard is true after a turn or a tool result. */
    record Expression() implements Trigger {}

    /** Something happened in the call. */
    record Event(PathEvent event) implements Trigger {}

    /** The path's agent became active: it is a silent router. */
    record Always() implements Trigger {}
}
