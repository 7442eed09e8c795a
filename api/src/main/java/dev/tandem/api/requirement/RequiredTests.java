package dev.tandem.api.requirement;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Knows tests that have to have passed on a draft before it is published. Whoever has some is asked within publishing. */
public interface RequiredTests {

    /**
     * Returns the tests that have not passed on the draft as it is now; empty: nothing speaks against it. It runs none.
     *
     * @param version id of the draft
     * @param snapshotSha256 of the document as calls would follow it, in hex: the one that a test's calls follow
     */
    List<Shortfall> shortfalls(UUID organization, UUID workflow, UUID version, String snapshotSha256);

    /**
     * A test that has not passed.
     *
     * @param kind {@code scenario} or {@code replay}
     * @param id of what is required
     * @param state missing (never run on this version), stale (the draft or the test has changed since), running, or
     *     failed
     * @param link to its latest run; null: there is none
     */
    record Shortfall(
            String kind,
            UUID id,
            String name,
            String state,
            @Nullable String link) {}
}
