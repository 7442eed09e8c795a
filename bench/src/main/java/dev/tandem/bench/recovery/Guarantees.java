package dev.tandem.bench.recovery;

import dev.tandem.bench.recovery.LiveCall.Said;
import dev.tandem.callers.TypingCaller.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Checks what must hold for every call, whatever process died (docs/turns.md). */
final class Guarantees {

    private final CallRecord call;
    private final List<String> broken = new ArrayList<>();

    private Guarantees(CallRecord call) {
        this.call = call;
    }

    /** Returns the guarantees that do not hold, in words. */
    static List<String> brokenIn(CallRecord call) {
        Guarantees guarantees = new Guarantees(call);
        guarantees.theCallEnded();
        guarantees.everyEventIsThereOnceAndInOrder();
        guarantees.everyUtteranceWasHeardOnceAndInOrder();
        guarantees.nothingDurableWasLost();
        guarantees.noStepWasAnsweredTwice();
        guarantees.noReplyWasSaidTwice();
        guarantees.noToolRanTwice();
        guarantees.nobodyCameBackIntoTheRoom();
        return guarantees.broken;
    }

    private void theCallEnded() {
        require(call.history().closed(), "the call workflow has not ended");
        require(!call.status().equals("active"), "the call is still active");
    }

    private void everyEventIsThereOnceAndInOrder() {
        List<Integer> numbers = call.events().stream()
                .map(event -> event.path("sequence").asInt())
                .toList();
        List<Integer> expected =
                IntStream.rangeClosed(1, numbers.size()).boxed().toList();
        require(numbers.equals(expected), "events are numbered " + numbers);
        require(
                !numbers.isEmpty()
                        && call.events().getLast().path("type").asString("").equals("call.ended"),
                "the last event is not call.ended");
    }

    private void everyUtteranceWasHeardOnceAndInOrder() {
        List<JsonNode> committed = call.payloads("turn.committed").toList();
        List<Integer> turns =
                committed.stream().map(turn -> turn.path("turn").asInt()).toList();
        require(turns.equals(IntStream.rangeClosed(1, turns.size()).boxed().toList()), "turns are numbered " + turns);
        List<String> heard =
                committed.stream().map(turn -> turn.path("text").asString("")).toList();
        require(follows(call.said(), heard), "heard was " + heard + ", said was " + call.said());
    }

    /**
     * Whether everything that was said was heard, in order. A line that had to be repeated may have been heard more
     * than once.
     */
    static boolean follows(List<Said> said, List<String> heard) {
        List<String> lines = said.stream().map(Said::text).toList();
        int at = 0;
        for (int line = 0; line < lines.size(); ) {
            int alike = timesInARow(lines, line, lines.get(line));
            int times = timesInARow(heard, at, lines.get(line));
            boolean again = said.subList(line, line + alike).stream().anyMatch(Said::repeated);
            if (times < alike || (times > alike && !again)) {
                return false;
            }
            at += times;
            line += alike;
        }
        return at == heard.size();
    }

    private static int timesInARow(List<String> lines, int from, String text) {
        return (int) lines.stream().skip(from).takeWhile(text::equals).count();
    }

    private void nothingDurableWasLost() {
        Set<String> heard = new HashSet<>();
        call.payloads("turn.committed")
                .forEach(turn -> heard.add(turn.path("text").asString("")));
        call.durable()
                .forEach(utterance -> require(
                        heard.contains(utterance.text()), "“" + utterance.text() + "” was durable and is lost"));
    }

    private void noStepWasAnsweredTwice() {
        Set<String> steps = new HashSet<>();
        call.payloads("reply.spoken").forEach(reply -> {
            String step = reply.path("turn").asInt() + "." + reply.path("step").asInt();
            require(steps.add(step), "step " + step + " was answered twice");
        });
    }

    /** Checks that no complete reply was said twice. A reply that was interrupted may be said again. */
    private void noReplyWasSaidTwice() {
        Map<String, Shown> complete = new HashMap<>();
        for (Shown line : call.shown()) {
            Shown before = complete.get(line.segment());
            if (before != null && line.attendance() > before.attendance() && !line.isComplete()) {
                broken.add(line.segment() + " was said again, after it had been said whole");
            }
            if (line.isComplete() && !line.isInterrupted() && line.segment().startsWith("agent-")) {
                complete.put(line.segment(), line);
            }
        }
    }

    private void noToolRanTwice() {
        Set<String> started = new HashSet<>();
        call.payloads("tool.started").forEach(tool -> {
            String key = tool.path("key").asString("");
            require(started.add(key), "tool " + key + " was started twice");
            int runs = call.requests().getOrDefault(key, 0);
            require(
                    runs <= 1 || !tool.path("name").asString("").equals("check_order"),
                    "check_order ran " + runs + " times with key " + key);
        });
    }

    /** Checks the fence: a process that thaws does not take the room back from its successor. */
    private void nobodyCameBackIntoTheRoom() {
        List<Integer> sorted = call.attendances().stream().sorted().toList();
        require(call.attendances().equals(sorted), "the room was held by attendances " + call.attendances());
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            broken.add(otherwise);
        }
    }
}
