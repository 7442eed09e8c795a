package dev.tandem.workflows.call;

import dev.tandem.workflows.call.api.TypedAnswer;
import dev.tandem.workflows.call.api.TypedLine;
import dev.tandem.workflows.call.attendance.CurrentHost;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.rules.Action.EndCall;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Takes the lines of a caller in memory. Each is an utterance that the call workflow knows before the attending process
 * does: the open step is armed again with it, and a process that takes the call over gets it with its lease.
 */
final class TypedLines {

    /** Lines that may wait for an answer. */
    private static final int MOST_WAITING = 10;

    /** No call in memory is longer: each ends when nothing was written for long, and by its own limit. */
    static final Duration LONGEST = Duration.ofDays(1);

    /** A call in which nothing was written for this long is over: whoever wrote has forgotten it. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(15);

    private static final String FORGOTTEN_REASON = "nothing_typed";

    private final CallProjection projection;
    private final CurrentHost host;
    private final Runnable written;

    /**
     * A line that was heard.
     *
     * @param before number of the call's last event before it was
     */
    private record Heard(int turn, int before) {}

    /** The lines, by id. */
    private final Map<String, Heard> lines = new LinkedHashMap<>();

    private int lastTurn;

    /** @param written called at each line: the call may have no place any more */
    TypedLines(CallProjection projection, CurrentHost host, Runnable written) {
        this.projection = projection;
        this.host = host;
        this.written = written;
    }

    /** Hears a line, once, and waits until its turn is over. Nobody hears a line in a call that is over. */
    TypedAnswer take(TypedLine line) {
        if (projection.isClosed() && !lines.containsKey(line.id())) {
            return new TypedAnswer(projection.written(), projection.written(), true);
        }
        Heard known = lines.get(line.id());
        return over(known == null ? hear(line) : known);
    }

    /** Waits until the agent has opened the call. */
    TypedAnswer opened() {
        return over(new Heard(0, 0));
    }

    private TypedAnswer over(Heard heard) {
        Workflow.await(() -> projection.isOver(heard.turn()));
        return new TypedAnswer(heard.before(), projection.written(), projection.isClosed());
    }

    private Heard hear(TypedLine line) {
        long waiting = lines.values().stream()
                .filter(heard -> !projection.isOver(heard.turn()))
                .count();
        if (waiting >= MOST_WAITING) {
            throw ApplicationFailure.newNonRetryableFailure(
                    MOST_WAITING + " lines wait for an answer already", "TooManyLines");
        }
        Heard heard = new Heard(Math.max(projection.nextUnheard(), lastTurn + 1), projection.written());
        lastTurn = heard.turn();
        lines.put(line.id(), heard);
        projection.typed(new Utterance(heard.turn(), line.text()));
        if (heard.turn() == projection.state().turn()) {
            host.asksAgain();
        }
        written.run();
        return heard;
    }

    /** Ends the call when nothing was written for long. */
    CancellationScope watch(Consumer<EndCall> end) {
        CancellationScope watch = Workflow.newCancellationScope(() -> {
            Promise<Void> _ = Async.procedure(() -> {
                while (true) {
                    int before = lines.size();
                    List<Promise<Void>> timer = new ArrayList<>(1);
                    CancellationScope clock = Workflow.newCancellationScope(() -> timer.add(Workflow.newTimer(
                            FORGOTTEN,
                            TimerOptions.newBuilder()
                                    .setSummary("for a typed line")
                                    .build())));
                    clock.run();
                    Workflow.await(
                            () -> lines.size() > before || timer.getFirst().isCompleted());
                    clock.cancel();
                    if (lines.size() == before) {
                        end.accept(EndCall.completed(FORGOTTEN_REASON));
                        return;
                    }
                }
            });
        });
        watch.run();
        return watch;
    }
}
