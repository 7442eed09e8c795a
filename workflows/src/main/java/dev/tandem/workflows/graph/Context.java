package dev.tandem.workflows.graph;

/** What the next agent knows of the conversation. The words that led to it and the variables always travel. */
public sealed interface Context {

    /** Everything. */
    record All() implements Context {}

    /** The last turns: what was said and done in them. */
    record Last(int turns) implements Context {}

    /** What was said, without tools. */
    record Messages() implements Context {}

    /** A summary that the model makes, of the agent that the call leaves. */
    record Summary() implements Context {

        /** What the next agent knows where the model could not make one in time. */
        public static final Last OTHERWISE = new Last(5);
    }

    /** Nothing. */
    record None() implements Context {}

    /** As documents write it. */
    default String documentName() {
        return switch (this) {
            case All _ -> "all";
            case Last last -> "last:" + last.turns();
            case Messages _ -> "messages";
            case Summary _ -> "summary";
            case None _ -> "none";
        };
    }

    /** @param documentName of a form that the reader has checked */
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
