package dev.tandem.workers.llm.builtin;

import tools.jackson.databind.node.ObjectNode;

/** What the model does with its part of a turn: exactly one thing, so that no turn can go in circles by itself. */
sealed interface DialogueDecision {

    record Say(String words) implements DialogueDecision {}

    record Call(String tool, ObjectNode arguments) implements DialogueDecision {}

    /** The caller has confirmed what was read back: that, and the path that waited for it. */
    record Confirm(String variable, Call path) implements DialogueDecision {}
}
