package dev.tandem.workers.listen;

import com.google.re2j.Pattern;
import dev.tandem.workers.audio.AudioRing;
import dev.tandem.workers.log.CallLog;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workers.speech.TurnEnd;
import dev.tandem.workers.speech.VoiceActivity;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.TurnTaking;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the audio of one caller into utterances. It recognises speculatively in pauses, so that the transcript is there
 * when the wait for the end is over. Silence is never decoded.
 */
public final class SpeechInput implements AutoCloseable {

    /** Takes what was heard, on the listening thread and in order. Times are nanoseconds of {@link System#nanoTime}. */
    public interface Listener {

        /** The caller has spoken for {@code min_interruption_ms}. */
        void interrupting(long at);

        /** Reports the words of an utterance that is still under way. */
        void words(String soFar);

        /** The caller has paused after words that sound finished, and may still go on. */
        void perhaps(String text);

        /** The caller went on after a pause, and after an {@link #early} end that nobody had taken. */
        void wentOn();

        /** Whether nobody but the caller speaks, so that the end of what they say may be found early. Any thread. */
        boolean agentIsSilent();

        /**
         * An utterance is most probably over. It is given to {@link #due} next, unless the caller goes on; and then to
         * {@link #utterance}, unless somebody has taken it.
         */
        void early(EarlyEnd end);

        /** As much silence has passed as would have ended the utterance without an early end. */
        void due(EarlyEnd end);

        /** An utterance is over; its text is not blank. */
        void utterance(String text, long lastVoicedAt, double sttMs);

        /**
         * What sounded like speech is nobody's: it went on for too long without a pause, as music does, or a voicemail
         * said it.
         */
        void passedOver();

        /** What sounded like speech held no words. */
        void noWords();

        /** Speech could not be recognised. */
        void deaf(SpeechException fault);

        /** What the caller said is lost, because it could not be recognised. */
        void unheard();

        /** Nothing will be heard any more: the thread that listens has ended with this fault. */
        void broken(Throwable fault);
    }

    /** Windows after which a line may be known to be quiet, 128 ms. */
    private static final int QUIET = 4;

    private static final Logger LOG = LoggerFactory.getLogger(SpeechInput.class);

    /** The words of an utterance are waited for at most this long after its end, ms. */
    private static final long WORDS_MS = 10_000;

    private final AudioRing ring = new AudioRing(2 * 16_000);
    private final Duration longest;
    private final VoiceActivity vad;
    private final Recogniser recogniser;
    private final Listener listener;

    /** The transcript that the last pause asked for; null if nobody pauses. */
    private @Nullable CompletableFuture<String> guess;

    /** Whether the guess has decided which silence ends the utterance. */
    private boolean judged;

    /** What the words of the guess decided; null if there are none. */
    private @Nullable EndpointingDelay delay;

    private String guessed = "";

    /** What the voice was asked for at the last pause; null if it was not, or has been heard. */
    private @Nullable CompletableFuture<Double> verdict;

    /** Whether the line was quiet enough, when the voice was asked for, to believe it. */
    private boolean clear;

    /** Whether this pause may end the utterance early. */
    private boolean mayEndEarly;

    private boolean voiceAsked;

    /** The early end of the utterance under way; null if there is none. */
    private volatile @Nullable EarlyEnd early;

    private long lastVoicedAt;
    private SpeechDetector detector;
    private VoiceLevel level = new VoiceLevel();
    private TurnTaking turnTaking;
    private volatile boolean hears;

    /** The sound of the utterance; null if nobody judges it. */
    private final @Nullable UtteranceSound sound;

    private final TurnEnd turnEnd;

    /** Whether keys were pressed in the utterance under way or before it. Whoever presses keys may go on pressing. */
    private volatile boolean keyed;

    private volatile boolean phone;

    /** Whether what sounds now is taken for music: it has gone on for the longest time without a pause. */
    private volatile boolean music;

    private volatile Agent agent;
    private volatile List<Pattern> codes = List.of();

    /**
     * Begins to listen.
     *
     * @param recognisers by the agent that listens
     * @param turnEnd judges the caller's voice, where it knows the language
     * @param longest speech that does not end is cut after this time
     */
    public SpeechInput(
            VoiceActivity vad,
            Function<Agent, SpeechToText> recognisers,
            TurnEnd turnEnd,
            String language,
            Agent agent,
            Duration longest,
            Listener listener) {
        this.turnEnd = turnEnd;
        this.sound = turnEnd.knows(language) ? new UtteranceSound() : null;
        this.longest = longest;
        this.vad = vad;
        this.agent = agent;
        this.turnTaking = agent.turnTaking();
        this.detector = new SpeechDetector(agent.vad(), turnTaking, longest);
        this.listener = listener;
        this.recogniser = new Recogniser(recognisers, SpeechToText.Options.of(language), agent, listener);
        // Native code runs on this thread. It would hold a carrier of virtual threads.
        var _ = Thread.ofPlatform().daemon().name("ears").start(CallLog.inherited(this::listen));
    }

