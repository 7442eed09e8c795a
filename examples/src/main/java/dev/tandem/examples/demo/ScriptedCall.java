package dev.tandem.examples.demo;

import dev.tandem.callers.SpeakingCaller;
import dev.tandem.callers.SpeakingCaller.Answer;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Plays the caller's side of the shop's phone line, line by line, and prints it as it happens. */
final class ScriptedCall {

    /** The caller interrupts the long answer this long after its first sound, ms. */
    private static final int INTERRUPT_MS = 2_500;

    static final List<Line> LINES = List.of(
            Line.say("Hi, where is my order?"),
            Line.say("It is A one two three four."),
            Line.say("What is your return policy?"),
            Line.interrupting(INTERRUPT_MS, "I have a question about an invoice."),
            Line.say("My customer number is C seven seven eight one."),
            Line.say("Thank you, goodbye."));

    private final SpeakingCaller caller;
    private final PrintStream out;
    private final List<Answer> answers = new ArrayList<>();

    ScriptedCall(SpeakingCaller caller, PrintStream out) {
        this.caller = caller;
        this.out = out;
    }

    /**
     * Plays the demo's whole script.
     *
     * @return the greeting, then one answer for each line
     */
    List<Answer> run() throws InterruptedException {
        greeted();
        for (int i = 0; i < LINES.size(); i++) {
            int interruptAfter = i + 1 < LINES.size() ? LINES.get(i + 1).interruptAfterMs() : 0;
            if (interruptAfter > 0) {
                tell(LINES.get(i).text());
                tell(caller.sayAndHear(LINES.get(i).text(), interruptAfter), " …");
            } else {
                say(LINES.get(i).text());
            }
        }
        return answers;
    }

    void greeted() throws InterruptedException {
        tell(caller.greeting(), "");
    }

    void say(String text) throws InterruptedException {
        tell(text);
        tell(caller.say(text), "");
    }

    SpeakingCaller caller() {
        return caller;
    }

    List<Answer> answers() {
        return answers;
    }

    private void tell(String said) {
        out.printf("%n  caller  “%s”%n", said);
    }

    private void tell(Answer answer, String end) {
        answers.add(answer);
        out.printf("  agent   heard as “%s%s”   (%.0f ms)%n", answer.understood(), end, answer.firstSoundMs());
    }
}
