package dev.tandem.workers.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests what every kind of room does, with an agent and its caller in one room. */
public abstract class RoomContract {

    protected final String name = newRoom();
    protected final RecordingListener agentHears = new RecordingListener();
    protected final RecordingListener callerHears = new RecordingListener();
    protected Room agent;
    protected CallerRoom caller;

    protected abstract Rooms rooms();

    protected abstract CallerRoom caller(String room, String identity, RoomListener listener);

    protected abstract CallerRoom callerInWriting(String room, String identity, RoomListener listener);

    protected static String newRoom() {
        return "room-" + UUID.randomUUID();
    }

    /** Waits long enough for a machine that has other things to do. */
    protected static ConditionFactory eventually() {
        return Awaitility.await().pollInterval(Duration.ofMillis(10)).atMost(Duration.ofSeconds(60));
    }

    protected final Room agent(String room, String identity, RoomListener listener) {
        return rooms().join(room, identity, Map.of("lk.agent.state", "initializing"), () -> {}, listener);
    }

    @BeforeEach
    void joinBoth() {
        agent = agent(name, "agent", agentHears);
        caller = caller(name, "caller", callerHears);
        eventually().untilAsserted(() -> {
            assertThat(agent.caller().trackId()).isNotEmpty();
            assertThat(caller.caller().trackId()).isNotEmpty();
        });
    }

    @AfterEach
    void leave() {
        caller.close();
        agent.close();
    }

    /**
     * Returns what the agent has heard up to here. Events of one sender come in order, so nothing from before is still
     * to come.
     */
    private List<String> heardFromTheCaller() {
        String marker = "marker " + UUID.randomUUID();
        caller.text("lk.chat", marker, Map.of());
        eventually().until(() -> agentHears.events.contains("chat " + marker));
        return agentHears.events.stream()
                .filter(event -> !event.equals("chat " + marker))
                .toList();
    }

    @Test
    void eachHearsTheTonesOfTheOther() {
        try (var _ = new ToneSpeaker(agent, 440);
                var _ = new ToneSpeaker(caller, 1000)) {
            eventually().untilAsserted(() -> {
                assertThat(callerHears.sound.hertz()).isCloseTo(440, within(15));
                assertThat(agentHears.sound.hertz()).isCloseTo(1000, within(15));
            });
        }
    }

    @Test
    void tellsWhenWhatItShowsHasArrived() {
        agent.text("lk.transcription", "Hello.", Map.of("lk.segment_id", "1"));
        assertThat(agent.shown()).succeedsWithin(Duration.ofSeconds(5));

        Room left = agent(newRoom(), "agent", new RecordingListener());
        left.close();
        assertThat(left.shown()).isCompleted();
    }

    @Test
    void isAudibleWhenSomebodyHearsIt() {
        assertThat(agent.audible()).succeedsWithin(Duration.ofSeconds(5));

        try (Room alone = agent(newRoom(), "agent", new RecordingListener())) {
            assertThat(alone.audible()).isNotDone();
        }
    }

    @Test
    void isTakenToBeAudibleForACallerWhoOnlyReads() {
        String room = newRoom();
        try (Room speaking = agent(room, "agent", new RecordingListener());
                Room reading = callerInWriting(room, "caller", new RecordingListener())) {
            assertThat(speaking.audible()).succeedsWithin(Duration.ofSeconds(5));
            assertThat(reading.audible()).isCompleted();
        }
    }

    @Test
    void theAgentIsAnAgentToItsCallerAndTheCallerIsNot() {
        assertThat(agent.caller().identity()).isEqualTo("caller");
        assertThat(caller.caller().identity()).isEqualTo("agent");
        assertThat(agentHears.events).containsExactly("joined caller");
        assertThat(callerHears.events).containsExactly("joined agent");
    }

    @Test
    void theCallerIsWhoCameFirstAndNoOperator() {
        try (var operator = caller(name, "operator-1", new RecordingListener());
                var other = caller(name, "other", new RecordingListener())) {
            operator.text("lk.chat", "of an operator", Map.of());
            other.text("lk.chat", "of somebody else", Map.of());
            other.press('1');
            other.text("notes", "seen", Map.of());
            operator.text("notes", "seen", Map.of());
            eventually()
                    .untilAsserted(() -> assertThat(agentHears.texts)
                            .extracting(RecordingListener.Text::identity)
                            .containsExactlyInAnyOrder("operator-1", "other"));

            assertThat(agent.caller().identity()).isEqualTo("caller");
            assertThat(agentHears.events).containsExactly("joined caller");
        }
    }

    @Test
    void typedInputAndKeysReachTheAgent() {
        caller.text("lk.chat", "my number is", Map.of());
        caller.press('4');
        caller.press('#');

        eventually()
                .untilAsserted(() -> assertThat(agentHears.events)
                        .contains("chat my number is")
                        .containsSubsequence("key 4", "key #"));
    }

