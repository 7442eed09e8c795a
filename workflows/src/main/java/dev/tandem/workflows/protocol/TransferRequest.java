package dev.tandem.workflows.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Asks the attending process to put the voice, speech recognition and model of the next agent in place.
 *
 * @param turn the turn that proposed the transfer
 * @param wanted a summary of the conversation; null: none
 */
public record TransferRequest(
        String callId,
        int turn,
        String pathId,
        String fromAgentId,
        String toAgentId,
        @Nullable SummaryRequest wanted) {}
