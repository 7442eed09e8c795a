package dev.tandem.bench.recovery;

import dev.tandem.bench.measure.BenchmarkFailure;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be chosen of a benchmark, in the environment. */
final class Settings {

    private Settings() {}

    static int number(String name, int otherwise) {
        return Math.toIntExact(longNumber(name, otherwise));
    }

    /**
     * @param all words that there are
     * @return those that are named, separated by commas; all if none is
     * @throws BenchmarkFailure if there is none of a name; the message says which there are
     */
    static Set<String> words(String name, Set<String> all) {
        String named = System.getenv().getOrDefault(name, "");
        if (named.isBlank()) {
            return all;
        }
        Set<String> chosen = Stream.of(named.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        if (!all.containsAll(chosen)) {
            throw new BenchmarkFailure("%s is '%s'; there are: %s"
                    .formatted(name, named, all.stream().sorted().collect(Collectors.joining(", "))));
        }
        return chosen;
    }

    static long longNumber(String name, long otherwise) {
        return Optional.ofNullable(System.getenv(name)).map(Long::parseLong).orElse(otherwise);
    }
}
