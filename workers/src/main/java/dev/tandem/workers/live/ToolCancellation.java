package dev.tandem.workers.live;

/** Asks the call workflow to cancel tools that the caller has interrupted. */
@FunctionalInterface
public interface ToolCancellation {

    /** Asks to cancel the interruptible tools of a step, and returns at once. They may return results all the same. */
    void ask(int turn, int step);
}
