package dev.tandem.workflows.call;

import dev.tandem.workflows.command.Command;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Holds operators' commands that were not carried out yet, in order. */
final class Commands {

    private final Deque<Command.Queued> waiting = new ArrayDeque<>();
    private final Set<String> known = new HashSet<>();

    /** Takes a command. A command that arrives twice is carried out once. */
    void give(Command.Queued command) {
        if (known.add(command.operator().commandId())) {
            waiting.add(command);
        }
    }

    boolean areWaiting() {
        return !waiting.isEmpty();
    }

    /** Returns the next command; there must be one. */
    Command.Queued first() {
        return waiting.getFirst();
    }

    /** Removes the first command: it is carried out. */
    void done() {
        waiting.removeFirst();
    }

    List<Command.Queued> left() {
        return List.copyOf(waiting);
    }
}
