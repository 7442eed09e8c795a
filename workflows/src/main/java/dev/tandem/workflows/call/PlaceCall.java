package dev.tandem.workflows.call;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Finds a process with a free place. On the shared queue {@code media}. */
@ActivityInterface
public interface PlaceCall {

    /** @return the process that answered, and its own queue */
    @ActivityMethod(name = "PlaceCall")
    Place place(Request request);

    /** @param excludedHost a process that must not take the call (it may be frozen); empty: none */
    record Request(String callId, String excludedHost) {}

    /** @param queue {@code media-<host>} */
    record Place(String host, String queue) {}
}
