package dev.tandem.workflows.call.api;

import dev.tandem.workflows.protocol.HostPlace;
import dev.tandem.workflows.protocol.PlacementRequest;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Finds a process with a free place. It runs on the shared queue {@code media}. */
@ActivityInterface
public interface PlaceCall {

    /**
     * Offers a place.
     *
     * @return the process that answered, and its own queue
     */
    @ActivityMethod(name = "PlaceCall")
    HostPlace place(PlacementRequest request);
}
