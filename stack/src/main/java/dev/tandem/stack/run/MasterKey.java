package dev.tandem.stack.run;

import dev.tandem.stack.PrivateFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The master key of a stack's secrets. It stands beside the stack's data, and lives as long. */
final class MasterKey {
    static final String SETTING = "TANDEM_MASTER_KEY";

    private static final int BYTES = 32;

    private MasterKey() {}

    /** Makes one, keeps it in the folder, and tells it as the API and the workers read it. */
    static String keptIn(Path folder) {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String key = "stack:" + Base64.getEncoder().encodeToString(random);
        PrivateFile.write(folder.resolve("master-key"), key + System.lineSeparator());
        return key;
    }
}
