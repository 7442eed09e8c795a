package dev.tandem.workers.speak;

import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.audio.SpokenClause;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.TextToSpeech;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Speaks what the agent says in one turn: text goes clause by clause through text to speech to the playout. Only words
 * that left the speaker count.
 */
public final class ReplyPlayback {

    /** The voice that speaks a clause. */
    public record Voice(TextToSpeech tts, String id, double speed) {}

    private final Playout playout;
    private final List<SpokenClause> clauses = new CopyOnWriteArrayList<>();
    private final ReplySpeech speech;
    private Clauses splitter = new Clauses();
    private Resumption resumption;
    private int reported;
    private volatile long firstClauseAt;

    /**
     * Creates a playback.
     *
     * @param gate nothing sounds before it completes
     * @param resumption what the caller has already heard of this reply
     * @param mute called when a clause cannot be spoken
     */
    ReplyPlayback(Playout playout, CompletableFuture<?> gate, Resumption resumption, Consumer<SpeechException> mute) {
        this.playout = playout;
        this.resumption = resumption;
        this.speech = new ReplySpeech(playout, gate, mute);
    }

    public synchronized void say(String delta, Voice voice) {
        splitter.add(delta).forEach(clause -> order(clause, voice));
    }

    public synchronized void sayWhole(String text, Voice voice) {
        say(text, voice);
        flush(voice);
    }

    /**
     * Has a phrase sound while the caller waits for the reply. Its audio is there already.
     *
     * @return false if the caller need not wait any more
     */
    public synchronized boolean hold(String phrase, List<short[]> audio) {
        if (audio.isEmpty() || reported > 0) {
            return false;
        }
        SpokenClause clause = new SpokenClause(phrase);
        clauses.addFirst(clause);
        boolean holds = speech.hold(clause, audio);
        if (!holds) {
            clauses.remove(clause);
        }
        return holds;
    }

    /** Says the rest of the text, which no punctuation has ended. */
    public synchronized void flush(Voice voice) {
        splitter.finish().forEach(clause -> order(clause, voice));
        splitter = new Clauses();
    }

    /** Takes no more text. The playout drains when all is said. */
    public void finish() {
        speech.finish();
    }

    /** Stops the speech at once. */
    public synchronized void cut() {
        throwAway();
        playout.cut();
    }

    /** Throws the reply away. Nothing of it has sounded, and nothing will. */
    public synchronized void throwAway() {
        speech.silence();
    }

    /** Returns all words that left the speaker so far. */
    public String spoken() {
        return join(clauses.stream().map(SpokenClause::spoken).toList());
    }

    /** Returns the text that was not reported yet, whether or not it has sounded. */
    public synchronized String unreported() {
        return join(clauses.subList(reported, clauses.size()).stream()
                .map(SpokenClause::text)
                .toList());
    }

    /** Whether words of it are still to leave the speaker. */
    public boolean speaks() {
        return clauses.stream().anyMatch(clause -> !clause.spoken().equals(clause.text()));
    }

    /** Whether the reply asks something. A short word over it is then an answer. */
    public boolean asks() {
        return clauses.stream().anyMatch(clause -> clause.text().endsWith("?"));
    }

    /** Returns the whole text of all clauses that have begun to sound. */
    public String begun() {
        return join(clauses.stream()
                .filter(SpokenClause::begun)
                .map(SpokenClause::text)
                .toList());
    }

    /**
     * Tells what was spoken of text that was not reported before.
     *
     * @param words the words of {@code text} that left the speaker
     */
    public record Report(String words, String text) {

        public static final Report NONE = new Report("", "");

        public Report then(Report next) {
            return new Report(join(List.of(words, next.words)), join(List.of(text, next.text)));
        }
    }

    /** Reports the clauses that were spoken to their end. The others are reported with the next step. */
    public synchronized Report report() {
        int from = reported;
        while (reported < clauses.size()
                && clauses.get(reported).spoken().equals(clauses.get(reported).text())) {
            reported++;
        }
        return report(from);
    }

    /** Reports all clauses, as far as they were spoken. */
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

    /** Returns when the first clause was there, ns; 0 if it is not yet. */
    long firstClauseAt() {
        return firstClauseAt;
    }

    /** Returns when its first audio was there, ns; 0 if it is not yet. */
    long firstAudioAt() {
        return speech.firstAudioAt();
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
            speech.order(spoken, voice);
        }
    }

    private static String join(List<String> parts) {
        return parts.stream().filter(part -> !part.isBlank()).collect(Collectors.joining(" "));
    }

    /**
     * Resumes a reply at the clause where it stopped when its process died. Clauses that the caller has heard in full
     * are left out, and a short bridge leads back in.
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

        /** @param bridge makes the words that lead back in */
        public static Resumption after(String played, Supplier<String> bridge) {
            return played.isBlank() ? NONE : new Resumption(played.strip(), Clauses.of(bridge.get()), false);
        }

        /** @param say clauses to say, in order; empty if the caller has heard this one */
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
