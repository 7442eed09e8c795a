package dev.tandem.workflows.graph;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** The target of a path. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Target.ToAgent.class, name = "agent"),
    @JsonSubTypes.Type(value = Target.End.class, name = "end")
})
public sealed interface Target {

    /** Another agent of the same graph. */
    record ToAgent(String agentId) implements Target {}

    /** The end of the call, after the path's {@code say}. */
    record End() implements Target {}
}
