package dev.tandem.workflows.workspace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Secrets of one organization, with the wrapped key that opens them.
 *
 * @param key null: there are no secrets
 */
public record SealedSecrets(@Nullable WrappedKey key, List<SealedSecret> values) {

    public static final SealedSecrets NONE = new SealedSecrets(null, List.of());

    public SealedSecrets {
        values = List.copyOf(values);
    }

    public Optional<SealedSecret> named(String name) {
        return values.stream().filter(secret -> secret.name().equals(name)).findFirst();
    }

    SealedSecrets only(Set<String> names) {
        List<SealedSecret> named =
                values.stream().filter(secret -> names.contains(secret.name())).toList();
        return named.isEmpty() ? NONE : new SealedSecrets(key, named);
    }
}
