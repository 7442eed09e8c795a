package dev.tandem.workers.attend;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(places.promise("a")).isTrue();
        assertThat(places.promise("b")).isTrue();
        assertThat(places.promise("c")).isFalse();
        assertThat(places.free()).isZero();
    }

    @Test
    void aCallIsPromisedItsPlaceAsOftenAsItAsks() {
        assertThat(places.promise("a")).isTrue();
        assertThat(places.promise("a")).isTrue();
        assertThat(places.free()).isEqualTo(1);
        assertThat(places.take("a")).isTrue();
        assertThat(places.promise("a")).isTrue();
        assertThat(places.free()).isEqualTo(1);
    }

    @Test
    void aPromiseThatNobodyTakesUpExpires() {
        places.promise("a");
        places.promise("b");
        now.addAndGet(Places.PROMISED.toNanos());
        assertThat(places.promise("c")).isTrue();
        assertThat(places.promise("d")).isTrue();
        assertThat(places.take("a")).isFalse();
    }

    @Test
    void aCallWithoutAPromiseTakesAPlaceThatIsFree() {
        places.promise("a");
        assertThat(places.take("b")).isTrue();
        assertThat(places.take("c")).isFalse();
        assertThat(places.take("a")).isTrue();
        places.giveBack("b");
        assertThat(places.take("c")).isTrue();
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
                case 0 -> eight.promise(call);
                case 1 -> {
                    if (eight.take(call)) {
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
