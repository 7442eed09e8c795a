package dev.tandem.workers.llm.anthropic;

import com.anthropic.models.messages.RawContentBlockDeltaEvent;
import com.anthropic.models.messages.RawContentBlockStartEvent;
import com.anthropic.models.messages.RawMessageDeltaEvent;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.Usage;
import dev.tandem.workers.llm.LanguageModel.FinishReason;
import dev.tandem.workers.llm.LanguageModel.Sink;
import dev.tandem.workers.llm.ModelException;
import dev.tandem.workers.llm.http.ServerFaults;
import dev.tandem.workers.llm.http.ToolArguments;
import dev.tandem.workers.provider.ProviderUsage;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads an answer of the Messages API, event by event. */
final class MessageAnswer {

    private final Sink sink;
    private final ServerFaults faults;
    private final SortedMap<Long, Asked> asked = new TreeMap<>();
    private @Nullable FinishReason finish;
    private boolean stopped;
    private long read;
    private long fromCache;
    private long written;
    private final ToolArguments arguments = new ToolArguments();

    private record Asked(String name, StringBuilder arguments) {}

    MessageAnswer(Sink sink, ServerFaults faults) {
        this.sink = sink;
        this.faults = faults;
    }

    void take(RawMessageStreamEvent event) {
        event.messageStart().ifPresent(start -> count(start.message().usage()));
        event.contentBlockStart().ifPresent(this::begin);
        event.contentBlockDelta().ifPresent(this::take);
        event.messageDelta().ifPresent(this::end);
        stopped |= event.isMessageStop();
    }

    /** What is read from a cache and what is written to it is not part of the input's number. */
    private void count(Usage usage) {
        fromCache = usage.cacheReadInputTokens().orElse(0L);
        read = usage.inputTokens()
                + fromCache
                + usage.cacheCreationInputTokens().orElse(0L);
    }

    private void begin(RawContentBlockStartEvent start) {
        start.contentBlock().text().ifPresent(text -> sink.text(text.text()));
        start.contentBlock()
                .toolUse()
                .ifPresent(use -> asked.put(start.index(), new Asked(use.name(), new StringBuilder())));
    }

    private void take(RawContentBlockDeltaEvent event) {
        event.delta().text().ifPresent(delta -> sink.text(delta.text()));
        event.delta().inputJson().ifPresent(delta -> {
            Asked call = asked.get(event.index());
            arguments.admit(delta.partialJson());
            if (call != null) {
                call.arguments.append(delta.partialJson());
            }
        });
    }

    private void end(RawMessageDeltaEvent event) {
        written = event.usage().outputTokens();
        event.delta()
                .stopReason()
                .ifPresent(reason -> finish = switch (reason.asString()) {
                    case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
                    case "refusal" -> FinishReason.FILTERED;
                    case "tool_use" -> FinishReason.TOOL_CALLS;
                    default -> FinishReason.STOP;
                });
    }

    /** @throws ModelException if the stream ended before the answer did */
    void over() {
        if (finish == null || !stopped) {
            throw faults.cutShort();
        }
        sink.usage(new ProviderUsage.Tokens(read, fromCache, written));
        if (finish != FinishReason.FILTERED) {
            asked.values().forEach(call -> sink.toolCall(call.name, ToolArguments.read(call.arguments)));
        }
        sink.finished(finish);
    }
}
