package dev.tandem.workflows.call;

import tools.jackson.databind.node.ObjectNode;

/**
 * An event before it has its number and time.
 *
 * @param type of {@link dev.tandem.workflows.event.CallEvents}
 */
record Entry(String type, ObjectNode payload) {}
