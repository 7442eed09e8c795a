package dev.tandem.api.apikey;

import dev.tandem.api.access.Role;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.http.text.Names;
import dev.tandem.workflows.document.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The request for a new key, not checked yet. */
public record NewKey(
        @Nullable String name,
        @Nullable String role,
        @Nullable Instant expiresAt) {

    /** @param expiresAt null: never */
    public record Checked(String name, Role role, @Nullable Instant expiresAt) {

        /** Describes an owner's key that does not expire. */
        public static Checked owner(String name) {
            return new Checked(name, Role.OWNER, null);
        }
    }

    /** @throws ApiProblem 422 that lists every fault */
    Checked checked() {
        List<Problem> problems = new ArrayList<>();
        String checkedName = Names.checked(name, problems);
        Optional<Role> checkedRole = Arrays.stream(Role.values())
                .filter(known -> known.wireName().equals(role))
                .findFirst();
        if (checkedRole.isEmpty()) {
            problems.add(new Problem("invalid_value", "/role", "A key has one of the roles " + roles() + "."));
        }
        Expiry.check(expiresAt, problems);
        if (!problems.isEmpty()) {
            throw ApiProblem.invalidRequest(problems);
        }
        return new Checked(checkedName, checkedRole.orElseThrow(), expiresAt);
    }

    private static String roles() {
        return Arrays.stream(Role.values()).map(Role::wireName).collect(Collectors.joining(", "));
    }
}
