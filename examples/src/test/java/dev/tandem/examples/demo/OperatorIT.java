package dev.tandem.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.callers.TandemClient;
import dev.tandem.callers.TypingCaller;
import dev.tandem.examples.shop.ShopBackend;
import dev.tandem.examples.shop.ShopDocument;
import dev.tandem.stack.run.LocalStack;
import dev.tandem.stack.run.PublishedWorkflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Gives every operator's command in live calls on the whole stack. */
class OperatorIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ROUNDS = 6;

    private static final List<List<String>> COMMANDS = List.of(
            List.of("{'command': 'pause'}", "{'command': 'resume'}"),
            List.of("{'command': 'say', 'text': 'One moment.'}"),
            List.of("{'command': 'correct_variable', 'name': 'customer_id', 'value': 'C7781'}"),
            List.of("{'command': 'take_over'}", "{'command': 'hand_back'}"));

    @Test
    void anOperatorHasItsWayWithALiveCall() throws Exception {
        try (ShopBackend backend = ShopBackend.start(0);
                LocalStack stack =
                        LocalStack.builder().toolsReach(backend.url()).start();
                TandemClient api = new TandemClient(stack.api().toString(), stack.apiKey())) {
            PublishedWorkflow shop = stack.publish("The Lakeside shop", ShopDocument.withBackend(backend.url()));
            JsonNode started = call(api, shop);
            try (TypingCaller caller = new TypingCaller(started, true)) {
                new Operated(api, started, caller).play();
            }
            JsonNode restless = call(api, shop);
            try (TypingCaller caller = new TypingCaller(restless, true)) {
                new Operated(api, restless, caller).playAllAtOnce();
            }
        }
    }

    private static JsonNode call(TandemClient api, PublishedWorkflow shop) throws InterruptedException {
        return api.post("/api/calls", JSON.createObjectNode().put("workflow_id", shop.id()));
    }

    private record Operated(TandemClient api, JsonNode started, TypingCaller caller) {

        void play() throws InterruptedException {
            await().atMost(PATIENCE).until(() -> types().contains("reply.spoken"));
            whatIsSaidInAPauseIsAnsweredAfterIt();
            theAgentSaysWhatTheOperatorWrites();
            theCallMovesWithWhatTheOperatorKnows();
            theOperatorSpeaksInPerson();
            command("{'command': 'end', 'text': 'Goodbye from all of us.'}");
            await().atMost(PATIENCE).until(() -> types().contains("call.ended"));
            await("the caller is hung up on")
                    .atMost(PATIENCE)
                    .until(() -> caller.disconnected().equals("PARTICIPANT_REMOVED"));

            assertThat(texts("reply.spoken")).last().asString().contains("Goodbye from all of us.");
            assertThat(types().stream().filter(type -> type.startsWith("operator.")))
                    .containsExactly(
                            "operator.paused",
                            "operator.said",
                            "operator.resumed",
                            "operator.said",
                            "operator.corrected_variable",
                            "operator.forced_path",
                            "operator.refused",
                            "operator.took_over",
                            "operator.handed_back",
                            "operator.ended");
            assertThat(events().stream()
                            .map(event -> event.path("payload").path("turn").asInt(0))
                            .toList())
                    .as("turns never go back")
                    .filteredOn(turn -> turn > 0)
                    .isSorted();
            assertThat(api.get(path()).path("status").asString()).isEqualTo("completed");
        }

        /** Gives commands at the moments in which the caller speaks and is answered. */
        void playAllAtOnce() throws InterruptedException {
            await().atMost(PATIENCE).until(() -> types().contains("reply.spoken"));
            Random moments = new Random(5);
            List<String> said = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                String words = "Where is my order A" + (1_000 + round) + "?";
                caller.type(words);
                said.add(words);
                Thread.sleep(moments.nextInt(400));
                for (String command : COMMANDS.get(round % COMMANDS.size())) {
                    command(command);
                    Thread.sleep(moments.nextInt(150));
                }
            }
            await().atMost(PATIENCE).until(() -> texts("turn.committed").size() == ROUNDS);
            command("{'command': 'end'}");
            await().atMost(PATIENCE).until(() -> types().contains("call.ended"));

            assertThat(texts("turn.committed"))
                    .as("each utterance once, in order")
                    .isEqualTo(said);
            assertThat(events().stream().map(event -> event.path("sequence").asInt()))
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(events().stream()
                            .filter(event -> event.path("type").asString().equals("tool.started"))
                            .map(event -> event.at("/payload/key").asString()))
                    .as("no tool twice")
                    .doesNotHaveDuplicates();
            assertThat(types()).as("every command was obeyed").doesNotContain("operator.refused");
        }

        private void whatIsSaidInAPauseIsAnsweredAfterIt() throws InterruptedException {
            command("{'command': 'pause'}");
            await().atMost(PATIENCE).until(() -> types().contains("operator.paused"));
            caller.type("Where is my order A1234?");
            await().atMost(PATIENCE).until(() -> caller.shown().toString().contains("Where is my order A1234?"));
            command("{'command': 'say', 'text': 'One moment.'}");
            await().atMost(PATIENCE).until(() -> caller.shown().toString().contains("One moment."));
            assertThat(types())
                    .as("the worker has heard the caller, and since then said something")
                    .doesNotContain("tool.started");

            command("{'command': 'resume'}");
            await().atMost(PATIENCE)
                    .until(() -> texts("reply.spoken").toString().contains("out for delivery"));
        }

        private void theAgentSaysWhatTheOperatorWrites() throws InterruptedException {
            command("{'command': 'say', 'text': 'Our van is in your street.'}");
            await().atMost(PATIENCE).until(() -> caller.shown().toString().contains("Our van is in your street."));
        }

        private void theCallMovesWithWhatTheOperatorKnows() throws InterruptedException {
            command("{'command': 'correct_variable', 'name': 'customer_id', 'value': 'C7781'}");
            command("{'command': 'force_path', 'path_id': 'orders-billing'}");
            await().atMost(PATIENCE)
                    .until(() -> api.get(path()).path("agent").asString("").equals("Billing"));
            assertThat(api.get(path()).at("/variables/customer_id").asString()).isEqualTo("C7781");
            caller.type("What was on my last invoice?");
            await().atMost(PATIENCE)
                    .until(() -> texts("reply.spoken").toString().contains("42.50"));
        }

        private void theOperatorSpeaksInPerson() throws InterruptedException {
            command("{'command': 'resume'}");
            JsonNode given = command("{'command': 'take_over'}");
            assertThat(given.has("livekit")).as("no token before it is decided").isFalse();
            await().atMost(PATIENCE).until(() -> followed(given).path("livekit").isObject());
            int replies = texts("reply.spoken").size();
            try (TypingCaller operator = new TypingCaller(followed(given), true)) {
                operator.type("This is Anna; I am not the caller.");
                caller.type("Who is speaking now?");
                await().atMost(PATIENCE).until(() -> texts("turn.committed").contains("Who is speaking now?"));
                caller.type("All right.");
                await().atMost(PATIENCE).until(() -> texts("turn.committed").contains("All right."));
                command("{'command': 'hand_back'}");
                await().atMost(PATIENCE).until(() -> types().contains("operator.handed_back"));
                await("the operator is shown out")
                        .atMost(PATIENCE)
                        .until(() -> operator.disconnected().equals("PARTICIPANT_REMOVED"));
                assertThat(followed(given).path("livekit").isNull())
                        .as("no other token afterwards")
                        .isTrue();
            }
            assertThat(texts("reply.spoken")).hasSize(replies);
            assertThat(texts("turn.committed").toString()).doesNotContain("Anna");
            caller.type("Thank you.");
            await().atMost(PATIENCE).until(() -> texts("reply.spoken").size() > replies);
        }

        private JsonNode command(String body) throws InterruptedException {
            return api.post(path() + "/commands", JSON.readValue(body.replace('\'', '"'), ObjectNode.class));
        }

        private JsonNode followed(JsonNode given) throws InterruptedException {
            return api.get(path() + "/commands/" + given.path("id").asString());
        }

        private String path() {
            return "/api/calls/" + started.path("id").asString();
        }

        private List<JsonNode> events() throws InterruptedException {
            return StreamSupport.stream(
                            api.get(path() + "/events?limit=200").path("items").spliterator(), false)
                    .toList();
        }

        private List<String> types() throws InterruptedException {
            return events().stream().map(event -> event.path("type").asString()).toList();
        }

        private List<String> texts(String type) throws InterruptedException {
            return events().stream()
                    .filter(event -> event.path("type").asString().equals(type))
                    .map(event -> event.path("payload").path("text").asString())
                    .toList();
        }
    }
}
