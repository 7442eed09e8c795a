package dev.tandem.workers.llm.openai;

import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionChunk.Choice.Delta.ToolCall;
import com.openai.models.completions.CompletionUsage;
import dev.tandem.workers.llm.LanguageModel.FinishReason;
import dev.tandem.workers.llm.LanguageModel.Sink;
import dev.tandem.workers.llm.ModelException;
import dev.tandem.workers.llm.http.ServerFaults;
import dev.tandem.workers.llm.http.ToolArguments;
import dev.tandem.workers.provider.ProviderUsage;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads an answer of Chat Completions, chunk by chunk. */
final class ChatAnswer {

    private final Sink sink;
    private final ServerFaults faults;

    /** The tool calls by their index: their names and arguments come in pieces, and may alternate. */
    private final SortedMap<Long, Asked> asked = new TreeMap<>();

    private @Nullable FinishReason finish;
    private boolean refused;
    private final ToolArguments arguments = new ToolArguments();

    private static final class Asked {
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();
    }

    ChatAnswer(Sink sink, ServerFaults faults) {
        this.sink = sink;
        this.faults = faults;
    }

    void take(ChatCompletionChunk chunk) {
        // With include_usage the last chunk has no choice; other servers leave the field out in it.
        chunk._choices().asKnown().orElse(List.of()).forEach(this::take);
        chunk._usage().asKnown().ifPresent(this::count);
    }

    private void take(ChatCompletionChunk.Choice choice) {
        choice._delta().asKnown().ifPresent(delta -> {
            delta.content().ifPresent(sink::text);
            delta.refusal().filter(words -> !words.isEmpty()).ifPresent(words -> {
                refused = true;
                sink.text(words);
            });
            delta.toolCalls().ifPresent(calls -> calls.forEach(this::take));
        });
        choice.finishReason()
                .ifPresent(reason -> finish = switch (reason.asString()) {
                    case "length" -> FinishReason.LENGTH;
                    case "content_filter" -> FinishReason.FILTERED;
                    case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
                    default -> FinishReason.STOP;
                });
    }

    private void take(ToolCall part) {
        // Some servers send whole calls without an index: each is then one more.
        long index = part._index().asKnown().orElseGet(() -> (long) asked.size());
        Asked call = asked.computeIfAbsent(index, _ -> new Asked());
        part.function().ifPresent(function -> {
            function.name().filter(name -> !name.isEmpty()).ifPresent(name -> call.name = name);
            function.arguments().ifPresent(arguments -> {
                this.arguments.admit(arguments);
                call.arguments.append(arguments);
            });
        });
    }

    private void count(CompletionUsage usage) {
        long cached = usage.promptTokensDetails()
                .flatMap(CompletionUsage.PromptTokensDetails::cachedTokens)
                .orElse(0L);
        sink.usage(new ProviderUsage.Tokens(
                usage._promptTokens().asKnown().orElse(0L),
                cached,
                usage._completionTokens().asKnown().orElse(0L)));
    }

    /** @throws ModelException if the stream ended before the answer did */
    void over() {
        if (finish == null) {
            throw faults.cutShort();
        }
        if (finish == FinishReason.FILTERED && asked.isEmpty()) {
            sink.finished(FinishReason.FILTERED);
            return;
        }
        asked.values().forEach(call -> sink.toolCall(call.name, ToolArguments.read(call.arguments)));
        sink.finished(refused ? FinishReason.FILTERED : asked.isEmpty() ? finish : FinishReason.TOOL_CALLS);
    }
}