    @Test
    void transcriptionsReachTheCallerInOrderWithTheirAttributes() {
        for (var word : new String[] {"one", "two", "three"}) {
            agent.text("lk.transcription", word, Map.of("lk.segment_id", "S_" + word));
        }

        eventually()
                .untilAsserted(() -> assertThat(callerHears.texts)
                        .extracting(
                                RecordingListener.Text::topic,
                                RecordingListener.Text::identity,
                                text -> text.text(),
                                text -> text.attributes().get("lk.segment_id"))
                        .containsExactly(
                                tuple("lk.transcription", "agent", "one", "S_one"),
                                tuple("lk.transcription", "agent", "two", "S_two"),
                                tuple("lk.transcription", "agent", "three", "S_three")));
    }

    @Test
    void theCallerSeesTheAgentsStateFromTheStartAndAsItChanges() {
        assertThat(callerHears.attributes).containsEntry("lk.agent.state", "initializing");

        agent.attributes(Map.of("lk.agent.state", "thinking"));
        agent.attributes(Map.of("lk.agent.state", "speaking"));

        eventually()
                .untilAsserted(() -> assertThat(callerHears.attributes).containsEntry("lk.agent.state", "speaking"));
        assertThat(callerHears.changes)
                .extracting(change -> change.get("lk.agent.state"))
                .containsExactly("initializing", "thinking", "speaking");
    }

    @Test
    void aCallerWhoHangsUpHasLeft() {
        caller.close();

        eventually().untilAsserted(() -> assertThat(agentHears.events).contains("left caller"));
    }

    @Test
    void aCallerWhoIsHungUpOnHasLeft() {
        rooms().hangUp(name, "caller");

        eventually().untilAsserted(() -> {
            assertThat(agentHears.events).containsExactly("joined caller", "left caller");
            assertThat(callerHears.events).contains("disconnected PARTICIPANT_REMOVED");
        });
    }

    @Test
    void hangingUpOnNobodyDoesNothing() {
        rooms().hangUp(name, "nobody");
        rooms().hangUp("no room", "caller");

        assertThat(heardFromTheCaller()).containsExactly("joined caller");
        assertThat(callerHears.events).containsExactly("joined agent");
    }

    @Test
    void aCallerWhoReplacesItselfIsLostAndComesBackAndIsHeardAgain() {
        var secondHears = new RecordingListener();
        try (var second = caller(name, "caller", secondHears);
                var _ = new ToneSpeaker(second, 700)) {
            eventually()
                    .untilAsserted(() -> assertThat(agentHears.events)
                            .containsExactly("joined caller", "lost caller", "joined caller"));
            eventually()
                    .untilAsserted(() -> assertThat(agentHears.sound.hertz()).isCloseTo(700, within(15)));
        }
        eventually().untilAsserted(() -> assertThat(callerHears.events).contains("evicted"));
    }

    @Test
    void anotherAgentOfTheSameIdentityEvictsTheFirst() {
        var secondHears = new RecordingListener();
        try (var second = agent(name, "agent", secondHears);
                var _ = new ToneSpeaker(second, 500)) {
            eventually().untilAsserted(() -> assertThat(agentHears.events).contains("evicted"));
            assertThat(agentHears.events).noneMatch(event -> event.startsWith("disconnected"));
            eventually()
                    .untilAsserted(() -> assertThat(callerHears.sound.hertz()).isCloseTo(500, within(15)));
            assertThat(secondHears.events).containsExactly("joined caller");
        }
    }

    @Test
    void whomTheFenceStopsIsNotInTheRoom() {
        assertThatThrownBy(() -> rooms().join(
                                name,
                                "agent",
                                Map.of(),
                                () -> {
                                    throw new IllegalStateException("a successor is there");
                                },
                                new RecordingListener()))
                .hasMessage("a successor is there");

        agent.text("lk.transcription", "still here", Map.of());
        eventually().untilAsserted(() -> assertThat(callerHears.texts).hasSize(1));
        assertThat(callerHears.events).containsExactly("joined agent");
    }

    @Test
    void aClosedRoomDoesNothing() {
        agent.close();

        agent.send(new short[Room.OUTPUT_FRAME]);
        agent.text("lk.chat", "too late", Map.of());
        agent.attributes(Map.of("late", "yes"));
        agent.close();

        eventually().untilAsserted(() -> assertThat(callerHears.events).contains("left agent"));
        assertThat(callerHears.attributes).doesNotContainKey("late");
        assertThat(callerHears.texts).isEmpty();
    }

    @Test
    void aListenerThatFailsOnAnEventIsToldTheNext() {
        String room = newRoom();
        var hears = new RecordingListener();
        try (var failing = agent(room, "agent", new RoomListener() {
                    @Override
                    public void callerJoined(String identity) {
                        throw new IllegalStateException("on purpose");
                    }

                    @Override
                    public void chat(String text) {
                        hears.chat(text);
                    }
                });
                var speaker = caller(room, "caller", new RecordingListener())) {
            eventually().until(() -> !failing.caller().identity().isEmpty());
            speaker.text("lk.chat", "hello", Map.of());
            eventually().untilAsserted(() -> assertThat(hears.events).containsExactly("chat hello"));
        }
    }
}
