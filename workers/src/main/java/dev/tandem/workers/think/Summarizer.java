package dev.tandem.workers.think;

import dev.tandem.workers.audio.NativeThreads;
import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.ModelException;
import dev.tandem.workflows.protocol.ConversationSummary;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/**
 * Has a model summarise a conversation within limits of time and length. The result is always a summary or a reason why
 * there is none.
 */
final class Summarizer {

    /** Length of a summary, characters: about twice of what a model is asked for. */
    static final int LONGEST = 1_200;

    private static final String CUT_OFF = " …";

    private Summarizer() {}

    /** @param withinMs the time that the announcement of the transfer and a greeting take; no caller waits longer */
    static CompletableFuture<ConversationSummary> of(ModelCall call, long withinMs) {
        long began = System.nanoTime();
        CompletableFuture<String> made = new CompletableFuture<>();
        Future<?> work = NativeThreads.start(() -> summarise(call, made));
        return made.orTimeout(withinMs, TimeUnit.MILLISECONDS).handle((text, fault) -> {
            long ms = (System.nanoTime() - began) / 1_000_000;
            if (fault == null) {
                return ConversationSummary.of(text, ms);
            }
            work.cancel(true);
            return ConversationSummary.failed(reason(fault, withinMs), ms);
        });
    }

    @SuppressWarnings("CatchingUnchecked") // a provider's defect must not leave the move open for good
    private static void summarise(ModelCall call, CompletableFuture<String> made) {
        StringBuilder text = new StringBuilder();
        try {
            call.summarise(new LanguageModel.Sink() {
                @Override
                public void text(String delta) {
                    text.append(delta);
                }

                @Override
                public void toolCall(String name, JsonNode arguments) {}
            });
            String whole = text.toString().strip();
            if (whole.isEmpty()) {
                throw new ModelException("the model said nothing", false);
            }
            made.complete(bounded(whole));
        } catch (InterruptedException late) {
            Thread.currentThread().interrupt();
        } catch (Throwable fault) {
            made.completeExceptionally(fault);
        }
    }

    /** Cuts a text where a word ends. */
    static String bounded(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = text.lastIndexOf(' ', LONGEST - CUT_OFF.length());
        return text.substring(0, end < 0 ? LONGEST - CUT_OFF.length() : end).strip() + CUT_OFF;
    }

    private static String reason(Throwable fault, long withinMs) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        return cause instanceof TimeoutException
                ? "the model made none within " + withinMs + " ms"
                : String.valueOf(cause.getMessage());
    }
}
