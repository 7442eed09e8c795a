package dev.tandem.examples.demo;

/**
 * What the caller says, and when.
 *
 * @param text in words, as a person would say it
 * @param interruptAfterMs spoken over the agent's answer, this long after its first sound; 0: the caller waits until
 *     the agent has finished
 */
record Line(String text, int interruptAfterMs) {

    static Line say(String text) {
        return new Line(text, 0);
    }

    static Line interrupting(int afterMs, String text) {
        return new Line(text, afterMs);
    }
}
