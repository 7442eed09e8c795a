package dev.tandem.workers.attend;

/**
 * Which process this is.
 *
 * @param name unique among the processes of a Temporal namespace; fixed for the life of the process
 */
public record HostId(String name) {

    /** The task queue that only this process polls. */
    public String queue() {
        return "media-" + name;
    }
}
