package dev.tandem.examples.demo;

import dev.tandem.callers.SpeakingCaller.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Collects checks of one call, and knows those that every example's calls have to pass. */
final class Checks {

    private final Evidence evidence;
    private final List<Check> all = new ArrayList<>();

    Checks(Evidence evidence) {
        this.evidence = evidence;
    }

    List<Check> all() {
        return List.copyOf(all);
    }

    void check(String name, boolean ok, String detail) {
        all.add(new Check(name, ok, detail));
    }

    void hears(String name, int answer, String words) {
        String understood = answer < evidence.answers().size()
                ? evidence.answers().get(answer).understood()
                : "nothing";
        check(name, understood.toLowerCase(Locale.ROOT).contains(words), understood);
    }

    /**
     * Checks what is recorded of the reply that the caller cut.
     *
     * @param brokenOff whether the model's answer was broken off, too, so that all that there is of it may have been heard
     */
    void interrupted(int turn, boolean brokenOff) {
        List<JsonNode> cut = evidence.payloads("reply.spoken", turn).stream()
                .filter(reply -> reply.path("interrupted").asBoolean(false))
                .toList();
        int played = cut.stream().mapToInt(reply -> words(reply.path("text"))).sum();
        int whole =
                cut.stream().mapToInt(reply -> words(reply.path("full_text"))).sum();
        check(
                "the interrupted reply is recorded as far as it was heard",
                played > 0 && (brokenOff ? played <= whole : played < whole),
                played + " of " + whole + " words");
    }

    void tools(List<String> names) {
        List<JsonNode> tools = list(evidence.call().path("tools"));
        check(
                String.join(" and ", names) + (names.size() > 1 ? " were used" : " was used"),
                tools.stream()
                        .map(tool -> tool.path("name").asString(""))
                        .toList()
                        .containsAll(names),
                tools.stream()
                        .map(tool -> tool.path("name").asString(""))
                        .toList()
                        .toString());
        for (JsonNode tool : tools) {
            String key = tool.path("key").asString("");
            int runs = evidence.toolRuns().getOrDefault(key, 0);
            check(
                    tool.path("name").asString("") + " ran once",
                    tool.path("runs").asInt() == 1 && runs == 1,
                    "key " + key + ", the backend counted " + runs);
        }
    }

    void transferredTo(String agent, List<JsonNode> taken) {
        check(
                "the transfer happened with the customer number",
                taken.size() == 1
                        && taken.getFirst().path("to").asString("").equals(agent)
                        && taken.getFirst()
                                .path("variables")
                                .path("customer_id")
                                .asString("")
                                .equals("C7781"),
                taken.toString());
    }

    /** Checks that PostgreSQL's rows, Temporal's history and the audio of the room agree. */
    void agreement() {
        List<Integer> sequence = evidence.events().stream()
                .map(event -> event.path("sequence").asInt())
                .toList();
        check(
                "events are stored once and without a gap",
                sequence.equals(
                        IntStream.rangeClosed(1, sequence.size()).boxed().toList()),
                sequence.size() + " events");
        check(
                "the call is completed, in PostgreSQL and in Temporal",
                evidence.call().path("status").asString("").equals("completed")
                        && evidence.history().closed(),
                evidence.call().path("status").asString("") + ", workflow closed: "
                        + evidence.history().closed());
        int tools = list(evidence.call().path("tools")).size();
        check(
                "each stored tool is a ToolExecution in the history",
                tools == evidence.history().completed().getOrDefault("ToolExecution", 0),
                tools + " stored, " + evidence.history().completed());
        int transfers = list(evidence.call().path("transfers")).size();
        check(
                "each stored transfer is a PathTransfer in the history",
                transfers == evidence.history().completed().getOrDefault("PathTransfer", 0),
                transfers + " stored, " + evidence.history().completed());
        rooms();
    }

    private void rooms() {
        List<String> stored = evidence.events("turn.committed").stream()
                .map(event -> event.path("payload").path("text").asString(""))
                .toList();
        List<String> shown = evidence.segments().stream()
                .filter(segment -> segment.role().equals("caller"))
                .map(Segment::text)
                .toList();
        check("the room showed the caller's words as they are stored", stored.equals(shown), stored.toString());
        List<String> spoken = IntStream.rangeClosed(0, evidence.lines().size())
                .mapToObj(turn -> String.join(
                        " ",
                        evidence.payloads("reply.spoken", turn).stream()
                                .map(reply -> reply.path("text").asString(""))
                                .filter(text -> !text.isBlank())
                                .toList()))
                .toList();
        List<String> seen = evidence.segments().stream()
                .filter(segment -> segment.role().equals("agent"))
                .map(Segment::text)
                .toList();
        check("the room showed the agents' words as they are stored", spoken.equals(seen), seen.toString());
    }

    private static int words(JsonNode text) {
        String words = text.asString("").strip();
        return words.isEmpty() ? 0 : words.split("\\s+").length;
    }

    private static List<JsonNode> list(JsonNode array) {
        return array.valueStream().toList();
    }
}
