package dev.tandem.workflows.call.testing;

import dev.tandem.workflows.call.api.CallerLine;
import dev.tandem.workflows.call.api.SpokenCaller;
import dev.tandem.workflows.call.testing.ScenarioCalls.Begun;
import dev.tandem.workflows.call.testing.ScenarioCalls.Joinable;
import dev.tandem.workflows.call.testing.ScenarioCalls.Made;
import dev.tandem.workflows.call.testing.ScenarioCalls.Said;
import dev.tandem.workflows.call.testing.ScenarioCalls.Written;
import dev.tandem.workflows.scenario.Act;
import dev.tandem.workflows.scenario.Caller;
import dev.tandem.workflows.scenario.Line;
import dev.tandem.workflows.scenario.judging.CallRecord.Range;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says the lines one after the other, hangs up, and has the call judged. */
public final class ScenarioAttemptImpl implements ScenarioAttempt {

    private @Nullable String session;

    @Override
    public Outcome run(Task task) {
        ScenarioCalls notes = Workflow.newActivityStub(ScenarioCalls.class, TestingOptions.notes(task.organization()));
        try {
            Begun begun = Workflow.newActivityStub(ScenarioCalls.class, TestingOptions.begin(task.organization()))
                    .begin(task);
            session = begun.session();
            Made made = made(task, begun);
            return notes.judge(task, made);
        } catch (TemporalFailure failure) {
            String reason = reason(failure);
            CancellationScope _ = detached(() -> notes.giveUp(task, session, reason));
            if (failure instanceof CanceledFailure || failure.getCause() instanceof CanceledFailure) {
                throw failure;
            }
            return Outcome.BROKEN;
        }
    }

    private static CancellationScope detached(Runnable what) {
        CancellationScope scope = Workflow.newDetachedCancellationScope(what);
        scope.run();
        return scope;
    }

    private static Made made(Task task, Begun begun) {
        return switch (begun.opening()) {
            case Written(Said said) -> {
                Chat chat = new Chat(task, begun, said);
                switch (begun.caller()) {
                    case Caller.Script(List<Line> lines) -> chat.say(lines);
                    case Caller.Persona persona -> chat.talk(persona);
                }
                yield new Made(begun.session(), chat.ended(), null);
            }
            case Joinable(SpokenCaller.Call call) -> {
                SpokenCaller.Facts facts = Workflow.newActivityStub(SpokenCaller.class, TestingOptions.spoken())
                        .speak(call);
                Workflow.newActivityStub(ScenarioCalls.class, TestingOptions.line(task.organization()))
                        .hangUp(task, begun.session());
                yield new Made(begun.session(), List.of(), facts);
            }
        };
    }

    private static String reason(TemporalFailure failure) {
        Throwable cause =
                failure instanceof ActivityFailure && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case ApplicationFailure said -> said.getOriginalMessage();
            case CanceledFailure _ -> "The run was cancelled.";
            case TimeoutFailure late
            when late.getCause() instanceof ApplicationFailure said ->
                "It took too long. At last: " + said.getOriginalMessage();
            case TimeoutFailure _ -> "It took too long, and nobody has said why.";
            default -> "Something of it failed: " + cause.getMessage();
        };
    }

    /** A call whose caller writes. */
    private static final class Chat {

        private final Task task;
        private final Begun begun;
        private final ScenarioCalls calls;
        private final List<Range> lines = new ArrayList<>();
        private Said last;

        Chat(Task task, Begun begun, Said opening) {
            this.task = task;
            this.begun = begun;
            this.calls = Workflow.newActivityStub(ScenarioCalls.class, TestingOptions.line(task.organization()));
            this.last = opening;
        }

        void say(List<Line> script) {
            for (int i = 0; i < script.size() && !last.over(); i++) {
                switch (script.get(i).act()) {
                    case Act.Say(String text) -> come(calls.say(task, begun.session(), i, text));
                    case Act.Wait(long ms) -> {
                        Workflow.sleep(Duration.ofMillis(ms));
                        come(calls.look(task, begun.session(), last.range().upTo()));
                    }
                    case Act.HangUp _ -> come(calls.hangUp(task, begun.session()));
                    case Act.Press _ ->
                        throw ApplicationFailure.newNonRetryableFailure(
                                "Keys are pressed in a spoken call only; run this scenario by voice.", "NoKeys");
                }
            }
        }

        void talk(Caller.Persona persona) {
            CallerLine mind = Workflow.newActivityStub(CallerLine.class, TestingOptions.persona());
            List<CallerLine.Words> said = new ArrayList<>();
            heard(said);
            for (int i = 0; i < persona.maxTurns() && !last.over(); i++) {
                CallerLine.Inquiry inquiry =
                        new CallerLine.Inquiry(persona, begun.language(), said, begun.seed(), begun.workspace());
                switch (mind.next(inquiry)) {
                    case CallerLine.Say(String text) -> {
                        said.add(new CallerLine.Words(CallerLine.Speaker.CALLER, text));
                        come(calls.say(task, begun.session(), i, text));
                        heard(said);
                    }
                    case CallerLine.HangUp _ -> {
                        return;
                    }
                }
            }
        }

        private void heard(List<CallerLine.Words> said) {
            last.agent().forEach(text -> said.add(new CallerLine.Words(CallerLine.Speaker.AGENT, text)));
        }

        private void come(Said what) {
            // What happened of itself between two lines belongs to the later one.
            if (what.taken()) {
                lines.add(new Range(last.range().upTo(), what.range().upTo()));
            }
            last = what;
        }

        /** Hangs up if nobody has, and returns what followed each line. */
        List<Range> ended() {
            if (!last.over()) {
                last = calls.hangUp(task, begun.session());
            }
            return lines;
        }
    }
}
