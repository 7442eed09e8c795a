package dev.tandem.workers.attend;

/**
 * Identifies this process.
 *
 * @param name unique among the processes of a Temporal namespace; fixed for the life of the process
 */
public record HostId(String name) {

    /** Returns the task queue that only this process polls. */
    public String queue() {
        return "media-" + name;
    }
}
