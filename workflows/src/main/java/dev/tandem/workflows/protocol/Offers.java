package dev.tandem.workflows.protocol;

import java.util.List;

/**
 * What the model may ask for in a step, as the call workflow decided: what it is offered is what {@code path.offered}
 * records.
 *
 * @param tools whether it may ask for the agent's tools
 * @param paths those that it may propose, those of higher priority first
 */
public record Offers(boolean tools, List<OfferedPath> paths) {

    /** The model can only speak: it used up what a turn may ask for, or the call ends. */
    public static final Offers NOTHING = new Offers(false, List.of());

    public Offers {
        paths = List.copyOf(paths);
    }

    /** @param missing names of the path's variables that have no value which does */
    public record OfferedPath(String pathId, List<String> missing) {

        public OfferedPath {
            missing = List.copyOf(missing);
        }
    }
}
