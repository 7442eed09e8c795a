package dev.tandem.workers.audio;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clause, and how much of it has left the speaker. The speech output and the pacer each write a field of their own.
 */
public final class SpokenClause {

    private final String text;
    private final AtomicLong queued = new AtomicLong();
    private final AtomicLong played = new AtomicLong();
    private final List<Mark> marks = new CopyOnWriteArrayList<>();
    private volatile boolean complete;

    public SpokenClause(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** Returns whether some of it has left the speaker. */
    public boolean begun() {
        return played.get() > 0;
    }

    /** Notes that all audio of the clause has been offered. */
    public void complete() {
        complete = true;
    }

    /**
     * The voice has told where it is.
     *
     * @param characters of the text, those that are past after this many samples of the clause's audio
     */
    public void timed(int characters, long samples) {
        marks.add(new Mark(Math.clamp(characters, 0, text.length()), samples));
    }

    private record Mark(int characters, long samples) {}

    /**
     * The words that left the speaker: a word counts when it is past. By what the voice told of its times, else estimated
     * from the share of the clause's audio that was sent.
     */
    public String spoken() {
        long total = queued.get();
        long sent = played.get();
        if (sent == 0) {
            return "";
        }
        if (complete && sent >= total) {
            return text;
        }
        long letters = marks.isEmpty() ? (long) (text.length() * ((double) sent / total)) : timed(sent);
        StringBuilder said = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (said.length() + word.length() > letters) {
                break;
            }
            said.append(said.isEmpty() ? "" : " ").append(word);
        }
        return said.toString();
    }

    private int timed(long sent) {
        return marks.stream()
                .filter(mark -> mark.samples() <= sent)
                .mapToInt(Mark::characters)
                .max()
                .orElse(0);
    }

    void queued(int samples) {
        queued.addAndGet(samples);
    }

    /**
     * Notes samples that were sent.
     *
     * @return whether they were its first
     */
    boolean played(int samples) {
        return played.getAndAdd(samples) == 0;
    }
}
