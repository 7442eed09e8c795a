package dev.tandem.workflows.call.api;

import io.temporal.common.SearchAttributeKey;
import java.util.List;

/**
 * Names the search attributes by which operators find calls. All are keywords, and must exist in the Temporal namespace
 * before the first call. Temporal stores their values in the clear, so they are names and ids, never what a caller said
 * or who the caller is.
 */
public final class SearchAttributes {

    /** Slug of the organization. The starter sets it. */
    public static final SearchAttributeKey<String> ORGANIZATION = SearchAttributeKey.forKeyword("TandemOrganization");

    /** Name of the customer's workflow. The starter sets it. */
    public static final SearchAttributeKey<String> WORKFLOW = SearchAttributeKey.forKeyword("TandemWorkflow");

    /** Number of the workflow's version. The starter sets it. */
    public static final SearchAttributeKey<String> VERSION = SearchAttributeKey.forKeyword("TandemVersion");

    /** {@code voice} or {@code chat}. The starter sets it. */
    public static final SearchAttributeKey<String> CHANNEL = SearchAttributeKey.forKeyword("TandemChannel");

    /** Name of the active agent. The call workflow keeps it up to date. */
    public static final SearchAttributeKey<String> AGENT = SearchAttributeKey.forKeyword("TandemAgent");

    /** {@code active}, {@code completed} or {@code dropped}. The call workflow keeps it up to date. */
    public static final SearchAttributeKey<String> STATUS = SearchAttributeKey.forKeyword("TandemStatus");

    public static final List<SearchAttributeKey<String>> ALL =
            List.of(ORGANIZATION, WORKFLOW, VERSION, CHANNEL, AGENT, STATUS);

    private SearchAttributes() {}
}
