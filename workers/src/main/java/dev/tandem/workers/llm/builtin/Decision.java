package dev.tandem.workers.llm.builtin;

import tools.jackson.databind.node.ObjectNode;

/** What the model does with its part of a turn: exactly one thing, so that no turn can go in circles by itself. */
sealed interface Decision {

    record Say(String words) implements Decision {}

    record Call(String tool, ObjectNode arguments) implements Decision {}

    /** The caller has confirmed what was read back: that, and the path that waited for it. */
    record Confirm(String variable, Call path) implements Decision {}
}
