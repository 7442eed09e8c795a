package dev.tandem.workflows.graph;

/** Says what the next agent knows of the conversation. It always knows the words that led to it and the variables. */
public sealed interface Context {

    /** The whole conversation. */
    record All() implements Context {}

    /** What was said and done in the last turns. */
    record Last(int turns) implements Context {}

    /** What was said, without tools. */
    record Messages() implements Context {}

    /** A summary, which the model of the agent that the call leaves makes. */
    record Summary() implements Context {

        /** Replaces a summary that the model could not make in time. */
        public static final Last OTHERWISE = new Last(5);
    }

    /** Nothing. */
    record None() implements Context {}

    /** Returns the name that documents use. */
    default String documentName() {
        return switch (this) {
            case All _ -> "all";
            case Last last -> "last:" + last.turns();
            case Messages _ -> "messages";
            case Summary _ -> "summary";
            case None _ -> "none";
        };
    }

    /**
     * Returns the context of this name.
     *
     * @param documentName in a form that the reader has checked
     */
    static Context of(String documentName) {
        String[] parts = documentName.split(":", 2);
        return switch (parts[0]) {
            case "all" -> new All();
            case "last" -> new Last(Integer.parseInt(parts[1]));
            case "messages" -> new Messages();
            case "summary" -> new Summary();
            case "none" -> new None();
            default -> throw new IllegalArgumentException("no context is called " + documentName);
        };
    }
}
