package dev.tandem.api.apikey;

import dev.tandem.api.access.Access;
import dev.tandem.api.access.ApiKey;
import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
import dev.tandem.api.http.page.Cursor;
import dev.tandem.api.http.page.Page;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/api-keys")
class KeyController {

    private final KeyRing keys;

    KeyController(KeyRing keys) {
        this.keys = keys;
    }

    /** Makes a key. The answer shows the key; no later answer does. */
    @Requires(Role.OWNER)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CreatedKey> create(Access access, @RequestBody NewKey request) {
        ApiKey key = ApiKey.random();
        StoredKey stored = keys.add(access.organization(), key, request.checked());
        return ResponseEntity.created(URI.create("/api/api-keys/" + stored.id()))
                .cacheControl(CacheControl.noStore())
                .body(CreatedKey.of(key, stored));
    }

    /** Lists the organization's keys, newest first, without their texts. */
    @Requires(Role.OWNER)
    @GetMapping
    Page<StoredKey> list(
            Access access,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.checkedLimit(limit);
        List<StoredKey> found = keys.page(access.organization(), Cursor.parse(cursor), size + 1);
        return Page.of(found, size, key -> new Cursor(key.createdAt(), key.id()));
    }

    /** Shows a key without its text. */
    @Requires(Role.OWNER)
    @GetMapping("/{id}")
    StoredKey get(Access access, @PathVariable UUID id) {
        return keys.get(access.organization(), id);
    }

    /** Renames a key, or has it expire. */
    @Requires(Role.OWNER)
    @PatchMapping("/{id}")
    StoredKey change(Access access, @PathVariable UUID id, @RequestBody KeyChange change) {
        return keys.change(access.organization(), id, change.checked());
    }

    /** Revokes a key at once and for good. It stays in the list. */
    @Requires(Role.OWNER)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Access access, @PathVariable UUID id) {
        keys.revoke(access.organization(), id);
    }

    /** @param key the key itself */
    record CreatedKey(
            UUID id,
            String name,
            String key,
            String prefix,
            Role role,
            Instant createdAt,
            @Nullable Instant expiresAt) {

        static CreatedKey of(ApiKey key, StoredKey stored) {
            return new CreatedKey(
                    stored.id(),
                    stored.name(),
                    key.text(),
                    stored.prefix(),
                    stored.role(),
                    stored.createdAt(),
                    stored.expiresAt());
        }
    }
}
