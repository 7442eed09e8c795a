package dev.tandem.bench;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Describes the machine on which the figures were measured. */
final class Machine {

    private Machine() {}

    static String describe() {
        return "%d cores, %s %s, Java %s, load %.1f"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch").toLowerCase(Locale.ROOT),
                        Runtime.version().feature(),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
