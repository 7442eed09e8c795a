package dev.tandem.workers.speak;

import dev.tandem.workers.audio.NativeThreads;
import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.audio.SpokenClause;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.TextToSpeech;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the agent says in one turn: text in, clause by clause through text to speech, to the playout; the next clause is
 * synthesised while one plays. Only words that left the speaker count.
 */
public final class ReplyPlayback {

    /** Who speaks a clause. */
    public record Voice(TextToSpeech tts, String id, double speed) {}

    private sealed interface Order {
        record Speak(SpokenClause clause, Voice voice) implements Order {}

        record Finish() implements Order {}
    }

    private final Playout playout;
    private final CompletableFuture<?> gate;
    private final Consumer<SpeechException> mute;
    private final List<SpokenClause> clauses = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private final Future<?> synthesis;
    private Clauses splitter = new Clauses();
    private Resumption resumption;
    private int reported;
    private boolean silent;
    private volatile long firstClauseAt;
    private volatile long firstAudioAt;

    /**
     * @param gate nothing sounds before it completes
     * @param resumption what the caller has heard of this reply before
     * @param mute told when a clause cannot be spoken
     */
    ReplyPlayback(Playout playout, CompletableFuture<?> gate, Resumption resumption, Consumer<SpeechException> mute) {
        this.playout = playout;
        this.gate = gate;
        this.resumption = resumption;
        this.mute = mute;
        this.synthesis = NativeThreads.start(this::synthesise);
    }

    public synchronized void say(String delta, Voice voice) {
        splitter.add(delta).forEach(clause -> order(clause, voice));
    }

    public synchronized void sayWhole(String text, Voice voice) {
        say(text, voice);
        flush(voice);
    }

    /** Says what is still without punctuation. */
    public synchronized void flush(Voice voice) {
        splitter.finish().forEach(clause -> order(clause, voice));
        splitter = new Clauses();
    }

    /** No more text: the playout drains when all is said. */
    public void finish() {
        orders.add(new Order.Finish());
    }

    /** Stops speaking at once. */
    public synchronized void cut() {
        throwAway();
        playout.cut();
    }

    /** Nothing of it has sounded, and nothing will. */
    public synchronized void throwAway() {
        silent = true;
        synthesis.cancel(true);
    }

    /** Audio that is finished after the cut must not reach the next reply's playout. */
    private synchronized void play(SpokenClause clause, short[] samples) {
        if (!silent) {
            playout.offer(clause, samples);
        }
    }

    /** All words that left the speaker so far. */
    public String spoken() {
        return join(clauses.stream().map(SpokenClause::spoken).toList());
    }

    /** Whether it asks something: then a short word over it is an answer. */
    public boolean asks() {
        return clauses.stream().anyMatch(clause -> clause.text().endsWith("?"));
    }

    /** The text of all clauses that have begun to sound, whole. */
    public String begun() {
        return join(clauses.stream()
                .filter(SpokenClause::begun)
                .map(SpokenClause::text)
                .toList());
    }

    /**
     * What became of text that was not reported before.
     *
     * @param words that left the speaker, of {@code text}
     */
    public record Report(String words, String text) {

        public static final Report NONE = new Report("", "");

        public Report then(Report next) {
            return new Report(join(List.of(words, next.words)), join(List.of(text, next.text)));
        }
    }

    /** Clauses that were spoken to their end; the others are reported with the next step. */
    public synchronized Report report() {
        int from = reported;
        while (reported < clauses.size()
                && clauses.get(reported).spoken().equals(clauses.get(reported).text())) {
            reported++;
        }
        return report(from);
    }

    /** All clauses, as far as they were spoken. */
    public synchronized Report reportRest() {
        int from = reported;
        reported = clauses.size();
        return report(from);
    }

    private Report report(int from) {
        List<SpokenClause> part = clauses.subList(from, reported);
        return new Report(
                join(part.stream().map(SpokenClause::spoken).toList()),
                join(part.stream().map(SpokenClause::text).toList()));
    }

    /** When the first clause was there, ns; 0: not yet. */
    long firstClauseAt() {
        return firstClauseAt;
    }

    /** When its first audio was there, ns; 0: not yet. */
    long firstAudioAt() {
        return firstAudioAt;
    }

    private void order(String clause, Voice voice) {
        Resumption.Step step = resumption.next(clause);
        resumption = step.rest();
        for (String text : step.say()) {
            if (firstClauseAt == 0) {
                firstClauseAt = System.nanoTime();
            }
            SpokenClause spoken = new SpokenClause(text);
            clauses.add(spoken);
            orders.add(new Order.Speak(spoken, voice));
        }
    }

    private void synthesise() {
        try {
            while (true) {
                switch (orders.take()) {
                    case Order.Finish() -> {
                        playout.finish();
                        return;
                    }
                    case Order.Speak(SpokenClause clause, Voice voice) -> speak(clause, voice);
                }
            }
        } catch (InterruptedException cut) {
            Thread.currentThread().interrupt();
        }
    }

    private void speak(SpokenClause clause, Voice voice) throws InterruptedException {
        try {
            voice.tts().speak(new TextToSpeech.Clause(clause.text(), voice.id(), voice.speed()), samples -> {
                if (firstAudioAt == 0) {
                    firstAudioAt = System.nanoTime();
                }
                gate.handle((done, late) -> done).join();
                play(clause, samples);
            });
            play(clause, new short[pause(clause.text())]);
        } catch (SpeechException fault) {
            mute.accept(fault);
        } catch (RuntimeException defect) {
            mute.accept(new SpeechException("the voice's provider has a defect", false, defect));
        }
        clause.complete();
    }

    /** Silence after a clause, samples: a sentence ends, or only takes a breath. */
    private static int pause(String text) {
        return Playout.FRAME * (text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? 15 : 6);
    }

    private static String join(List<String> parts) {
        return parts.stream().filter(part -> !part.isBlank()).collect(Collectors.joining(" "));
    }

    /**
     * Takes a reply up at the clause where it stopped when its process died: clauses that the caller has heard whole are
     * left out, and a few words of bridge lead back in.
     */
    public record Resumption(String played, List<String> bridge, boolean bridged) {

        static final Resumption NONE = new Resumption("", List.of(), true);

        public Resumption {
            bridge = List.copyOf(bridge);
        }

        /** Whether nothing of the reply was heard before. */
        boolean isNone() {
            return bridged;
        }

        /** @param bridge the words that lead back in */
        public static Resumption after(String played, Supplier<String> bridge) {
            return played.isBlank() ? NONE : new Resumption(played.strip(), Clauses.of(bridge.get()), false);
        }

        /** @param say clauses, in order; none: the caller has heard it */
        public record Step(List<String> say, Resumption rest) {

            public Step {
                say = List.copyOf(say);
            }
        }

        public Step next(String clause) {
            if (bridged) {
                return new Step(List.of(clause), NONE);
            }
            if (played.startsWith(clause)) {
                return new Step(
                        List.of(),
                        new Resumption(played.substring(clause.length()).strip(), bridge, false));
            }
            boolean isBridge = !bridge.isEmpty() && clause.equals(bridge.getFirst());
            List<String> before = isBridge ? List.of() : bridge;
            return new Step(Stream.concat(before.stream(), Stream.of(clause)).toList(), NONE);
        }
    }
}
