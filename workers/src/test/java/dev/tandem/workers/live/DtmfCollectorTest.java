package dev.tandem.workers.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DtmfCollectorTest {

    private final Mailbox mailbox = new Mailbox("keys");
    private final List<String> pressed = new CopyOnWriteArrayList<>();
    private final DtmfCollector keys = new DtmfCollector(mailbox, pressed::add);

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
    void whatIsNoKeyCountsForNothing() {
        keys.press("x");
        keys.press("");
        keys.press("12");
        keys.press("#");
        assertThat(pressed).containsExactly("#");
    }
}
