package dev.tandem.workers.llm.builtin;

import tools.jackson.databind.node.ObjectNode;

/**
 * What the model does in its part of a turn. It does exactly one thing, so that no turn can go in circles by itself.
 */
sealed interface DialogueDecision {

    record Say(String words) implements DialogueDecision {}

    record Call(String tool, ObjectNode arguments) implements DialogueDecision {}

    /** Notes the value that the caller has confirmed, and proposes the path that waited for it. */
    record Confirm(String variable, Call path) implements DialogueDecision {}
}
