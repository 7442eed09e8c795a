package dev.tandem.callers.spoken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.callers.sound.CallersVoice;
import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.audio.SpokenClause;
import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workers.room.memory.MemoryRooms;
import dev.tandem.workers.speech.Speech;
import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workflows.call.api.CallerLine;
import dev.tandem.workflows.call.api.SpokenCaller;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.scenario.Act;
import dev.tandem.workflows.scenario.Caller;
import dev.tandem.workflows.scenario.Line;
import dev.tandem.workflows.scenario.Voice;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A caller speaks in a room in memory with an agent who answers each utterance by the next line of a list. */
class SpokenCallsIT {

    private static final ProviderConfig LOCAL =
            new ProviderConfig("local", JsonMapper.shared().readTree("{\"provider\": \"local\"}"));
    private static final Speech SPEECH = Speech.load();
    private static final TextToSpeech VOICE = SPEECH.textToSpeech(LOCAL);
    private static final SpeechToText EARS = SPEECH.speechToText(LOCAL);

    @AfterAll
    static void close() {
        SPEECH.close();
    }

    @Test
    void tellsWhatWasHeardAndWhen(@TempDir Path folder) throws Exception {
        try (Pacer pacer = new Pacer();
                MemoryRooms rooms = new MemoryRooms();
                Agent agent = new Agent(rooms, pacer, "Welcome to the shop.", "Your order is on its way.")) {
            CallerLine nobody = _ -> {
                throw new AssertionError("a script asks no persona");
            };
            CallerRooms callers = (room, identity, listener) -> {
                var caller = rooms.joinAsCaller(room, identity, Map.of(), listener);
                agent.speak();
                return caller;
            };
            SpokenCaller.Facts facts = new SpokenCalls(callers, new CallersVoice(VOICE), EARS, nobody, pacer, folder)
                    .play(call(new Act.Say("Where is my order?"), new Act.HangUp(), new Act.Say("Hello?")));

            assertThat(facts.lines()).hasSize(3);
            SpokenCaller.Heard greeting = facts.lines().getFirst();
            assertThat(greeting.line()).isEqualTo(-1);
            assertThat(greeting.heard().toLowerCase(Locale.ROOT)).contains("welcome to the shop");
            SpokenCaller.Heard answer = facts.lines().get(1);
            assertThat(answer.said()).isEqualTo("Where is my order?");
            assertThat(answer.heard().toLowerCase(Locale.ROOT)).contains("your order is on its way");
            // The agent answers after half a second of silence.
            assertThat(answer.firstSoundMs()).isBetween(450L, 1_200L);
            assertThat(answer.soundMs()).isBetween(900L, 2_500L);
            assertThat(answer.interrupted()).isZero();
            assertThat(facts.lines().getLast().said()).isEqualTo("(hangs up)");
            assertThat(facts.hungUp()).isNull();
            assertThat(facts.endedByAgent()).isFalse();
            assertThat(folder.resolve(String.valueOf(facts.recording()))).isNotEmptyFile();
        }
    }

    private static SpokenCaller.Call call(Act... acts) {
        List<Line> lines =
                List.of(acts).stream().map(act -> new Line(act, List.of())).toList();
        return new SpokenCaller.Call(
                Agent.ROOM, "caller", "en-US", new Caller.Script(lines), Voice.CLEAR, 1, WorkspaceValues.NONE);
    }

    /** Says its lines, the first at once and each other one behind half a second of silence. */
    private static final class Agent implements AutoCloseable, RoomListener {

        static final String ROOM = "room-1";
        private static final int QUIET = 50;

        private final Queue<short[]> lines = new ArrayDeque<>();
        private final Pacer pacer;
        private final Room room;
        private final Playout playout;
        private int quiet;
        private boolean heard;

        Agent(MemoryRooms rooms, Pacer pacer, String... lines) throws InterruptedException {
            this.pacer = pacer;
            for (String line : lines) {
                List<short[]> pieces = new ArrayList<>();
                VOICE.speak(line, TextToSpeech.Options.DEFAULT, pieces::add);
                this.lines.add(joined(pieces));
            }
            this.room = rooms.join(ROOM, "agent", Map.of(), () -> {}, this);
            this.playout = new Playout(room::send, new Playout.Listener() {
                @Override
                public void clauseStarted(SpokenClause clause, long at) {}

                @Override
                public void drained() {}

                @Override
                public void stalled() {}
            });
            pacer.add(playout);
        }

        private static short[] joined(List<short[]> pieces) {
            short[] all =
                    new short[pieces.stream().mapToInt(piece -> piece.length).sum()];
            int at = 0;
            for (short[] piece : pieces) {
                System.arraycopy(piece, 0, all, at, piece.length);
                at += piece.length;
            }
            return all;
        }

        @Override
        public void audio(short[] samples, int length) {
            long sum = 0;
            for (int i = 0; i < length; i++) {
                sum += Math.abs(samples[i]);
            }
            boolean sound = sum > 100L * length;
            heard |= sound;
            quiet = sound ? 0 : quiet + 1;
            if (heard && quiet == QUIET) {
                heard = false;
                speak();
            }
        }

        synchronized void speak() {
            short[] line = lines.poll();
            if (line != null) {
                playout.offer(new SpokenClause(""), line);
            }
        }

        @Override
        public void close() {
            pacer.remove(playout);
            room.close();
        }
    }
}
