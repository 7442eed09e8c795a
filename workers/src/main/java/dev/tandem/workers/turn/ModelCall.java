package dev.tandem.workers.turn;

import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.ModelException;
import dev.tandem.workers.secret.OpenWorkspace;
import dev.tandem.workers.secret.UnavailableVariableException;

/** One question to a model. Its config's secrets are opened here, and nothing of them comes back in a fault. */
record ModelCall(LanguageModel model, LanguageModel.Request request, OpenWorkspace workspace) {

    /** @throws ModelException if it cannot answer */
    @SuppressWarnings("IllegalCatch") // a provider's defect may hold its key, too
    void answer(LanguageModel.Sink sink) throws InterruptedException {
        try {
            model.answer(request.with(workspace.filled(request.config())), sink);
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
