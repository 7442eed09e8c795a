package dev.tandem.workers.think;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workers.log.CallLog;
import dev.tandem.workers.workspace.Vault;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.PathEvent;
import dev.tandem.workflows.graph.Phrase;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.Trigger;
import dev.tandem.workflows.protocol.Conversation;
import dev.tandem.workflows.protocol.ConversationSummary;
import dev.tandem.workflows.protocol.StepNumber;
import dev.tandem.workflows.protocol.SummaryRequest;
import dev.tandem.workflows.protocol.ToolCall;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.variable.VariableNote;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds what the agents of a call know and think with: the conversation, the variables and the models. Owned by the
 * session's mailbox.
 */
public final class ModelContext {

    private static final Logger LOG = LoggerFactory.getLogger(ModelContext.class);

    /**
     * A transfer does without a summary that takes longer, ms. This is about the time that its announcement and a
     * greeting take.
     */
    private static final long SUMMARY_MS = 3_000;

    private final String callId;
    private final AgentGraph graph;
    private final Function<ProviderConfig, LanguageModel> models;
    private final Vault vault;
    private final WorkspaceValues workspace;
    private final Prompts prompts;
    private final ChatHistory memory;

    /** Patterns that were compiled before, because an agent's patterns are asked for at every turn. */
    private final Map<String, Optional<Pattern>> codes = new HashMap<>();

    private Agent agent;

    /** @param models returns the model for a config whose secrets are opened */
    public ModelContext(
            String callId,
            Conversation conversation,
            AgentGraph graph,
            Function<ProviderConfig, LanguageModel> models,
            Vault vault) {
        this.callId = callId;
        this.graph = graph;
        this.models = models;
        this.vault = vault;
        this.workspace = conversation.version().workspace();
        this.prompts = new Prompts(graph, conversation);
        this.memory = ChatHistory.of(conversation, graph);
        this.agent = graph.agent(conversation.agentId());
        prepare();
    }

    /** Returns the agent that speaks and listens. */
    public Agent agent() {
        return agent;
    }

    public void activate(Agent next) {
        if (!next.id().equals(agent.id())) {
            prompts.agentChanges();
        }
        agent = next;
    }

    /** Has the active agent's model open the connection that its next answer will need. Does not wait for it. */
    public void connect() {
        ModelCall next = call(agent, offering(agent, graph.language()));
        var _ = Thread.ofVirtual().name("connect").start(CallLog.inherited(() -> {
            try {
                next.connect();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error fault) {
                LOG.debug("a model does not open; its next answer will say so", fault);
            }
        }));
    }

