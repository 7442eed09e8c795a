package dev.tandem.examples.demo;

import dev.tandem.callers.SpeakingCaller;
import dev.tandem.callers.SpeakingCaller.Answer;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Plays the caller's side of a phone line, line by line, and prints it as it happens. */
final class ScriptedCall {

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
    List<Answer> run(List<Line> lines) throws InterruptedException {
        greeted();
        for (int i = 0; i < lines.size(); i++) {
            int interruptAfter = i + 1 < lines.size() ? lines.get(i + 1).interruptAfterMs() : 0;
            if (interruptAfter > 0) {
                sayAndHear(lines.get(i).text(), interruptAfter);
            } else {
                say(lines.get(i).text());
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

    /** Says a line, and comes back while the agent still answers, this long after its first sound. */
    void sayAndHear(String text, int ms) throws InterruptedException {
        tell(text);
        tell(caller.sayAndHear(text, ms), " …");
    }

    /** Listens after the agent was lost in mid-sentence. */
    void heardAgain() throws InterruptedException {
        tell(caller.hearAgainAfterLoss(), "");
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
