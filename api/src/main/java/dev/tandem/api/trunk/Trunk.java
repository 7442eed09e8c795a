package dev.tandem.api.trunk;

import java.time.Instant;
import java.util.UUID;

/**
 * A SIP trunk of an organization.
 *
 * @param livekitTrunkId its id in LiveKit, such as {@code ST_abc}
 */
record Trunk(UUID id, String livekitTrunkId, Instant createdAt) {}
