package dev.tandem.workers.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.workers.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DtmfCollectorTest {

    private final SimpleMeterRegistry figures = new SimpleMeterRegistry();
    private final AtomicInteger turn = new AtomicInteger();
    private final Mailbox mailbox = new Mailbox("keys", fault -> pressed().add(fault.toString()));
    private final List<String> pressed = new CopyOnWriteArrayList<>();
    private final DtmfCollector keys =
            new DtmfCollector(mailbox, CallLimits.DEFAULT, new Meters(figures), turn::get, pressed::add);

    @AfterEach
    void close() {
        mailbox.close();
    }

    @Test
    void keysAreHandedOverTogetherWhenTheCallerPauses() {
        mailbox.post(() -> {
            keys.press("1");
            keys.press("2");
        });
        await().untilAsserted(() -> assertThat(pressed).containsExactly("12"));
    }

    @Test
    void theHashKeyEndsThem() {
        keys.press("4");
        keys.press("#");
        assertThat(pressed).containsExactly("4");
    }

    @Test
    void aTurnHasThirtyTwoKeysAndACallAThousand() {
        for (int n = 0; n < 100; n++) {
            keys.press("#");
        }
        assertThat(pressed).hasSize(32);
        for (int now = 1; now < 100; now++) {
            turn.set(now);
            for (int n = 0; n < 20; n++) {
                keys.press("#");
            }
        }
        assertThat(pressed).hasSize(1_000);
        assertThat(figures.get("tandem.keys.dropped").counter().count()).isEqualTo(68 + 99 * 20 - 968);
    }

    private List<String> pressed() {
        return pressed;
    }

    @Test
    void whatIsNoKeyCountsForNothing() {
        keys.press("x");
        keys.press("");
        keys.press("12");
        keys.press("#");
        assertThat(pressed).containsExactly("#");
    }
}
