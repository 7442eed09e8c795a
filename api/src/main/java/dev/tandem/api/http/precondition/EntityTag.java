package dev.tandem.api.http.precondition;

import dev.tandem.api.http.problem.ApiProblem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Names a state of a resource. A change with {@code If-Match} happens only to the state that it names. A change without
 * it is unconditional.
 */
public record EntityTag(String opaque) {

    /** @param revision counts the changes of the resource */
    public static EntityTag ofRevision(int revision) {
        return new EntityTag(Integer.toString(revision));
    }

    /** @param state a record with all that the resource shows */
    public static EntityTag ofState(Record state) {
        byte[] text = state.toString().getBytes(StandardCharsets.UTF_8);
        return new EntityTag(UUID.nameUUIDFromBytes(text).toString());
    }

    /** @throws ApiProblem 412 if the resource has changed since the sender saw it */
    public void check(@Nullable String ifMatch) {
        checkAny(ifMatch, Set.of());
    }

    /**
     * Checks a change that has been made already: the sender of a repetition has seen the state before it.
     *
     * @param before tag of the state that the change was made to
     * @throws ApiProblem 412 if the sender has seen neither state
     */
    public void checkRepeated(@Nullable String ifMatch, EntityTag before) {
        checkAny(ifMatch, Set.of(before.toString()));
    }

    private void checkAny(@Nullable String ifMatch, Set<String> others) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        boolean isSeen = Arrays.stream(ifMatch.split(","))
                .map(String::strip)
                .anyMatch(tag -> tag.equals(toString()) || others.contains(tag));
        if (!isSeen) {
            throw ApiProblem.of(
                    HttpStatus.PRECONDITION_FAILED,
                    "stale",
                    "It has changed since: its ETag is " + this + ". Read it again, and repeat the change.");
        }
    }

    /** Returns the tag as the header has it. */
    @Override
    public String toString() {
        return "\"" + opaque + "\"";
    }
}
