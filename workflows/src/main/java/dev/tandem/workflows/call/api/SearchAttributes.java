package dev.tandem.workflows.call.api;

import io.temporal.common.SearchAttributeKey;
import java.util.List;

/**
 * By what operators find calls. All are keywords, and must exist in the Temporal namespace before the first call. Their
 * values are stored in the clear: names and ids, never what a caller said or is.
 */
public final class SearchAttributes {

    /** Slug of the tenant. Set by the starter. */
    public static final SearchAttributeKey<String> ORGANIZATION = SearchAttributeKey.forKeyword("TandemOrganization");

    /** Name of the customer's workflow. Set by the starter. */
    public static final SearchAttributeKey<String> WORKFLOW = SearchAttributeKey.forKeyword("TandemWorkflow");

    /** Its version's number. Set by the starter. */
    public static final SearchAttributeKey<String> VERSION = SearchAttributeKey.forKeyword("TandemVersion");

    /** {@code voice} or {@code chat}. Set by the starter. */
    public static final SearchAttributeKey<String> CHANNEL = SearchAttributeKey.forKeyword("TandemChannel");

    /** Name of the active agent. Kept by the call workflow. */
    public static final SearchAttributeKey<String> AGENT = SearchAttributeKey.forKeyword("TandemAgent");

    /** {@code active}, {@code completed} or {@code dropped}. Kept by the call workflow. */
    public static final SearchAttributeKey<String> STATUS = SearchAttributeKey.forKeyword("TandemStatus");

    public static final List<SearchAttributeKey<String>> ALL =
            List.of(ORGANIZATION, WORKFLOW, VERSION, CHANNEL, AGENT, STATUS);

    private SearchAttributes() {}
}
