package dev.tandem.workflows.workspace;

import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The master keys of an installation: the first one seals, and all of them open. They wrap data keys and nothing else.
 */
public final class MasterKeys {

    /** Name of the environment variable that holds them. */
    public static final String SETTING = "TANDEM_MASTER_KEY";

    private static final Pattern ONE = Pattern.compile("([A-Za-z0-9._-]{1,64}):([A-Za-z0-9+/]{43}=)");

    private final SequencedMap<String, Envelope> keys;

    private MasterKeys(SequencedMap<String, Envelope> keys) {
        this.keys = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(keys));
    }

    /**
     * Reads {@code id:Base64 of 32 bytes}, several of them separated by commas; empty: there are none.
     *
     * @throws IllegalArgumentException if the text has another form; the message does not contain it
     */
    public static MasterKeys parse(String text) {
        SequencedMap<String, Envelope> keys = new LinkedHashMap<>();
        for (String one : text.isBlank() ? new String[0] : text.split(",", -1)) {
            Matcher parts = ONE.matcher(one.strip());
            if (!parts.matches()) {
                throw new IllegalArgumentException(
                        SETTING + " is not readable: give <id>:<Base64 of 32 random bytes>,"
                                + " as `openssl rand -base64 32` prints them; separate several keys by commas, the newest first.");
            }
            if (keys.putIfAbsent(parts.group(1), Envelope.of(Base64.getDecoder().decode(parts.group(2)))) != null) {
                throw new IllegalArgumentException(
                        SETTING + " has two keys with the id " + parts.group(1) + ": give each key an id of its own.");
            }
        }
        return new MasterKeys(keys);
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Returns the id of the key that seals. */
    public String newest() {
        return keys.firstEntry().getKey();
    }

    /** Wraps a data key with the first master key, under a random nonce. Workflow code must not call it. */
    public WrappedKey wrap(DataKey key) {
        byte[] bound = bound(key.id(), key.organization(), newest());
        String wrapped = keys.firstEntry().getValue().seal(bound, key.bytes());
        return new WrappedKey(key.id(), key.organization(), newest(), wrapped);
    }

    /**
     * Unwraps a data key.
     *
     * @throws CannotOpenException if its master key is not here, or is not the one that wrapped it
     */
    public DataKey unwrap(WrappedKey wrapped) {
        Envelope master = keys.get(wrapped.masterKey());
        if (master == null) {
            throw new CannotOpenException(
                    "the master key \"" + wrapped.masterKey() + "\" is not in this process's " + SETTING + ": add it");
        }
        byte[] bound = bound(wrapped.id(), wrapped.organization(), wrapped.masterKey());
        return new DataKey(wrapped.id(), wrapped.organization(), master.open(bound, wrapped.wrapped()));
    }

    private static byte[] bound(String id, String organization, String masterKey) {
        return Envelope.bound("tandem data key", organization, id, masterKey);
    }
}
