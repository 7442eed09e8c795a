package dev.tandem.bench.spoken;

import dev.tandem.bench.measure.Benchmark;
import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.bench.measure.Goal;
import dev.tandem.bench.measure.Row;
import dev.tandem.bench.measure.Samples;
import dev.tandem.workers.audio.Resampler;
import dev.tandem.workers.speech.Speech;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.ProviderConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Measures how soon the end of what a caller says is found, and how often it is found where there is none. Each clip is
 * spoken to two ears at once: one judges the voice beside the words, the other has the words alone. Times are counted in
 * audio, so that they do not depend on what else the machine does.
 */
public final class EndOfTurn implements Benchmark {

    /** How far below the voice others talk, dB. */
    private static final double BABBLE = 10;

    /** Pauses inside of what somebody says, ms: about those of the recordings of the prototype. */
    private static final int[] PAUSES = {300, 350, 400, 450, 330, 600, 380, 420, 800, 310};

    private static final int QUESTIONS = 60;

    private static final AgentGraph AGENTS =
            GraphDocument.load(JsonMapper.shared().readTree("""
            {"agents": [
              {"id": "voice", "name": "Voice", "instructions": "Help."},
              {"id": "words", "name": "Words", "instructions": "Help.", "turn_taking": {"end_of_turn": "text"}}]}
            """));

    private static final ProviderConfig LOCAL =
            new ProviderConfig("local", JsonNodeFactory.instance.objectNode().put("provider", "local"));

    private static final List<String> WHOLE = List.of(
            "Where is my order?",
            "What can you do for me?",
            "Thank you very much.",
            "I would like to speak with somebody in billing.",
            "My parcel has not arrived yet.",
            "Can you send it to my new address?",
            "No, that is all for today.",
            "What time do you open tomorrow?",
            "I want to cancel my subscription.",
            "Yes, please do that.",
            "How much does the large one cost?",
            "I have been waiting for two weeks.");

    /** What comes before the pause, and behind it. */
    private static final List<List<String>> OPEN = List.of(
            List.of("I would like to know", "if my order has been sent."),
            List.of("I am calling because", "my parcel has not arrived."),
            List.of("It was, um,", "on Monday or Tuesday."),
            List.of("Can you send it to", "my office in town?"),
            List.of("I ordered the blue one and", "I got the red one."),
            List.of("My name is", "Robert Miller."),
            List.of("The thing that I do not understand is", "why it takes so long."),
            List.of("If it is possible,", "I would like it on Friday."),
            List.of("I spoke with your colleague", "and she told me to call again."),
            List.of("Well, you know,", "it is about the invoice."),
            List.of("I need two of them,", "one for me and one for my wife."),
            List.of("The number on the box is, uh,", "let me see."));

    @Override
    public String name() {
        return "end-of-turn";
    }

    @Override
    public String measures() {
        return """
                a caller's last sound → the moment from which the reply may sound, by voice and words, beside the words \
                alone; and how often that moment came too early. Our own voice says %d sentences and %d halves of \
                sentences; a person in the folder RECORDINGS says prompts; each as it is, through a telephone, and in \
                babble %.0f dB below\
                """.formatted(WHOLE.size(), OPEN.size(), BABBLE);
    }

    @Override
    public List<Row> run() throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        Samples withdrawn = new Samples();
        try (Speech speech = Speech.load()) {
            speech.warmUp();
            if (!speech.turnEnd().knows("en-US")) {
                throw new BenchmarkFailure("the part smart-turn is missing: fetch it with `make parts`");
            }
            rows.add(question(speech));
            rows.addAll(set("own-voice", synthetic(speech), speech, withdrawn));
            String folder = System.getenv().getOrDefault("RECORDINGS", "");
            if (folder.isBlank()) {
                rows.add(Row.notMeasured(name() + "-recordings", "ms"));
            } else {
                rows.addAll(set("recordings", human(Recordings.in(Path.of(folder))), speech, withdrawn));
            }
        }
        String name = name() + "-withdrawn";
        rows.add(
                withdrawn.count() == 0
                        ? Row.notMeasured(name, "ms")
                        : Row.of(name, "ms", withdrawn).goal(Goal.Figure.P95, 130));
        return rows;
    }

    /** Measures one question to the model, with nothing else in the process. */
    private Row question(Speech speech) {
        Samples asked = new Samples();
        short[] samples = new short[4 * Clip.RATE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (8_000 * Math.sin(i * i / 1e5));
        }
        for (int i = 0; i < QUESTIONS; i++) {
            long began = System.nanoTime();
            var _ = speech.turnEnd().finished(samples).join();
            asked.addNanos(System.nanoTime() - began);
        }
        return Row.of(name() + "-question", "ms", asked);
    }

    private List<Row> set(String set, List<Clip> clips, Speech speech, Samples withdrawn) {
        List<Row> rows = new ArrayList<>();
        String prefix = name() + "-" + set;
        rows.addAll(hear(prefix, clips, Function.identity(), speech, withdrawn).rows(false));
        rows.addAll(hear(prefix + "-phone", clips, Clip::onThePhone, speech, withdrawn)
                .rows(false));
        List<Clip> others = clips.subList(0, 6);
        rows.addAll(hear(prefix + "-babble", clips, clip -> clip.among(others, BABBLE), speech, withdrawn)
                .rows(true));
        return rows;
    }

    private static Hearings hear(
            String name, List<Clip> clips, Function<Clip, Clip> line, Speech speech, Samples withdrawn) {
        Hearings hearings = new Hearings(name, withdrawn);
        for (Clip one : clips) {
            Clip clip = line.apply(one);
            try (Listening voice = new Listening(clip, speech, agent("voice"));
                    Listening words = new Listening(clip, speech, agent("words"))) {
                boolean goesOn = true;
                while (goesOn) {
                    goesOn = voice.goesOn() && words.goesOn();
                }
                hearings.add(clip, voice, words);
            }
        }
        return hearings;
    }

    private static Agent agent(String id) {
        return AGENTS.agent(id);
    }

    private static List<Clip> synthetic(Speech speech) throws InterruptedException {
        TextToSpeech voice = speech.textToSpeech(LOCAL);
        List<Clip> clips = new ArrayList<>();
        for (String line : WHOLE) {
            clips.add(Clip.of(said(voice, line), 0, null));
        }
        for (int i = 0; i < OPEN.size(); i++) {
            clips.add(Clip.of(
                    said(voice, OPEN.get(i).getFirst()),
                    PAUSES[i % PAUSES.length],
                    said(voice, OPEN.get(i).getLast())));
        }
        return clips;
    }

    private static List<Clip> human(Recordings recordings) {
        List<Clip> clips = new ArrayList<>();
        recordings.whole().forEach(one -> clips.add(Clip.of(one, 0, null)));
        for (int i = 0; i < recordings.open().size(); i++) {
            float[] rest = recordings.whole().get(i % recordings.whole().size());
            clips.add(Clip.of(recordings.open().get(i), PAUSES[i % PAUSES.length], rest));
        }
        return clips;
    }

    private static float[] said(TextToSpeech voice, String text) throws InterruptedException {
        List<short[]> pieces = new ArrayList<>();
        voice.speak(text, TextToSpeech.Options.DEFAULT, pieces::add);
        float[] samples =
                new float[pieces.stream().mapToInt(piece -> piece.length).sum()];
        int at = 0;
        for (short[] piece : pieces) {
            for (short sample : piece) {
                samples[at++] = sample / 32_768f;
            }
        }
        return new Resampler(24_000, Clip.RATE).resample(samples);
    }
}
