package dev.tandem.stack.run;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A workflow that answers calls. */
public record PublishedWorkflow(
        String id, String name, @JsonProperty("version_id") String versionId) {}
