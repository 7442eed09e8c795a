package dev.tandem.bench.recovery;

import java.util.Optional;

/** What can be chosen of a benchmark, in the environment. */
final class Settings {

    private Settings() {}

    static int number(String name, int otherwise) {
        return Math.toIntExact(longNumber(name, otherwise));
    }

    static long longNumber(String name, long otherwise) {
        return Optional.ofNullable(System.getenv(name)).map(Long::parseLong).orElse(otherwise);
    }
}
