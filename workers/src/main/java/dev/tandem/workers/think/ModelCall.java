package dev.tandem.workers.think;

import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.ModelException;
import dev.tandem.workers.workspace.OpenWorkspace;
import dev.tandem.workers.workspace.UnavailableVariableException;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Asks a model one question. The secrets of its config are opened here, and a fault shows nothing of them.
 *
 * @param model returns the model for a config whose secrets are opened
 */
record ModelCall(Function<JsonNode, LanguageModel> model, LanguageModel.Request request, OpenWorkspace workspace) {

    /** A question to the model. */
    @FunctionalInterface
    private interface Question {
        void put(LanguageModel opened, LanguageModel.Request filled) throws InterruptedException;
    }

    /** @throws ModelException if it cannot answer */
    void answer(LanguageModel.Sink sink) throws InterruptedException {
        ask((opened, filled) -> opened.answer(filled, sink));
    }

    /** @throws ModelException if it cannot summarise the conversation */
    void summarise(LanguageModel.Sink sink) throws InterruptedException {
        ask((opened, filled) -> opened.summarise(filled, sink));
    }

    /** @throws ModelException if the model does not open */
    void connect() throws InterruptedException {
        ask((opened, _) -> opened.connect());
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
        } catch (RuntimeException | Error defect) {
            if (workspace.hasOpened()) {
                throw new ModelException(hidden(defect.toString()), false);
            }
            throw defect;
        }
    }

    /** Returns a message without secrets. The cause is left out too: it may hold the key, and would appear in a log. */
    private String hidden(String message) {
        return workspace.redaction().text(message);
    }
}
