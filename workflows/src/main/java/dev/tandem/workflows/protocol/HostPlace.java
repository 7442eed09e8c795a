package dev.tandem.workflows.protocol;

/**
 * A free place: the process that offers it, and the queue of that process.
 *
 * @param queue {@code media-<host>}
 */
public record HostPlace(String host, String queue) {}
