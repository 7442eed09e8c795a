package dev.tandem.workers.workspace;

import dev.tandem.workflows.workspace.DataKey;
import dev.tandem.workflows.workspace.MasterKeys;
import dev.tandem.workflows.workspace.SealedSecret;
import dev.tandem.workflows.workspace.SealedSecrets;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.util.List;
import java.util.Map;

/** Plays an installation with one master key, and secrets of its organization {@code shop}. */
public final class Safe {

    private static final MasterKeys MASTER_KEYS = MasterKeys.parse("test:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=");
    private static final DataKey SHOP = new DataKey("key-1", "shop", new byte[32]);

    /** The vault of a worker that holds the master key. */
    public static final Vault VAULT = new Vault(MASTER_KEYS);

    private Safe() {}

    /** Returns sealed secrets, as the call workflow passes them on. */
    public static WorkspaceValues holding(Map<String, String> secrets) {
        List<SealedSecret> sealed = secrets.entrySet().stream()
                .map(secret -> SHOP.seal(secret.getKey(), "", secret.getValue()))
                .toList();
        return new WorkspaceValues(Map.of(), new SealedSecrets(MASTER_KEYS.wrap(SHOP), sealed));
    }
}
