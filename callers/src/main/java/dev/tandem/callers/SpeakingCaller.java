package dev.tandem.callers;

import dev.tandem.callers.sound.WaveFile;
import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.audio.SpokenClause;
import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workers.room.livekit.LiveKitCallers;
import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workers.speech.TextToSpeech;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A caller in a LiveKit room who speaks aloud, listens, and understands what comes back with the local recogniser. */
public final class SpeakingCaller implements AutoCloseable {

    /** A person considers the agent's answer finished after this pause, ms. */
    private static final long PAUSE_MS = 1_100;

    /** A sample with this amplitude or more is sound; 16 bit. */
    private static final int AUDIBLE = 200;

    /** Silence longer than any pause within a sentence, ms. */
    private static final long LOSS_MS = 600;

    private static final long ANSWER_MS = 15_000;
    private static final long LONGEST_ANSWER_MS = 60_000;

    /** A segment of LiveKit's transcription as the room's clients see it. */
    public record Segment(String id, String role, String text, boolean complete) {}

    /**
     * The answer to a line.
     *
     * @param firstSoundMs from the caller's last sound to the answer's first
     * @param understood the answer as the caller's own recogniser understood it
     */
    public record Answer(double firstSoundMs, String understood) {}

    private final HeardAudio heard = new HeardAudio();
    private final List<Segment> segments = new CopyOnWriteArrayList<>();
    private final Pacer pacer = new Pacer();
    private final TextToSpeech voice;
    private final SpeechToText recogniser;
    private final String voiceId;
    private final Playout playout;
    private final Room room;
    private volatile CompletableFuture<Void> said = CompletableFuture.completedFuture(null);

    public SpeakingCaller(
            LiveKitCallers callers, String url, String token, TextToSpeech voice, String voiceId, SpeechToText stt) {
        this.voice = voice;
        this.voiceId = voiceId;
        this.recogniser = stt;
        this.room = callers.join(url, token, new Listener());
        this.playout = new Playout(room::send, new PlayoutListener());
        pacer.add(playout);
    }

    /** Waits for the agent to speak first. */
    public Answer greeting() throws InterruptedException {
        long began = System.nanoTime();
        heard.awaitSound(ANSWER_MS, "after the caller joined: nobody greeted");
        return understand(began);
    }

    /** Speaks, then listens to the whole answer. */
    public Answer say(String text) throws InterruptedException {
        long last = speak(text);
        return understand(last);
    }

    /** Speaks, listens to the beginning of the answer for this long, and returns while the agent still speaks. */
    public Answer sayAndHear(String text, int ms) throws InterruptedException {
        long last = speak(text);
        long first = heard.awaitSound(ANSWER_MS, "after '" + text + "'");
        TimeUnit.MILLISECONDS.sleep(ms);
        return new Answer((first - last) / 1e6, transcribe());
    }

    /** Listens after the agent was lost in mid-sentence: waits for the silence, then for the next speech. */
    public Answer hearAgainAfterLoss() throws InterruptedException {
        long lost = System.nanoTime();
        heard.awaitQuiet(LOSS_MS, ANSWER_MS);
        heard.listenAnew();
        return understand(lost);
    }

    /** Returns every segment that the room showed, in order, each with its newest text. */
    public List<Segment> segments() {
        return List.copyOf(segments);
    }

    /**
     * Writes everything that was heard so far as a WAV file: 16 kHz, 16 bit, mono.
     *
     * @throws CallerFailure if it cannot be written
     */
    public void record(Path file) {
        try {
            WaveFile.write(file, heard.all());
        } catch (UncheckedIOException fault) {
            throw new CallerFailure("what was heard cannot be written to " + file + ": " + fault.getMessage());
        }
    }

    @Override
    public void close() {
        pacer.remove(playout);
        pacer.close();
        room.close();
    }

    /** @return when the last sound left, ns */
    private long speak(String text) throws InterruptedException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        said = done;
        SpokenClause clause = new SpokenClause(text);
        AtomicLong trailing = new AtomicLong();
        voice.speak(text, new TextToSpeech.Options(voiceId, 1), samples -> {
            int quiet = quietTail(samples);
            trailing.set(quiet == samples.length ? trailing.get() + quiet : quiet);
            playout.offer(clause, samples);
        });
        playout.finish();
        done.orTimeout(LONGEST_ANSWER_MS, TimeUnit.MILLISECONDS).join();
        heard.listenAnew();
        return playout.lastSent() - trailing.get() * 1_000_000_000L / Room.OUTPUT_RATE;
    }

    /** Silence at the end of what was synthesised, samples: the last sound came so much before the last frame. */
    private static int quietTail(short[] samples) {
        int last = samples.length - 1;
        while (last >= 0 && Math.abs(samples[last]) < AUDIBLE) {
            last--;
        }
        return samples.length - 1 - last;
    }

    private Answer understand(long since) throws InterruptedException {
        long first = heard.awaitSound(ANSWER_MS, "in answer");
        heard.awaitQuiet(PAUSE_MS, LONGEST_ANSWER_MS);
        return new Answer((first - since) / 1e6, transcribe());
    }

    private String transcribe() {
        float[] audio = heard.sinceFirstSound();
        return recogniser.transcribe(SpeechToText.Options.of("en-US"), audio);
    }

    private final class PlayoutListener implements Playout.Listener {

        @Override
        public void clauseStarted(SpokenClause clause, long at) {}

        @Override
        public void drained() {
            said.complete(null);
        }

        @Override
        public void stalled() {
            playout.release();
        }
    }

    private final class Listener implements RoomListener {

        @Override
        public void audio(short[] samples, int length) {
            heard.add(samples, length);
        }

        @Override
        public void text(String topic, String identity, String text, Map<String, String> attributes) {
            if (topic.equals("lk.transcription")) {
                String id = attributes.getOrDefault("lk.segment_id", "");
                Segment segment = new Segment(
                        id,
                        attributes.getOrDefault("tandem.role", ""),
                        text,
                        Boolean.parseBoolean(attributes.getOrDefault("lk.transcription_final", "false")));
                segments.removeIf(old -> old.id().equals(id));
                segments.add(segment);
            }
        }
    }
}
