package dev.tandem.workflows.event;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that happened in a call. The catalogue of types stands in {@link CallEvents}.
 *
 * @param sequence counts from 1 in each call without a gap: a retry records nothing twice
 * @param type dotted, e.g. {@code path.rejected}
 */
public record CallEvent(int sequence, String type, Instant at, ObjectNode payload) {}
