package dev.tandem.workers.attend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {

    private final AtomicLong now = new AtomicLong();
    private final Places places = new Places(2, now::get);

    @Test
    void aPromiseTakesAPlace() {
        assertThat(places.promise("a", "shop")).isTrue();
        assertThat(places.promise("b", "shop")).isTrue();
        assertThat(places.promise("c", "shop")).isFalse();
        assertThat(places.free()).isZero();
    }

    @Test
    void aCallIsPromisedItsPlaceAsOftenAsItAsks() {
        assertThat(places.promise("a", "shop")).isTrue();
        assertThat(places.promise("a", "shop")).isTrue();
        assertThat(places.free()).isEqualTo(1);
        assertThat(places.take("a", "shop")).isTrue();
        assertThat(places.promise("a", "shop")).isTrue();
        assertThat(places.free()).isEqualTo(1);
    }

    @Test
    void aPromiseThatNobodyTakesUpExpires() {
        places.promise("a", "shop");
        places.promise("b", "shop");
        now.addAndGet(Places.PROMISED.toNanos());
        assertThat(places.promise("c", "shop")).isTrue();
        assertThat(places.promise("d", "shop")).isTrue();
        assertThat(places.take("a", "shop")).isFalse();
    }

    @Test
    void aCallWithoutAPromiseTakesAPlaceThatIsFree() {
        places.promise("a", "shop");
        assertThat(places.take("b", "shop")).isTrue();
        assertThat(places.take("c", "shop")).isFalse();
        assertThat(places.take("a", "shop")).isTrue();
        places.giveBack("b");
        assertThat(places.take("c", "shop")).isTrue();
    }

    @Test
    void aPlaceGoesToTheOrganizationThatHasFewest() {
        places.take("a", "shop");
        places.take("b", "shop");
        assertThat(places.promise("c", "shop")).isFalse();
        assertThat(places.promise("d", "other")).isFalse();
        assertThat(places.wanted()).isEqualTo(2);

        places.giveBack("a");

        assertThat(places.promise("c", "shop")).isFalse();
        assertThat(places.promise("d", "other")).isTrue();
        places.giveBack("b");
        assertThat(places.promise("e", "other")).as("now the shop has fewer").isFalse();
        assertThat(places.promise("c", "shop")).isTrue();
    }

    @Test
    void aCallThatDoesNotAskAgainIsWaitedForNoLonger() {
        places.take("a", "shop");
        places.take("b", "shop");
        places.promise("d", "other");
        places.giveBack("a");
        now.addAndGet(Places.WAITING.toNanos());

        assertThat(places.wanted()).isZero();
        assertThat(places.promise("c", "shop")).isTrue();
    }

    @Test
    void aPlaceForEachThatGoFirstIsKept() {
        Places three = new Places(3, now::get);
        three.take("a", "shop");
        three.take("b", "shop");
        three.take("c", "shop");
        three.promise("d", "other");
        three.giveBack("a");
        three.giveBack("b");

        assertThat(three.promise("e", "shop")).as("one of two is kept").isTrue();
        assertThat(three.promise("f", "shop")).isFalse();
        assertThat(three.promise("d", "other")).isTrue();
    }

    @Test
    void aCallThatWaitsLongAsksLessOften() {
        assertThat(places.askAgain(1)).isEqualTo(Duration.ofMillis(20));
        assertThat(places.askAgain(10)).isEqualTo(Duration.ofMillis(200));
        assertThat(places.askAgain(1_000)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void theMoreCallsInMemoryWaitTheLessOftenEachAsks() {
        Places memory = Places.inMemory(1, now::get);
        memory.take("a", "shop");
        assertThat(memory.askAgain(1)).isEqualTo(Duration.ofMillis(20));
        for (int n = 0; n < 1_000; n++) {
            memory.promise("waiting-" + n, "shop");
            assertThat(memory.askAgain(1)).isBetween(Duration.ofMillis(20), Duration.ofSeconds(4));
        }
        assertThat(memory.askAgain(1)).isEqualTo(Duration.ofSeconds(4));

        now.addAndGet(Duration.ofSeconds(4).toNanos());

        assertThat(memory.wanted()).as("they are still waited for").isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void thereAreNeverMoreCallsThanPlaces(long seed) {
        Random random = new Random(seed);
        Places eight = new Places(8, now::get);
        Set<String> here = new HashSet<>();
        for (int n = 0; n < 10_000; n++) {
            String call = "call-" + random.nextInt(40);
            switch (random.nextInt(4)) {
                case 0 -> eight.promise(call, "shop");
                case 1 -> {
                    if (eight.take(call, "shop")) {
                        here.add(call);
                    }
                }
                case 2 -> {
                    eight.giveBack(call);
                    here.remove(call);
                }
                default -> now.addAndGet(random.nextLong(Places.PROMISED.toNanos()));
            }
            assertThat(here).hasSizeLessThanOrEqualTo(8);
            assertThat(eight.free()).isBetween(0, 8 - here.size());
        }
    }
}
