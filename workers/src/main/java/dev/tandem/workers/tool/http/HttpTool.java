package dev.tandem.workers.tool.http;

import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.egress.EgressSettings;
import dev.tandem.workers.tool.AnswerSelection;
import dev.tandem.workers.tool.ToolAdapter;
import dev.tandem.workers.tool.ToolAnswer;
import dev.tandem.workers.workspace.OpenWorkspace;
import dev.tandem.workers.workspace.Redaction;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.protocol.ToolCall;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Tools that are HTTP requests. The config:
 *
 * <ul>
 *   <li>{@code method}: GET by default
 *   <li>{@code url}: {@code {{argument}}} in its path or query is percent-encoded; scheme and host are fixed
 *   <li>{@code headers}, {@code query}: objects of name to text with {@code {{argument}}}; a query entry whose argument
 *       is not there is left out, and one that is nothing but a list is sent once for each element
 *   <li>{@code body}: JSON with {@code {{argument}}} in its strings; a string that is nothing else becomes the
 *       argument's own JSON. None: all arguments, for the methods that have a body
 *   <li>{@code success}: {@code {pointer, equals}}, what an answer of status 2xx says if it is one
 *   <li>{@code result}: JSON Pointer to the part of the answer that counts, or an object of such pointers
 *   <li>{@code redirect_hosts}: other hosts to which a redirect may lead
 *   <li>{@code timeout_ms}: of one attempt; at most, and by default, what the tool has left
 * </ul>
 *
 * {@code {{workspace.NAME}}} stands for a workspace variable wherever an argument may stand; without it no request is
 * made.
 *
 * <p>{@link AnswerContent} says what an answer is. The call's key goes along as {@code Idempotency-Key}. A tool whose
 * side effect is {@code once} has a connection of its own, on which its request is sent once.
 */
public final class HttpTool implements ToolAdapter {

    private volatile HttpExchange exchange;

    /** Creates a tool that reaches public addresses only, until it is told otherwise. */
    public HttpTool() {
        this(new Egress(EgressSettings.PUBLIC));
    }

    public HttpTool(Egress egress) {
        this.exchange = new HttpExchange(egress.client());
    }

    @Override
    public String type() {
        return "http";
    }

    @Override
    public void leaveThrough(Egress egress) {
        exchange = new HttpExchange(egress.client());
    }

    @Override
    public ToolAnswer run(Tool tool, ToolCall call, OpenWorkspace workspace, Duration timeout)
            throws InterruptedException {
        HttpConfig config = HttpConfig.of(tool.config());
        Duration limit =
                config.timeout().filter(own -> own.compareTo(timeout) < 0).orElse(timeout);
        HttpExchange.Manner manner =
                new HttpExchange.Manner(tool.sideEffect() == Tool.SideEffect.ONCE, config.redirectHosts(), limit);
        HttpAnswer answer = exchange.send(config.request(call, workspace), manner);
        Redaction redaction = workspace.redaction();
        JsonNode content = answer.content(redaction);
        config.success().require(content, redaction);
        List<String> warnings = Stream.of(config.warnings(), config.success().warnings(content))
                .flatMap(List::stream)
                .toList();
        return new ToolAnswer(AnswerSelection.of(content, config.result()), warnings);
    }
}
