package dev.tandem.workflows.protocol;

/**
 * A free place: the process that offers it, and its own queue.
 *
 * @param queue {@code media-<host>}
 */
public record HostPlace(String host, String queue) {}