    /** Takes 16 kHz samples; never blocks. */
    public void audio(short[] samples, int length) {
        ring.write(samples, length);
    }

    /** Sets whether {@link Listener#words} is called during an utterance. */
    public void wantWords(boolean wanted) {
        recogniser.wantWords(wanted);
    }

    /** Sets the patterns of the numbers and codes that the caller may be asked for. */
    public void expect(List<Pattern> patterns) {
        codes = List.copyOf(patterns);
    }

    /** Notes that the caller pressed a key. The end of what they say meanwhile is not found early. */
    public void keyPressed() {
        keyed = true;
    }

    /** Notes that the caller is on the phone. */
    public void onThePhone() {
        phone = true;
    }

    /** Whether an utterance is under way. Music is none, and one that was taken before its end is over. */
    public boolean hears() {
        EarlyEnd ending = early;
        return hears && !music && (ending == null || !ending.isTaken());
    }

    /** Listens as this agent wants it, and with its recogniser, from the next utterance on. */
    public void tune(Agent active) {
        agent = active;
    }

    @Override
    public void close() {
        ring.close();
    }

    @SuppressWarnings("CatchingUnchecked") // a call whose caller is not heard must not go on, whatever the reason
    private void listen() {
        float[] window = new float[VoiceActivity.WINDOW];
        try (vad;
                recogniser) {
            while (ring.read(window)) {
                hear(window);
            }
        } catch (Throwable fault) {
            listener.broken(fault);
        }
    }

    /**
     * Takes one window. The recogniser is told of a voice before it gets the audio that shows it, and of an end after
     * the audio.
     */
    private void hear(float[] window) {
        float probability = vad.probability(window, 0);
        boolean faded = hears && level.hasFaded(window);
        UtteranceSound heard = sound;
        if (heard != null) {
            heard.add(window);
        }
        letGoOfTaken();
        judge();
        detector.pauseAfter(level.isClear(QUIET) ? recogniser.pauseMs() : SpeechToText.PAUSE_MS);
        SpeechDetector.Signal signal = detector.window(faded ? 0 : probability);
        if (!hears) {
            recogniser.serve(agent);
        }
        if (detector.silenceMs() == 0) {
            lastVoicedAt = System.nanoTime();
        }
        switch (signal) {
            case STARTED -> begin(window);
            case INTERRUPTING -> {
                if (!music) {
                    listener.interrupting(System.nanoTime());
                }
            }
            case PAUSED -> guess();
            case RESUMED -> goOn(window);
            case PROBABLY_OVER -> endEarly();
            case DUE -> due();
            case ENDED, CUT, NONE -> {}
        }
        if (mayEndEarly && detector.silenceMs() >= SpeechToText.PAUSE_MS) {
            askVoice();
        }
        recogniser.audio(window);
        if (signal == SpeechDetector.Signal.ENDED || signal == SpeechDetector.Signal.CUT) {
            end(signal == SpeechDetector.Signal.CUT);
        }
        judge();
    }

    private void begin(float[] window) {
        forgetPause();
        hears = recogniser.started();
        level = new VoiceLevel();
        var _ = level.hasFaded(window);
        if (sound != null) {
            sound.begins();
        }
    }

    private void guess() {
        if (!hears || music) {
            return;
        }
        guess = recogniser.paused();
        judged = false;
        mayEndEarly = !keyed && listener.agentIsSilent();
        voiceAsked = false;
    }

    /** Asks the voice, once in a pause. More silence makes everything sound finished. */
    private void askVoice() {
        UtteranceSound heard = sound;
        if (voiceAsked || heard == null || turnTaking.endOfTurn() != TurnTaking.EndOfTurn.SMART) {
            return;
        }
        voiceAsked = true;
        clear = level.isClear();
        verdict = turnEnd.finished(heard.upToNow());
    }

    private void goOn(float[] window) {
        EarlyEnd ending = early;
        if (ending != null && !ending.withdraw()) {
            letGo();
            begin(window);
            return;
        }
        forgetPause();
        recogniser.resumed();
        listener.wentOn();
    }

    private void endEarly() {
        EarlyEnd ending = new EarlyEnd(guessed, lastVoicedAt, System.nanoTime());
        early = ending;
        listener.early(ending);
    }

    private void due() {
        EarlyEnd ending = early;
        if (ending != null) {
            listener.due(ending);
        }
    }

