package dev.tandem.workers.workspace;

import dev.tandem.workflows.workspace.CannotOpenException;
import dev.tandem.workflows.workspace.DataKey;
import dev.tandem.workflows.workspace.MasterKeys;
import dev.tandem.workflows.workspace.SealedSecret;
import dev.tandem.workflows.workspace.SealedSecrets;
import dev.tandem.workflows.workspace.WorkspaceValues;
import dev.tandem.workflows.workspace.WrappedKey;

/** Holds the master keys of this process, and opens secrets. It is thread-safe, because one vault serves all calls. */
public final class Vault {

    private final MasterKeys masterKeys;

    public Vault(MasterKeys masterKeys) {
        this.masterKeys = masterKeys;
    }

    /** Returns the variables for one use; nothing is opened yet. */
    public OpenWorkspace of(WorkspaceValues values) {
        return new OpenWorkspace(values, this);
    }

    /**
     * Opens a secret.
     *
     * @throws UnavailableVariableException if there is no such secret, or it does not open
     */
    String open(SealedSecrets secrets, String name) {
        SealedSecret sealed = secrets.named(name).orElseThrow(() -> missing(name));
        WrappedKey key = secrets.key();
        if (key == null) {
            throw missing(name);
        }
        if (masterKeys.isEmpty()) {
            throw closed(
                    name,
                    "this worker has no master key: set " + MasterKeys.SETTING + " to the same value as the API's");
        }
        try {
            DataKey opened = masterKeys.unwrap(key);
            return opened.open(sealed);
        } catch (CannotOpenException unfit) {
            throw closed(name, String.valueOf(unfit.getMessage()));
        }
    }

    private static UnavailableVariableException missing(String name) {
        return new UnavailableVariableException("the workspace variable \"" + name
                + "\" was not set when the call began; set it under /api/workspace-variables");
    }

    private static UnavailableVariableException closed(String name, String why) {
        return new UnavailableVariableException("the secret \"" + name + "\" does not open: " + why);
    }
}
