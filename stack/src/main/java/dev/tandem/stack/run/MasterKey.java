package dev.tandem.stack.run;

import dev.tandem.stack.PrivateFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes the master key of a stack's secrets. It is kept beside the stack's data, for as long as these. */
final class MasterKey {
    static final String SETTING = "TANDEM_MASTER_KEY";

    private static final int BYTES = 32;

    private MasterKey() {}

    /** Makes a key, keeps it in the folder, and returns it in the form that the API and the workers read. */
    static String keptIn(Path folder) {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String key = "stack:" + Base64.getEncoder().encodeToString(random);
        PrivateFile.write(folder.resolve("master-key"), key + System.lineSeparator());
        return key;
    }
}