    /** Loads models while the caller is greeted, and not when they are first asked. */
    private void prepare() {
        List<ModelCall> preparations = graph.agents().stream()
                .map(one -> call(one, offering(one, graph.language())))
                .toList();
        var _ = Thread.ofPlatform().daemon().name("prepare").start(CallLog.inherited(() -> {
            try {
                for (ModelCall preparation : preparations) {
                    preparation.connect();
                    preparation.prepare();
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error fault) {
                LOG.warn("a model could not be prepared; its first turn will try again", fault);
            }
        }));
    }

    private LanguageModel.Request offering(Agent one, String language) {
        return new LanguageModel.Request(
                one.name(),
                "",
                language,
                "UTC",
                Map.of(),
                List.of(),
                prompts.everything(one),
                one.llm().config());
    }

    /** Takes an armed step, with what is new to the process. */
    public void armed(TurnInput input) {
        prompts.at(input);
        input.news().changed().forEach(prompts::learn);
    }

    /** Takes what a step brings to the agent that was active: tool results, or why its proposal was rejected. */
    public void remember(Agent was, TurnInput input) {
        prompts.remember(memory, was, StepNumber.of(input), input.todo());
    }

    public void heard(Utterance utterance) {
        prompts.heard();
        memory.caller(utterance);
    }

    /** @param words that left the speaker */
    public void said(Agent speaker, String words, boolean interrupted) {
        memory.agent(speaker.name(), words, interrupted);
    }

    /** Whether a path away from the active agent waits for this. The call workflow decides whether it is taken. */
    public boolean waitsFor(PathEvent event) {
        return graph.paths(agent).stream().anyMatch(path -> path.trigger().equals(new Trigger.Event(event)));
    }

    /** Fills the variables into a text of the document. */
    public String fill(String template) {
        return prompts.fill(template);
    }

    /** Returns what the platform says by itself; a template. */
    public String phrase(Phrase phrase) {
        return graph.phrases().text(phrase);
    }

    /** Returns the agent's first words; empty if the model opens. */
    public String greeting() {
        return prompts.greeting(agent);
    }

    /**
     * Has the model answer.
     *
     * @param saying words of the document that are already said in this step, such as the agent's greeting
     */
    public ModelStream think(boolean speechOnly, List<Message.Agent> saying, Consumer<String> words) {
        return ModelStream.begin(
                call(agent, prompts.request(agent, memory, saying, speechOnly)), prompts.answer(agent), words);
    }

    /** Has the model answer as if the caller had said this. */
    public ModelStream thinkAhead(String utterance, Consumer<String> words) {
        prompts.heard();
        return ModelStream.begin(
                call(agent, prompts.request(agent, memory.withCaller(utterance), List.of(), false)),
                prompts.answer(agent),
                words);
    }

    /** Has the model of the agent that the call leaves summarise what was said. */
    public CompletableFuture<ConversationSummary> summarise(Agent leaving, List<Path> taken) {
        ModelCall call = call(leaving, prompts.request(leaving, memory.along(taken), List.of(), true));
        return Summarizer.of(call, SUMMARY_MS);
    }

    /** Takes over what a transfer brings before its step is armed. */
    public void moves(SummaryRequest wanted) {
        wanted.changed().forEach(prompts::learn);
        prompts.remember(memory, wanted.returns());
    }

    private ModelCall call(Agent whose, LanguageModel.Request request) {
        String provider = whose.llm().name();
        return new ModelCall(
                config -> models.apply(new ProviderConfig(provider, config)), request, vault.of(workspace));
    }

    /** Returns the patterns of the values that tools, paths and variables ask the caller for. */
    public List<Pattern> expectedCodes() {
        return prompts.offered(agent).stream()
                .flatMap(tool -> tool.parameters().path("properties").values().stream())
                .map(parameter -> parameter.path("pattern").asString(""))
                .filter(pattern -> !pattern.isEmpty())
                .distinct()
                .flatMap(pattern -> codes.computeIfAbsent(pattern, ModelContext::compiled).stream())
                .toList();
    }

    /**
     * Compiles a pattern. JSON Schema allows more than RE2; without a pattern a dictated code is only given a little
     * longer.
     */
    private static Optional<Pattern> compiled(String pattern) {
        try {
            return Optional.of(Pattern.compile(pattern));
        } catch (PatternSyntaxException foreign) {
            LOG.debug("a pattern of a tool's parameters is not RE2", foreign);
            return Optional.empty();
        }
    }

    /** Returns the variables that the model noted in this answer. */
    public List<VariableNote> notes(ModelAnswer answer) {
        return prompts.notes(agent, answer);
    }

    /**
     * What an answer to a step is taken for.
     *
     * @param speechOnly whether the model had to speak: what it asks for is then passed over
     * @param mayNote whether it may be asked again after it only noted variables
     * @param mayBeSilent whether words are said in this step in any case
     */
    public record Terms(StepNumber step, boolean speechOnly, boolean mayNote, boolean mayBeSilent) {}

    /**
     * Returns what an answer means. Tools come before a path that is proposed beside them: the model sees what they
     * returned, and may propose it then.
     */
    public ModelReply meaning(ModelAnswer answer, Terms terms) {
        if (!terms.speechOnly()) {
            StepNumber step = terms.step();
            List<ToolCall> calls = prompts.toolCalls(agent, answer, callId + "/" + step.turn() + "/" + step.step());
            if (!calls.isEmpty()) {
                return new ModelReply.Tools(calls);
            }
            var proposal = prompts.proposal(agent, answer);
            if (proposal != null) {
                return new ModelReply.Transfer(proposal);
            }
        }
        if (answer.written().isPresent() && !terms.speechOnly()) {
            return new ModelReply.Useless("The model wrote a tool as text instead of calling it.");
        }
        if (answer.spoke()) {
            return new ModelReply.Said();
        }
        if (answer.noted() && terms.mayNote()) {
            return new ModelReply.Noted();
        }
        if (terms.mayBeSilent() && answer.onlyNoted()) {
            return new ModelReply.Said();
        }
        return new ModelReply.Useless(
                terms.speechOnly() && !answer.asked().isEmpty()
                        ? "The model asked for more than a turn may have, and said nothing."
                        : "The model answered without a word.");
    }

    /** Tells the model of a tool that it wrote as text, before it is asked again. */
    public void rememberUseless(ModelAnswer answer, StepNumber step) {
        answer.written().ifPresent(tool -> memory.written(step.turn() + "/" + step.step() + "/text", tool));
    }

    /** Adds what the model noted to the conversation, before the model is asked again. */
    public void rememberNotes(ModelAnswer answer, StepNumber step) {
        prompts.rememberNotes(memory, answer, step);
    }
}
