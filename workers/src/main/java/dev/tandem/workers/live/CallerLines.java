package dev.tandem.workers.live;

import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.think.ModelContext;
import dev.tandem.workflows.graph.Phrase;
import dev.tandem.workflows.protocol.Utterance;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/**
 * Decides which of the caller's lines a call takes, so that what it keeps of its caller has a bound. A line that is not
 * taken is answered with a notice in the room, once a second at most. Owned by the session's mailbox.
 */
final class CallerLines {

    /** Pause between two notices of one kind, ns. */
    private static final long PAUSE = 1_000_000_000;

    private final CallLimits limits;
    private final TurnLedger ledger;
    private final ModelContext mind;
    private final TranscriptPublisher announcer;
    private final Meters meters;
    private final Map<Phrase, Long> noticedAt = new EnumMap<>(Phrase.class);

    CallerLines(CallLimits limits, TurnLedger ledger, ModelContext mind, TranscriptPublisher announcer, Meters meters) {
        this.limits = limits;
        this.ledger = ledger;
        this.mind = mind;
        this.announcer = announcer;
        this.meters = meters;
    }

    /**
     * Returns a text without what neither JSON nor the database can hold: halves of characters, and the character 0.
     */
    static String writable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }

    /** Whether a typed line may be taken. The caller is told if it may not. */
    boolean takes(String line) {
        if (line.length() > limits.lineCharacters()) {
            refuseLong();
            return false;
        }
        if (isFull(line)) {
            refuse(Phrase.TOO_MANY_LINES);
            return false;
        }
        return true;
    }

    /** Refuses a line that is longer than a line may be. */
    void refuseLong() {
        refuse(Phrase.LINE_TOO_LONG);
    }

    /** Returns what is taken of spoken words: all, the beginning of very many, or none if too much waits already. */
    String spoken(String words) {
        String taken = cut(words);
        if (isFull(taken)) {
            refuse(Phrase.TOO_MANY_LINES);
            return "";
        }
        return taken;
    }

    /** Returns what a call can take of spoken words. */
    String cut(String words) {
        return writable(bounded(words, limits.lineCharacters()));
    }

    private boolean isFull(String more) {
        int characters = more.length();
        for (Utterance unsettled : ledger.unsettled()) {
            characters += unsettled.text().length();
        }
        return characters > limits.unsettledCharacters() || ledger.unanswered() >= limits.unansweredLines();
    }

    private void refuse(Phrase why) {
        meters.lineRefused(why.field());
        long now = System.nanoTime();
        Long before = noticedAt.get(why);
        if (before == null || now - before > PAUSE) {
            noticedAt.put(why, now);
            announcer.notice(mind.fill(mind.phrase(why)));
        }
    }

    /** Cuts a text where a word ends, and never within a character. */
    static String bounded(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int space = text.lastIndexOf(' ', most);
        int end = space > most / 2 ? space : most;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }
}