    /** Lets go of an utterance that was taken before its end. */
    private void letGoOfTaken() {
        EarlyEnd ending = early;
        if (ending != null && ending.isTaken()) {
            letGo();
            forget();
        }
    }

    /** Ends an utterance whose words somebody has. */
    private void letGo() {
        var _ = recogniser.ended();
    }

    private void forgetPause() {
        CompletableFuture<Double> asked = verdict;
        if (asked != null) {
            asked.cancel(false);
        }
        guess = null;
        verdict = null;
        delay = null;
        early = null;
        mayEndEarly = false;
    }

    /** Decides which silence ends this utterance, as soon as the words of the pause and the verdict are there. */
    private void judge() {
        judgeGuess();
        judgeVoice();
        if (hears && recogniser.takesTurnForOver()) {
            judgeByRecogniser();
        }
    }

    private void judgeGuess() {
        CompletableFuture<String> asked = guess;
        if (judged || asked == null || !asked.isDone()) {
            return;
        }
        judged = true;
        guessed = asked.isCompletedExceptionally() ? "" : asked.join().strip();
        EndpointingDelay byWords = EndpointingDelay.with(guessed, turnTaking, codes);
        if (!guessed.isEmpty() && !AnsweringMachine.speaks(guessed)) {
            delay = byWords;
            if (byWords.finished()) {
                listener.perhaps(guessed);
            }
        }
        detector.endAfter(byWords.silenceMs());
    }

    /** Takes the verdict on the voice. One that failed, or comes when the wait is over, changes nothing. */
    private void judgeVoice() {
        CompletableFuture<Double> asked = verdict;
        EndpointingDelay byWords = delay;
        if (asked == null || byWords == null || !asked.isDone()) {
            return;
        }
        verdict = null;
        if (asked.isCompletedExceptionally()) {
            LOG.atWarn().setCause(asked.exceptionNow()).log("the end of a turn could not be judged by the voice");
            return;
        }
        double finished = asked.join();
        EndpointingDelay both = byWords.and(new EndpointingDelay.Sound(finished, clear, phone), turnTaking);
        LOG.atDebug()
                .addKeyValue("finished", finished)
                .addKeyValue("clear", clear)
                .addKeyValue("words_ms", byWords.silenceMs())
                .addKeyValue("ms", both.silenceMs())
                .log("a pause was judged");
        wait(both);
    }

    private void judgeByRecogniser() {
        detector.endAfter(turnTaking.endpointingMinMs());
        EndpointingDelay byWords = delay;
        if (byWords != null && mayEndEarly && turnTaking.endOfTurn() == TurnTaking.EndOfTurn.PROVIDER) {
            delay = null;
            wait(byWords.andRecogniser(turnTaking));
        }
    }

    private void wait(EndpointingDelay decided) {
        if (decided.isEarly(turnTaking)) {
            detector.endEarly(decided.silenceMs());
        } else {
            detector.endAfter(decided.silenceMs());
        }
    }

    private void end(boolean cut) {
        EarlyEnd ending = early;
        if (ending != null && !ending.take()) {
            letGo();
            forget();
            return;
        }
        boolean passedOver = !detector.pausedInIt() && (cut || music);
        music = passedOver && cut;
        if (passedOver && hears) {
            passOver();
        } else {
            end();
        }
    }

    /** Lets go of music. The recogniser is not waited for, because its words are not wanted. */
    private void passOver() {
        try {
            var _ = recogniser.ended();
            listener.passedOver();
        } finally {
            forget();
        }
    }

    private void end() {
        long began = System.nanoTime();
        long voiced = lastVoicedAt;
        if (!hears) {
            forget();
            return;
        }
        try {
            String text = recogniser
                    .ended()
                    .copy()
                    .orTimeout(WORDS_MS, TimeUnit.MILLISECONDS)
                    .join()
                    .strip();
            if (text.isEmpty()) {
                listener.noWords();
            } else if (AnsweringMachine.speaks(text)) {
                listener.passedOver();
            } else {
                listener.utterance(text, voiced, (System.nanoTime() - began) / 1e6);
            }
        } catch (RuntimeException fault) {
            if (fault.getCause() instanceof SpeechException cause) {
                listener.deaf(cause);
            } else {
                recogniser.isLost();
                listener.deaf(new SpeechException("speech was not recognised", true, fault));
            }
            listener.unheard();
        } finally {
            forget();
        }
    }

    private void forget() {
        hears = false;
        keyed = false;
        forgetPause();
        if (sound != null) {
            sound.ends();
        }
        turnTaking = agent.turnTaking();
        detector = new SpeechDetector(agent.vad(), turnTaking, longest);
    }
}
