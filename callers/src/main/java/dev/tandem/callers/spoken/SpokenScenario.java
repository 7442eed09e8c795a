package dev.tandem.callers.spoken;

import dev.tandem.callers.sound.CallersVoice;
import dev.tandem.callers.sound.Pauses;
import dev.tandem.workers.room.Room;
import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workflows.call.api.CallerLine;
import dev.tandem.workflows.call.api.CallerLine.Reason;
import dev.tandem.workflows.call.api.CallerLine.Speaker;
import dev.tandem.workflows.call.api.CallerLine.Words;
import dev.tandem.workflows.call.api.SpokenCaller;
import dev.tandem.workflows.call.api.SpokenCaller.Heard;
import dev.tandem.workflows.scenario.Act;
import dev.tandem.workflows.scenario.Caller;
import dev.tandem.workflows.scenario.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Plays one scenario: speaks a line, listens to the whole answer, understands it, and goes on. */
final class SpokenScenario {

    /** A person considers the agent's answer finished after this pause, ms. */
    private static final int PAUSE_MS = 1_100;

    /** A caller who hears nothing goes on after this time, ms. */
    private static final long ANSWER_MS = 15_000;

    private static final long LONGEST_ANSWER_MS = 60_000;
    private static final long POLL_MS = 20;

    /** What is understood begins so long before the first sound, in samples: a soft consonant is not yet sound. */
    private static final int BEFORE = Recording.RATE / 5;

    /** A backchannel comes after so much of an answer, ms. */
    private static final int SOONEST_MURMUR = 1_500;

    private static final int LATEST_MURMUR = 4_000;

    private final CallerOnTheLine caller;
    private final CallersVoice voice;
    private final SpeechToText ears;
    private final CallerLine personas;
    private final SpokenCaller.Call call;
    private final SplittableRandom random;
    private final List<Heard> heard = new ArrayList<>();
    private final List<Words> said = new ArrayList<>();
    private short @Nullable [] murmur;

    SpokenScenario(
            CallerOnTheLine caller,
            CallersVoice voice,
            SpeechToText ears,
            CallerLine personas,
            SpokenCaller.Call call) {
        this.caller = caller;
        this.voice = voice;
        this.ears = ears;
        this.personas = personas;
        this.call = call;
        this.random = new SplittableRandom(call.seed());
    }

    /** @param recording name of the file that what was heard will be in; null: none */
    SpokenCaller.Facts play(@Nullable String recording) throws InterruptedException {
        if (call.voice().backchannels()) {
            murmur = voice.speak("Mm-hmm.");
        }
        listen(-1, "", new CallerOnTheLine.Spoken(0, 0));
        Reason hungUp = switch (call.caller()) {
            case Caller.Script(List<Line> lines) -> script(lines);
            case Caller.Persona persona -> persona(persona);
        };
        return new SpokenCaller.Facts(heard, hungUp, caller.hasEnded(), recording);
    }

    private @Nullable Reason script(List<Line> lines) throws InterruptedException {
        for (int i = 0; i < lines.size() && !caller.hasEnded(); i++) {
            switch (lines.get(i).act()) {
                case Act.Say(String text) -> listen(i, text, speak(text));
                case Act.Press(String keys) -> {
                    caller.press(keys);
                    listen(i, "(presses " + keys + ")", here());
                }
                case Act.Wait(long ms) -> {
                    CallerOnTheLine.Spoken before = here();
                    TimeUnit.MILLISECONDS.sleep(ms);
                    understand(i, "(waits)", before, caller.recording().firstSound(before.to()));
                }
                case Act.HangUp() -> {
                    understand(i, "(hangs up)", here(), -1);
                    return null;
                }
            }
        }
        return null;
    }

    private @Nullable Reason persona(Caller.Persona persona) throws InterruptedException {
        int line = 0;
        while (!caller.hasEnded()) {
            CallerLine.Next next = personas.next(
                    new CallerLine.Inquiry(persona, call.language(), said, call.seed(), call.workspace()));
            switch (next) {
                case CallerLine.Say(String text) -> listen(line++, text, speak(text));
                case CallerLine.HangUp(Reason reason) -> {
                    return reason;
                }
            }
        }
        return null;
    }

    private CallerOnTheLine.Spoken here() {
        int now = caller.recording().length();
        return new CallerOnTheLine.Spoken(now, now);
    }

    private CallerOnTheLine.Spoken speak(String text) throws InterruptedException {
        said.add(new Words(Speaker.CALLER, text));
        Pauses pauses = call.voice().pauses() ? Pauses.in(text, random) : Pauses.none(text);
        List<short[]> pieces = new ArrayList<>();
        for (int i = 0; i < pauses.parts().size(); i++) {
            if (i > 0) {
                pieces.add(new short[pauses.silences().get(i - 1) * CallersVoice.RATE / 1000]);
            }
            pieces.add(voice.speak(pauses.parts().get(i)));
        }
        return caller.speak(joined(pieces));
    }

    private static short[] joined(List<short[]> pieces) {
        short[] all = new short[pieces.stream().mapToInt(piece -> piece.length).sum()];
        int at = 0;
        for (short[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return all;
    }

    /** Waits for an answer and for its end. */
    private void listen(int line, String text, CallerOnTheLine.Spoken spoken) throws InterruptedException {
        long began = System.nanoTime();
        int murmursAt = murmurTime();
        int first = -1;
        while (!caller.hasEnded()) {
            first = first < 0 ? caller.recording().firstSound(spoken.to()) : first;
            long waited = (System.nanoTime() - began) / 1_000_000;
            if (waited > (first < 0 ? ANSWER_MS : LONGEST_ANSWER_MS) || isOver(first)) {
                break;
            }
            short[] sound = murmur;
            if (sound != null
                    && first >= 0
                    && msBetween(first, caller.recording().length()) > murmursAt) {
                caller.murmur(sound);
                murmursAt += murmurTime();
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
        understand(line, text, spoken, caller.recording().firstSound(spoken.to()));
    }

    private boolean isOver(int first) {
        return first >= 0 && caller.recording().quietMs() >= PAUSE_MS && !caller.agentThinks();
    }

    private int murmurTime() {
        return random.nextInt(SOONEST_MURMUR, LATEST_MURMUR);
    }

    /** @param first where the answer begins; -1: nothing was heard */
    private void understand(int line, String text, CallerOnTheLine.Spoken spoken, int first) {
        Recording recording = caller.recording();
        int end = recording.length();
        String words = first < 0
                ? ""
                : ears.transcribe(
                        SpeechToText.Options.of(call.language()), recording.part(Math.max(0, first - BEFORE), end));
        if (!words.isBlank()) {
            said.add(new Words(Speaker.AGENT, words));
        }
        heard.add(new Heard(
                line,
                text,
                began(spoken),
                words,
                msBetween(0, spoken.to()),
                first < 0 ? null : (long) msBetween(spoken.to(), first),
                recording.begins(spoken.from(), spoken.to()),
                first < 0 ? 0 : recording.soundMs(first, end)));
    }

    /** Sound comes in as it is played, so that the end of the recording is now. */
    private Instant began(CallerOnTheLine.Spoken spoken) {
        return Instant.now()
                .minusMillis(msBetween(spoken.from(), caller.recording().length()));
    }

    private static int msBetween(int from, int to) {
        return (int) ((to - from) * 1000L / Room.INPUT_RATE);
    }
}
