package dev.tandem.workflows.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CountedReportsTest {

    private final CountedReports counted = new CountedReports();

    /**
     * Plays a session whose outcomes arrive or are lost, come twice, and of which the last heartbeat tells again what
     * is open. Whatever happens, each amount that arrived at least once is counted once.
     */
    @Property
    void whatArrivesIsCountedOnceHoweverOftenItComes(
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 1_000) Integer> amounts,
            @ForAll @Size(max = 20) List<@IntRange(max = 3) Integer> fates,
            @ForAll @IntRange(min = 1, max = 3) int sessions) {
        CountedReports once = new CountedReports();
        long sum = 0;
        for (int session = 1; session <= sessions; session++) {
            List<ProviderReport> open = new ArrayList<>();
            int next = 0;
            for (int fate : fates) {
                int until = Math.min(amounts.size(), next + 3);
                for (; next < until; next++) {
                    open.add(used(session, next + 1, fate, amounts.get(next)));
                }
                for (int times = 0; times < fate; times++) {
                    sum += counted(once, open);
                }
                if (fate > 1) {
                    open.clear();
                }
            }
            sum += counted(once, open);
            sum += counted(once, open);
            assertThat(sum)
                    .isEqualTo(session
                            * amounts.stream()
                                    .limit(3L * fates.size())
                                    .mapToLong(Integer::longValue)
                                    .sum());
        }
    }

    private static long counted(CountedReports once, List<ProviderReport> reports) {
        return once.news(reports).stream()
                .mapToLong(report -> ((ProviderReport.Used) report).characters())
                .sum();
    }

    @Test
    void whatOneProviderUsedInATurnIsOneReportUnderItsLastNumber() {
        assertThat(counted.news(List.of(used(1, 1, 4, 10), used(1, 2, 4, 5), used(1, 3, 5, 7))))
                .containsExactly(used(1, 2, 4, 15), used(1, 3, 5, 7));
    }

    @Test
    void aFailoverIsTakenOnce() {
        ProviderReport failed =
                new ProviderReport.FailedOver(2, 1, 4, "a", "tts", "cartesia", "sonic-2", "local", "late");
        assertThat(counted.news(List.of(failed))).containsExactly(failed);
        assertThat(counted.news(List.of(failed, used(2, 2, 4, 3)))).containsExactly(used(2, 2, 4, 3));
    }

    private static ProviderReport used(int session, long number, int turn, long characters) {
        return new ProviderReport.Used(
                session, number, turn, "a", "tts", "cartesia", "sonic-2", 0, 0, 0, 0, characters);
    }
}
