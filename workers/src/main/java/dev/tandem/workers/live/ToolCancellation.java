package dev.tandem.workers.live;

/** How a session asks the call workflow to cancel tools that the caller has interrupted. */
@FunctionalInterface
public interface ToolCancellation {

    /** Those of a step that are interruptible; returns at once. Nothing is promised: they may come back all the same. */
    void ask(int turn, int step);
}
