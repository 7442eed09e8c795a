package dev.tandem.examples.demo;

import dev.tandem.callers.SpeakingCaller.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Checks what the shop's phone line promises against the records of the demo's call. */
final class Promises {

    /** Turns of the script, counted from 1. */
    private static final int ASKS_FOR_ORDER = 1;

    private static final int GIVES_ORDER = 2;
    private static final int LONG_ANSWER = 3;
    private static final int ASKS_FOR_INVOICE = 4;
    private static final int GIVES_CUSTOMER = 5;

    private final Evidence evidence;
    private final List<Check> checks = new ArrayList<>();

    private Promises(Evidence evidence) {
        this.evidence = evidence;
    }

    static List<Check> check(Evidence evidence) {
        Promises promises = new Promises(evidence);
        promises.conversation();
        promises.tools();
        promises.transfers();
        promises.agreement();
        return promises.checks;
    }

    private void conversation() {
        hears("the caller is greeted", 0, "help");
        hears("asked for the order number that is missing", ASKS_FOR_ORDER, "order number");
        hears("the caller hears the tool's answer", GIVES_ORDER, "out for delivery");
        hears("asked for the customer number that is missing", ASKS_FOR_INVOICE, "customer number");
        hears("the next agent answers from its tool", GIVES_CUSTOMER, "invoice");
        List<JsonNode> cut = evidence.payloads("reply.spoken", LONG_ANSWER).stream()
                .filter(reply -> reply.path("interrupted").asBoolean(false))
                .toList();
        int played = cut.stream().mapToInt(reply -> words(reply.path("text"))).sum();
        int whole =
                cut.stream().mapToInt(reply -> words(reply.path("full_text"))).sum();
        check(
                "the interrupted reply is recorded as far as it was heard",
                played > 0 && played < whole,
                played + " of " + whole + " words");
    }

    private void tools() {
        List<JsonNode> tools = list(evidence.call().path("tools"));
        check(
                "check_order and find_invoice were used",
                tools.stream()
                        .map(tool -> tool.path("name").asString(""))
                        .toList()
                        .containsAll(List.of("check_order", "find_invoice")),
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

    private void transfers() {
        List<JsonNode> rejected = evidence.payloads("path.rejected", ASKS_FOR_INVOICE);
        check(
                "the transfer without a customer number was rejected",
                rejected.size() == 1
                        && list(rejected.getFirst().path("missing")).stream()
                                .map(JsonNode::asString)
                                .toList()
                                .equals(List.of("customer_id"))
                        && evidence.payloads("path.taken", ASKS_FOR_INVOICE).isEmpty(),
                rejected.toString());
        List<JsonNode> taken = evidence.payloads("path.taken", GIVES_CUSTOMER);
        check(
                "the transfer happened with the customer number",
                taken.size() == 1
                        && taken.getFirst().path("to").asString("").equals("Billing")
                        && taken.getFirst()
                                .path("variables")
                                .path("customer_id")
                                .asString("")
                                .equals("C7781"),
                taken.toString());
    }

    /** Checks that PostgreSQL's rows, Temporal's history and the audio of the room agree. */
    private void agreement() {
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

    private void hears(String name, int answer, String words) {
        String understood = answer < evidence.answers().size()
                ? evidence.answers().get(answer).understood()
                : "nothing";
        check(name, understood.toLowerCase(Locale.ROOT).contains(words), understood);
    }

    private void check(String name, boolean ok, String detail) {
        checks.add(new Check(name, ok, detail));
    }

    private static int words(JsonNode text) {
        String words = text.asString("").strip();
        return words.isEmpty() ? 0 : words.split("\\s+").length;
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
    }
}
