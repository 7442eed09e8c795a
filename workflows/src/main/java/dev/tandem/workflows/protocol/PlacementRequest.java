package dev.tandem.workflows.protocol;

/**
 * Asks for a process with a free place.
 *
 * @param excludedHost a process that must not take the call, because it may be frozen; empty: none
 */
public record PlacementRequest(String callId, String excludedHost) {}
