package dev.tandem.workers.llm.builtin;

import tools.jackson.databind.node.ObjectNode;

/**
 * What the model does in its part of a turn. It does one thing, so that no turn can go in circles by itself, and may say
 * before it what it owes the caller.
 */
sealed interface DialogueDecision {

    record Say(String words) implements DialogueDecision {}

    record Call(String tool, ObjectNode arguments) implements DialogueDecision {}

    /** Says something first. */
    record SayFirst(String words, DialogueDecision then) implements DialogueDecision {}

    /** Notes the value that the caller has confirmed, and proposes the path that waited for it. */
    record Confirm(String variable, Call path) implements DialogueDecision {}
}
