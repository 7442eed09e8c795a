package dev.tandem.workers.think;

import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.ModelException;
import dev.tandem.workers.workspace.OpenWorkspace;
import dev.tandem.workers.workspace.UnavailableVariableException;

/** One question to a model. Its config's secrets are opened here, and nothing of them comes back in a fault. */
record ModelCall(LanguageModel model, LanguageModel.Request request, OpenWorkspace workspace) {

    /** What is asked of it. */
    @FunctionalInterface
    private interface Question {
        void put(LanguageModel.Request filled) throws InterruptedException;
    }

    /** @throws ModelException if it cannot answer */
    void answer(LanguageModel.Sink sink) throws InterruptedException {
        ask(filled -> model.answer(filled, sink));
    }

    /** @throws ModelException if it cannot sum the conversation up */
    void summarise(LanguageModel.Sink sink) throws InterruptedException {
        ask(filled -> model.summarise(filled, sink));
    }

    @SuppressWarnings("IllegalCatch") // a provider's defect may hold its key, too
    private void ask(Question question) throws InterruptedException {
        try {
            question.put(request.with(workspace.filled(request.config())));
        } catch (UnavailableVariableException missing) {
            throw new ModelException(String.valueOf(missing.getMessage()), false);
        } catch (ModelException fault) {
            throw workspace.hasOpened() ? hidden(fault, fault.retryable()) : fault;
        } catch (RuntimeException defect) {
            throw workspace.hasOpened() ? hidden(defect, false) : defect;
        }
    }

    /** Without its cause, which may hold the key, and would stand in a log. */
    private ModelException hidden(RuntimeException fault, boolean retryable) {
        String message = fault instanceof ModelException ? String.valueOf(fault.getMessage()) : fault.toString();
        return new ModelException(workspace.redaction().text(message), retryable);
    }
}
