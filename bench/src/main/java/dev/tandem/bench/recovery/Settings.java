package dev.tandem.bench.recovery;

import dev.tandem.bench.measure.BenchmarkFailure;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the settings of a benchmark from the environment. */
final class Settings {

    private Settings() {}

    static int number(String name, int otherwise) {
        return Math.toIntExact(longNumber(name, otherwise));
    }

    /**
     * @param all all known words
     * @return the words that the setting names, separated by commas; all if it names none
     * @throws BenchmarkFailure if a word is unknown; the message lists the known ones
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
