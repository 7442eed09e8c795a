package dev.tandem.workflows.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The attending process has the next agent in place.
 *
 * @param ready false where the process attends the call no more: the next attendance starts with the agent
 * @param summary null: none was wanted
 */
public record TransferReceipt(
        String agentId, boolean ready, @Nullable ConversationSummary summary) {}
