package dev.tandem.callers.persona;

import dev.tandem.workers.llm.LanguageModels;
import dev.tandem.workers.provider.ProviderException;
import dev.tandem.workers.workspace.OpenWorkspace;
import dev.tandem.workers.workspace.UnavailableVariableException;
import dev.tandem.workers.workspace.Vault;
import dev.tandem.workflows.call.api.CallerLine;
import dev.tandem.workflows.graph.ProviderConfig;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import tools.jackson.databind.JsonNode;

/** Decides what personas say: by rules, or by the language model that the scenario names. */
public final class PersonaLines implements CallerLine {

    /** Type of the failure of a persona's model. */
    static final String FAILURE = "persona-model";

    private static final String BUILTIN = "builtin";

    private final LanguageModels models;
    private final Vault vault;

    public PersonaLines(LanguageModels models, Vault vault) {
        this.models = models;
        this.vault = vault;
    }

    @Override
    public Next next(Inquiry inquiry) {
        ProviderConfig model = inquiry.persona().model();
        if (!model.name().equals(BUILTIN)) {
            return byModel(model, inquiry);
        }
        if (!inquiry.language().startsWith("en")) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "a persona on builtin speaks English only: give it another model for " + inquiry.language(),
                    FAILURE);
        }
        return PersonaDialogue.next(inquiry);
    }

    private Next byModel(ProviderConfig model, Inquiry inquiry) {
        OpenWorkspace workspace = vault.of(inquiry.workspace());
        try {
            JsonNode config = ModelPersona.ruled(workspace.filled(model.config()));
            return ModelPersona.next(models.model(new ProviderConfig(model.name(), config)), config, inquiry);
        } catch (ProviderException fault) {
            String why = workspace.redaction().text(String.valueOf(fault.getMessage()));
            throw fault.retryable()
                    ? ApplicationFailure.newFailure(why, FAILURE)
                    : ApplicationFailure.newNonRetryableFailure(why, FAILURE);
        } catch (UnavailableVariableException missing) {
            throw ApplicationFailure.newNonRetryableFailure(String.valueOf(missing.getMessage()), FAILURE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(stopping);
        }
    }
}
