package dev.tandem.workflows.call.api;

/**
 * Says what became of a call, as its workflow returns it.
 *
 * @param status {@code completed} or {@code dropped}
 * @param events how many events were recorded
 */
public record CallResult(String status, int turns, int transfers, int attendances, int events) {}
