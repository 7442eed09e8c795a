package dev.tandem.callers.spoken;

import dev.tandem.callers.sound.CallersVoice;
import dev.tandem.callers.sound.Line;
import dev.tandem.callers.sound.WaveFile;
import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.room.RoomException;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workflows.call.api.CallerLine;
import dev.tandem.workflows.call.api.SpokenCaller;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Has simulated callers speak scenarios in real rooms. One object serves all calls of a process. */
public final class SpokenCalls implements SpokenCaller {

    /** Type of the failure of a caller who cannot call. */
    static final String FAILURE = "spoken-caller";

    private final CallerRooms rooms;
    private final CallersVoice voice;
    private final SpeechToText ears;
    private final CallerLine personas;
    private final Pacer pacer;
    private final @Nullable Path recordings;

    /** @param recordings folder in which what was heard is kept; null: it is not */
    public SpokenCalls(
            CallerRooms rooms,
            CallersVoice voice,
            SpeechToText ears,
            CallerLine personas,
            Pacer pacer,
            @Nullable Path recordings) {
        this.rooms = rooms;
        this.voice = voice;
        this.ears = ears;
        this.personas = personas;
        this.pacer = pacer;
        this.recordings = recordings;
    }

    @Override
    public Facts speak(Call call) {
        ActivityExecutionContext activity = Activity.getExecutionContext();
        try (Heartbeats _ = new Heartbeats(activity, Thread.currentThread())) {
            return play(call);
        } catch (RoomException | SpeechException | CompletionException fault) {
            throw ApplicationFailure.newNonRetryableFailure(String.valueOf(fault.getMessage()), FAILURE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(stopping);
        }
    }

    /** Plays a scenario to its end. */
    Facts play(Call call) throws InterruptedException {
        Line line = new Line(call.voice(), call.seed());
        try (CallerOnTheLine caller = new CallerOnTheLine(rooms, call.room(), call.identity(), line, pacer)) {
            String file = recordings == null ? null : UUID.randomUUID() + ".wav";
            Facts facts = new SpokenScenario(caller, voice, ears, personas, call).play(file);
            if (recordings != null && file != null) {
                WaveFile.write(recordings.resolve(file), caller.recording().all());
            }
            return facts;
        }
    }
}
