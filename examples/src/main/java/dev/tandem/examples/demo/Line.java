package dev.tandem.examples.demo;

/**
 * A line that the caller says, and when they say it.
 *
 * @param text in words, as a person would say it
 * @param interruptAfterMs the line interrupts the agent's answer this long after its first sound; 0 if the caller waits
 *     until the agent has finished
 */
record Line(String text, int interruptAfterMs) {

    static Line say(String text) {
        return new Line(text, 0);
    }

    static Line interrupting(int afterMs, String text) {
        return new Line(text, afterMs);
    }
}
