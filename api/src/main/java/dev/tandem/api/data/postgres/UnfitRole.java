package dev.tandem.api.data.postgres;

import java.io.Serial;

/** Tells that the role that the application connects as would see the rows of every tenant. */
final class UnfitRole extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    UnfitRole(String role, String what) {
        super("The database role " + role + " " + what + ": tenants would not be kept apart.");
    }
}
