package dev.tandem.workflows.call.api;

import dev.tandem.workflows.call.api.CallerLine.Reason;
import dev.tandem.workflows.scenario.Caller;
import dev.tandem.workflows.scenario.Voice;
import dev.tandem.workflows.workspace.WorkspaceValues;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Speaks a whole scenario in a real room, and tells what was heard there. It runs on the shared queue
 * {@link #TASK_QUEUE}, where it waits for a free caller, and sends heartbeats every second. It is not tried again: a caller who comes a second
 * time meets another call.
 */
@ActivityInterface
public interface SpokenCaller {

    /**
     * The queue of callers who speak. It is another one than that of lines, so that a line does not wait until somebody
     * has finished speaking.
     */
    String TASK_QUEUE = "callers-voice";

    /**
     * @throws io.temporal.failure.ApplicationFailure if the room cannot be joined, nobody answers in it, or the persona's
     *     model fails
     */
    @ActivityMethod(name = "SpokenCaller")
    Facts speak(Call call);

    /**
     * Who calls, and where.
     *
     * @param room LiveKit's name of it
     * @param identity of the caller in the room
     * @param language of the call, BCP 47
     * @param seed of everything that is left to chance
     * @param workspace the workspace variables that a persona's model names
     */
    record Call(
            String room,
            String identity,
            String language,
            Caller caller,
            Voice voice,
            long seed,
            WorkspaceValues workspace) {

        public Call {
            workspace = WorkspaceValues.orNone(workspace);
        }
    }

    /**
     * What was heard. All times come from the recording of the agent's sound.
     *
     * @param lines the greeting first, which has no words of the caller; then one for each act of the caller
     * @param hungUp why a persona hung up; null: its lines were over, or the agent ended the call
     * @param endedByAgent whether the agent ended the call before the caller did
     * @param recording name of the file with what was heard, in the folder of the process; null: it was not kept
     */
    record Facts(
            List<Heard> lines,
            @Nullable Reason hungUp,
            boolean endedByAgent,
            @Nullable String recording) {

        public Facts {
            lines = List.copyOf(lines);
        }
    }

    /**
     * What followed one act of the caller.
     *
     * @param line index of the act, from 0; -1: the greeting
     * @param said the caller's words, or what they did: {@code (presses 1)}
     * @param from when the caller began to speak or to act, by the clock of the caller's machine
     * @param heard the answer as the caller's own recogniser understood it; empty: nothing was heard
     * @param atMs when the caller's last sound left, since the caller joined; of the greeting: 0
     * @param firstSoundMs from the caller's last sound to the first of the answer; null: there was none
     * @param interrupted how often the agent began while the caller still spoke
     * @param soundMs how long the answer sounded, pauses of up to 200 ms included
     */
    record Heard(
            int line,
            String said,
            Instant from,
            String heard,
            long atMs,
            @Nullable Long firstSoundMs,
            int interrupted,
            long soundMs) {}
}
