package dev.tandem.workflows.usage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes each report of a call once, however often it comes: with an outcome, with the outcome after it, and with the
 * last heartbeat of a process that died. A session's reports come in the order of their numbers. Deterministic; not
 * thread-safe.
 */
public final class CountedReports {

    /** The highest number that was taken, by session. */
    private final Map<Integer, Long> taken = new HashMap<>();

    /**
     * Returns those that are new, in order. What one provider used for one agent in one turn is put together, under the
     * number of its last report.
     */
    public List<ProviderReport> news(List<ProviderReport> reports) {
        List<ProviderReport> fresh = new ArrayList<>();
        for (ProviderReport report : reports) {
            if (report.number() > taken.getOrDefault(report.session(), 0L)) {
                taken.put(report.session(), report.number());
                add(fresh, report);
            }
        }
        return List.copyOf(fresh);
    }

    private static void add(List<ProviderReport> fresh, ProviderReport report) {
        if (report instanceof ProviderReport.Used next) {
            for (int i = 0; i < fresh.size(); i++) {
                if (fresh.get(i) instanceof ProviderReport.Used one && one.isOfTheSame(next)) {
                    fresh.set(i, one.with(next));
                    return;
                }
            }
        }
        fresh.add(report);
    }
}
