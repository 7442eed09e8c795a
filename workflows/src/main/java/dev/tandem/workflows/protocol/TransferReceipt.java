package dev.tandem.workflows.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Reports that the attending process has the next agent in place.
 *
 * @param ready false if the process does not attend the call any more: the next attendance starts with the agent
 * @param summary null: none was wanted
 */
public record TransferReceipt(
        String agentId, boolean ready, @Nullable ConversationSummary summary) {}
