package dev.tandem.bench.recovery;

import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.callers.TypingCaller;
import dev.tandem.callers.TypingCaller.Shown;
import dev.tandem.stack.run.StackWorker;
import dev.tandem.workflows.protocol.Heartbeat;
import dev.tandem.workflows.protocol.Utterance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A call that is under way. */
final class LiveCall implements AutoCloseable {

    private static final Duration GREETED = Duration.ofSeconds(30);

    /** If no agent has taken a line down within this time, there was none in the room. */
    private static final Duration TAKEN_DOWN = Duration.ofSeconds(5);

    private static final Duration ANSWERED = Duration.ofSeconds(60);
    private static final Duration HUNG_UP = Duration.ofSeconds(20);
    private static final int TRIES = 6;

    private final long startedAt;
    private final FaultyStack stack;
    private final String id;
    private final String workflowId;
    private final JsonNode started;
    private final boolean aloud;
    private final List<Said> said = new ArrayList<>();
    private final List<Utterance> durable = new ArrayList<>();
    private final List<Shown> seenBefore = new ArrayList<>();
    private TypingCaller caller;
    private boolean over;
    private long saidAt;

    /** The attendance that held the room when the last line was said. */
    private int saidTo;

    /** The number of durable utterances when the last line was said. */
    private int durableBefore;

    /**
     * A line of the caller.
     *
     * @param repeated whether it had to be said again because it was not taken down
     */
    record Said(String text, boolean repeated) {}

    private LiveCall(FaultyStack stack, JsonNode started, boolean aloud) {
        this.startedAt = System.nanoTime();
        this.stack = stack;
        this.id = started.path("id").asString();
        this.workflowId = started.path("temporal").path("workflow_id").asString();
        this.started = started;
        this.aloud = aloud;
        this.caller = new TypingCaller(started, aloud);
    }

    static LiveCall dial(FaultyStack stack, String channel) throws InterruptedException {
        return new LiveCall(stack, stack.api().start(stack.shop().id(), channel), channel.equals("voice"));
    }

    String id() {
        return id;
    }

    /** When the API had answered, ns. */
    long startedAt() {
        return startedAt;
    }

    TypingCaller caller() {
        return caller;
    }

    void greeted() {
        Until.happens("the caller was greeted", GREETED, () -> complete("agent-0", 0) != null);
    }

    /** Returns when the first words of the greeting were shown, ns: the agent had begun to speak them. */
    long greetingShownAt() {
        Until.happens("the greeting was shown", GREETED, () -> greeting().isPresent());
        return greeting().orElseThrow().at();
    }

    private Optional<Shown> greeting() {
        return caller.shown().stream()
                .filter(shown -> shown.segment().equals("agent-0"))
                .findFirst();
    }

    /** Types a line, and does not wait. */
    void type(String text) {
        said.add(new Said(text, false));
        saidAt = System.nanoTime();
        saidTo = caller.attendance();
        durableBefore = durable.size();
        caller.listenAnew();
        caller.type(text);
    }

    /** Says a line, repeats it when nobody took it down, and waits until it is answered. */
    Shown say(String text) {
        type(text);
        return answered(text);
    }

    /** Whether the last line had to be said again, because it was lost with the process that heard it. */
    boolean hasRepeated() {
        return said.getLast().repeated();
    }

    /** Waits until the last line is answered; says it again when nobody took it down. */
    Shown answered(String text) {
        long since = System.nanoTime();
        for (int n = 0; n < TRIES; n++) {
            if (Until.within(TAKEN_DOWN, () -> takenDown(text) != null || isDurable(text))) {
                Shown answer = answer(text);
                if (answer != null) {
                    return answer;
                }
            }
            said.set(said.size() - 1, new Said(text, true));
            saidTo = caller.attendance();
            caller.type(text);
        }
        throw new BenchmarkFailure("“%s” was not answered in %d s"
                .formatted(text, Duration.ofNanos(System.nanoTime() - since).toSeconds()));
    }

    /** @return null if the process that took the line down died before it was durable */
    private @Nullable Shown answer(String text) {
        boolean done = Until.within(ANSWERED, () -> {
            Shown line = takenDown(text);
            return (line != null && complete(line.segment().replace("caller", "agent"), line.at()) != null)
                    || (caller.attendance() > saidTo && !isDurable(text) && quiet());
        });
        Shown line = takenDown(text);
        return done && line != null ? complete(line.segment().replace("caller", "agent"), line.at()) : null;
    }

    private boolean quiet() {
        long now = System.nanoTime();
        return now - caller.attendedSince() > TAKEN_DOWN.toNanos() && now - caller.lastSound() > TAKEN_DOWN.toNanos();
    }

    /** Returns the newest showing of the caller's last line, and not that of the same words in an earlier turn. */
    private @Nullable Shown takenDown(String text) {
        return caller.shown().reversed().stream()
                .filter(shown -> shown.at() >= saidAt
                        && shown.segment().startsWith("caller-")
                        && shown.text().equals(text))
                .findFirst()
                .orElse(null);
    }

    /** Whether the last line is durable. The same words in an earlier turn do not count. */
    private boolean isDurable(String text) {
        return durable.stream()
                .skip(durableBefore)
                .anyMatch(utterance -> utterance.text().equals(text));
    }

    private @Nullable Shown complete(String segment, long since) {
        return caller.shown().stream()
                .filter(shown -> shown.segment().equals(segment) && shown.isComplete() && shown.at() >= since)
                .findFirst()
                .orElse(null);
    }

    /** Returns the task queue of the process that attends or will attend; empty if none was found yet. */
    String attending() {
        return stack.histories().history(workflowId).attending();
    }

    StackWorker attendant() {
        return stack.attendant(attending());
    }

    /** Notes after the death of a process what it had made durable, which must not be lost. */
    void rememberDurable() {
        stack.histories().durable(workflowId).map(Heartbeat::unsettled).ifPresent(durable::addAll);
    }

    /** Waits for a process that holds the room after this attendance. */
    void attendedAfter(int attendance) {
        Until.happens(
                "another process came into the room", Duration.ofSeconds(40), () -> caller.attendance() > attendance);
    }

    /** Loses the connection and comes back: a client with the same token joins before the old one is gone. */
    void comeBack() {
        TypingCaller lost = caller;
        seenBefore.addAll(lost.shown());
        caller = new TypingCaller(started, aloud);
        lost.close();
    }

    /** Lets an operator end the call, which hangs up on the caller. */
    CallRecord end() throws InterruptedException {
        stack.api().end(id);
        Until.happens(
                "the caller was hung up on",
                HUNG_UP,
                () -> !caller.disconnected().isEmpty());
        return hangUp();
    }

    CallRecord hangUp() throws InterruptedException {
        caller.close();
        return record();
    }

    /** Waits until the call has ended and all of it is recorded. */
    CallRecord record() throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!stack.histories().history(workflowId).closed() && System.nanoTime() < end) {
            Thread.sleep(100);
        }
        over = true;
        List<Shown> shown = new ArrayList<>(seenBefore);
        shown.addAll(caller.shown());
        return new CallRecord(
                stack.api().call(id),
                stack.api().events(id),
                List.copyOf(said),
                List.copyOf(durable),
                shown,
                caller.attendances(),
                stack.backend().requestsByKey(),
                stack.histories().history(workflowId));
    }

    /** Hangs up. The history of a call that did not end is kept. */
    @Override
    public void close() {
        caller.close();
        if (!over) {
            stack.histories().history(workflowId).keep(id);
        }
    }
}
