package dev.tandem.workers.usage;

import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.provider.ProviderNews;
import dev.tandem.workers.provider.ProviderUsage;
import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workflows.protocol.StepNumber;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.usage.ProviderReport;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Keeps what the providers of one call report until the call workflow has it. Every report has a number. It goes along
 * with each outcome of a step, and with heartbeats, until an outcome that had it is known to have arrived; the call
 * workflow counts each number once. Thread-safe.
 */
public final class ProviderReports {

    /**
     * Number of reports that are kept. A turn has one of its model, and one of its voice for each sentence. Beyond it
     * the oldest are dropped, so that heartbeats stay small.
     */
    static final int MOST = 200;

    private final int session;
    private final Consumer<ProviderNews> listener = this::add;
    private final Deque<ProviderReport> waiting = new ArrayDeque<>();

    /** The last number that went along with the outcome of a step, by step. */
    private final Map<StepNumber, Long> given = new HashMap<>();

    private long last;
    private int turn;
    private String agentId = "";

    /** @param session the number of the attendance with which the session begins */
    public ProviderReports(int session) {
        this.session = session;
    }

    /** Returns the model, as one that reports to this call. */
    public LanguageModel model(LanguageModel model) {
        return new ReportedModel(model, listener);
    }

    /** Returns the recogniser, as one that reports to this call. */
    public SpeechToText recogniser(SpeechToText recogniser) {
        return new ReportedRecogniser(recogniser, listener);
    }

    /** Returns the voice, as one that reports to this call. */
    public TextToSpeech voice(TextToSpeech voice) {
        return new ReportedVoice(voice, listener);
    }

    /** Notes the turn and the agent to which what follows belongs. */
    public synchronized void at(int openTurn, String agent) {
        turn = openTurn;
        agentId = agent;
    }

    /** Returns the outcome of a step with everything that is not known to have arrived. */
    public synchronized TurnOutcome with(StepNumber step, TurnOutcome outcome) {
        TurnOutcome whole = outcome.reporting(List.copyOf(waiting));
        if (!waiting.isEmpty() && !whole.reported().isEmpty()) {
            given.put(step, last);
        }
        return whole;
    }

    /** Notes that the outcome of a step has arrived. */
    public synchronized void arrived(StepNumber step) {
        Long number = given.remove(step);
        if (number != null) {
            waiting.removeIf(report -> report.number() <= number);
            given.values().removeIf(earlier -> earlier <= number);
        }
    }

    /** Returns what is not known to have arrived, in order. */
    public synchronized List<ProviderReport> waiting() {
        return List.copyOf(waiting);
    }

    private synchronized void add(ProviderNews news) {
        long number = ++last;
        String kind = news.kind().field();
        waiting.add(
                switch (news) {
                    case ProviderNews.Used used -> used(number, kind, used);
                    case ProviderNews.FailedOver failed ->
                        new ProviderReport.FailedOver(
                                session,
                                number,
                                turn,
                                agentId,
                                kind,
                                failed.provider(),
                                failed.model(),
                                failed.next(),
                                failed.reason().name().toLowerCase(Locale.ROOT));
                });
        if (waiting.size() > MOST) {
            waiting.removeFirst();
        }
    }

    private ProviderReport used(long number, String kind, ProviderNews.Used used) {
        return switch (used.usage()) {
            case ProviderUsage.Tokens tokens ->
                used(number, kind, used, tokens.input(), tokens.cached(), tokens.output(), 0, 0);
            case ProviderUsage.Audio audio ->
                used(number, kind, used, 0, 0, 0, audio.length().toMillis(), 0);
            case ProviderUsage.Characters characters -> used(number, kind, used, 0, 0, 0, 0, characters.count());
        };
    }

    private ProviderReport used(
            long number,
            String kind,
            ProviderNews.Used used,
            long input,
            long cached,
            long output,
            long audioMs,
            long characters) {
        return new ProviderReport.Used(
                session,
                number,
                turn,
                agentId,
                kind,
                used.provider(),
                used.model(),
                input,
                cached,
                output,
                audioMs,
                characters);
    }
}
