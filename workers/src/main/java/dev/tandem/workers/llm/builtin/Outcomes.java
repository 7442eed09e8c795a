package dev.tandem.workers.llm.builtin;

import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workers.llm.LanguageModel.Request;
import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Words the results of the tools and the path that were asked for in this turn. */
record Outcomes(Request request, BuiltinWording wording) {

    /** Technical words that no caller should hear. */
    private static final Pattern TECHNICAL = Pattern.compile(
            "https?|[{}<>_/\\\\]|exception|timed? ?out|schema|status \\d|status code|\\bjson\\b|\\burl\\b|\\bapi\\b|\\bsql\\b"
                    + "|\\bconfig\\b|redirect|\\barguments?\\b|the caller|the tool\\b|no tool called|\\d ms\\b|\\bnull\\b"
                    + "|stack ?trace|socket|\\bport \\d|\\bmib\\b|broke off",
            Pattern.CASE_INSENSITIVE);
    /** The longest reason that is spoken to a caller, in characters. */
    private static final int LONGEST_REASON = 160;

    String words(List<Message.ToolReturned> returned) {
        return returned.stream().map(this::words).distinct().collect(Collectors.joining(" "));
    }

    private String words(Message.ToolReturned returned) {
        ToolSpec tool = spec(returned.name());
        if (Situation.isRejected(returned)) {
            return rejected(tool, returned);
        }
        if (Situation.isFailed(returned)) {
            return failed(tool, returned.result());
        }
        return new ResultWords(wording, tool).of(returned.result(), request.variables());
    }

    private String failed(ToolSpec tool, JsonNode result) {
        JsonNode error = result.path("error");
        String sentence = error.isObject() ? error.path("message").asString("") : error.asString("");
        return switch (result.path("outcome").asString("")) {
            case "unknown" -> wording.unconfirmed(tool);
            case "cancelled" -> wording.stopped();
            default -> wording.failed(tool, reason(sentence));
        };
    }

    private ToolSpec spec(String name) {
        return request.tools().stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseGet(() -> new ToolSpec(name, "", JsonNodeFactory.instance.objectNode(), null));
    }

    private String rejected(ToolSpec path, Message.ToolReturned returned) {
        Optional<Parameter> wanted = Pending.wanted(path, returned.result());
        if (wanted.isEmpty()) {
            return Capability.endsCall(path) ? wording.farewell() : wording.cannotTransfer(Capability.nameOf(path));
        }
        if (Pending.isUnconfirmed(returned.result(), wanted.get().name())) {
            JsonNode known = request.variables().get(wanted.get().name());
            return known == null
                    ? wording.question(wanted.get())
                    : wording.readBack(
                            wanted.get(), known, wasReadBack(wanted.get().name()));
        }
        JsonNode invalid = returned.result()
                .path("rejected")
                .path("invalid")
                .path(wanted.get().name());
        if (invalid.asString("").contains("; ask")) {
            return wording.unclear(wanted.get(), invalid.asString());
        }
        return !invalid.isMissingNode()
                ? wording.askInvalid(wanted.get())
                : wording.askBeforePath(Capability.nameOf(path), wanted.get());
    }

    /** Whether a value of this name was read back to the caller before the caller's last words. */
    private boolean wasReadBack(String name) {
        boolean before = false;
        for (Message message : request.messages().reversed()) {
            before |= message instanceof Message.Caller;
            if (before
                    && message instanceof Message.ToolReturned returned
                    && Pending.isUnconfirmed(returned.result(), name)) {
                return true;
            }
        }
        return false;
    }

    private static String reason(String error) {
        boolean fit = !error.isBlank()
                && error.length() <= LONGEST_REASON
                && !TECHNICAL.matcher(error).find();
        return fit ? error.strip() : "";
    }
}
