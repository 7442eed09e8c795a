package dev.tandem.workflows.transfer;

import tools.jackson.databind.JsonNode;

/**
 * A path that the model proposes to take.
 *
 * @param arguments variables that the model fills, as a JSON object; may be empty
 */
public record TransferProposal(String pathId, JsonNode arguments) {}
