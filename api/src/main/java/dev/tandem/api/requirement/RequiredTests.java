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
     * @param id of what is required: the scenario, or the workflow that requires a replay
     * @param state missing (never run on this version), stale (the draft or the test has changed since), running, or
     *     failed
     * @param link to its latest run; null: there is none
     * @param why it failed, as a sentence without words of callers; null: {@code link} tells
     * @param divergence of a replay that failed: the first one that speaks against publishing; null: there is none, or
     *     its calls are erased
     */
    record Shortfall(
            String kind,
            UUID id,
            String name,
            String state,
            @Nullable String link,
            @Nullable String why,
            @Nullable First divergence) {

        /** Makes one of a test whose run tells everything. */
        public Shortfall(String kind, UUID id, String name, String state, @Nullable String link) {
            this(kind, id, name, state, link, null, null);
        }

        /** Returns the same without what calls told: it is kept for longer than they are. */
        Shortfall withoutCalls() {
            return new Shortfall(kind, id, name, state, link, why, null);
        }
    }

    /**
     * The first divergence of a ranked report.
     *
     * @param calls in which it is found
     * @param call link to one of them
     */
    record First(
            String kind,
            String agentId,
            String subject,
            boolean decisive,
            int calls,
            int turn,
            String expected,
            String found,
            String call) {}
}
