package dev.tandem.workers.think;

import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.ModelException;
import dev.tandem.workers.workspace.OpenWorkspace;
import dev.tandem.workers.workspace.UnavailableVariableException;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * One question to a model. Its config's secrets are opened here, and nothing of them comes back in a fault.
 *
 * @param model the model for a config, its secrets opened
 */
record ModelCall(Function<JsonNode, LanguageModel> model, LanguageModel.Request request, OpenWorkspace workspace) {

    /** What is asked of it. */
    @FunctionalInterface
    private interface Question {
        void put(LanguageModel opened, LanguageModel.Request filled) throws InterruptedException;
    }

    /** @throws ModelException if it cannot answer */
    void answer(LanguageModel.Sink sink) throws InterruptedException {
        ask((opened, filled) -> opened.answer(filled, sink));
    }

    /** @throws ModelException if it cannot sum the conversation up */
    void summarise(LanguageModel.Sink sink) throws InterruptedException {
        ask((opened, filled) -> opened.summarise(filled, sink));
    }

    /** @throws ModelException if what the tools need cannot be loaded */
    void prepare() throws InterruptedException {
        ask((opened, filled) -> opened.prepare(filled.tools()));
    }

    @SuppressWarnings("IllegalCatch") // a provider's defect may hold its key, too
    private void ask(Question question) throws InterruptedException {
        try {
            LanguageModel.Request filled = request.with(workspace.filled(request.config()));
            question.put(model.apply(filled.config()), filled);
        } catch (UnavailableVariableException missing) {
            throw new ModelException(String.valueOf(missing.getMessage()), false);
        } catch (ModelException fault) {
            throw workspace.hasOpened() ? fault.saying(hidden(String.valueOf(fault.getMessage()))) : fault;
        } catch (RuntimeException defect) {
            throw workspace.hasOpened() ? new ModelException(hidden(defect.toString()), false) : defect;
        }
    }

    /** The cause stays behind too: it may hold the key, and would stand in a log. */
    private String hidden(String message) {
        return workspace.redaction().text(message);
    }
}
