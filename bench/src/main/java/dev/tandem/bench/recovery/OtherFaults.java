package dev.tandem.bench.recovery;

import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.stack.server.LocalServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes other faults happen to calls: processes that freeze or are stopped, and servers that go away and come back. */
final class OtherFaults {

    private static final List<Integer> FREEZES_S = List.of(2, 5, 20);

    /** Number of processes, of which two may die. */
    private static final int THREE = 3;

    private static final Duration STOPPED = Duration.ofSeconds(15);

    private final FaultyStack stack;
    private final Random random;
    private final List<String> broken = new ArrayList<>();

    OtherFaults(FaultyStack stack, Random random) {
        this.stack = stack;
        this.random = random;
    }

    private interface Played {
        CallRecord play() throws InterruptedException;
    }

    /** @return the guarantees that did not hold, in words */
    List<String> all() throws InterruptedException {
        for (int seconds : FREEZES_S) {
            for (Moment moment : Moment.values()) {
                Fault frozen = Fault.frozen(Duration.ofSeconds(seconds));
                judge(moment + " frozen for " + seconds + " s", () -> struck(moment, frozen));
            }
        }
        for (Moment moment : Moment.values()) {
            judge(moment + " stopped", () -> struck(moment, Fault.asked()));
            int attending = stack.attendants().size();
            var _ = Until.within(STOPPED, () -> stack.attendants().size() < attending);
            stack.replaceTheDead();
        }
        judge("Temporal away for 5 s", () -> away(stack.servers().temporal(), 5));
        judge("Temporal away for 30 s", () -> away(stack.servers().temporal(), 30));
        judge("PostgreSQL away for 30 s", () -> away(stack.servers().postgres(), 30));
        judge("LiveKit away for 5 s", () -> away(stack.servers().liveKit(), 5));
        judge("the caller's connection lost and back", this::lostAndBack);
        judge("two workers killed one after the other", this::twoKilled);
        String left = stack.leftOver();
        if (!left.isEmpty()) {
            broken.add("left over: " + left);
        }
        return broken;
    }

    private void judge(String what, Played call) throws InterruptedException {
        List<String> now;
        try {
            now = stack.brokenIn(call.play());
        } catch (BenchmarkFailure failure) {
            now = List.of(String.valueOf(failure.getMessage()));
        }
        System.out.printf("  %s: %s%n", what, now.isEmpty() ? "every guarantee holds" : now);
        now.forEach(guarantee -> broken.add(what + ": " + guarantee));
    }

    private CallRecord struck(Moment moment, Fault fault) throws InterruptedException {
        return new StruckCall(stack, moment, fault, random).play().call();
    }

    /** Stops a server for a while. The caller asks several things meanwhile, one of them with a tool. */
    private CallRecord away(LocalServer server, int seconds) throws InterruptedException {
        try (LiveCall call = stack.dial("chat")) {
            call.greeted();
            call.say(StruckCall.ORDER);
            server.kill();
            boolean roomIsThere = !server.equals(stack.servers().liveKit());
            if (roomIsThere) {
                call.type("Thank you very much.");
                call.type(StruckCall.OTHER_ORDER);
            }
            Moment.pause(seconds * 1_000L);
            server.start();
            if (roomIsThere) {
                call.answered(StruckCall.OTHER_ORDER);
            } else {
                call.say(StruckCall.OTHER_ORDER);
            }
            call.say(StruckCall.GOODBYE);
            return call.hangUp();
        }
    }

    private CallRecord lostAndBack() throws InterruptedException {
        try (LiveCall call = stack.dial("voice")) {
            call.greeted();
            call.say(StruckCall.ORDER);
            call.comeBack();
            call.say(StruckCall.OTHER_ORDER);
            call.say(StruckCall.GOODBYE);
            return call.hangUp();
        }
    }

    private CallRecord twoKilled() throws InterruptedException {
        stack.replaceTheDead(THREE);
        try (LiveCall call = stack.dial("voice")) {
            call.greeted();
            call.say(StruckCall.ORDER);
            for (int kill = 1; kill < THREE; kill++) {
                int attendance = call.caller().attendance();
                call.attendant().kill();
                call.attendedAfter(attendance);
            }
            call.say(StruckCall.OTHER_ORDER);
            call.say(StruckCall.GOODBYE);
            return call.hangUp();
        }
    }
}
