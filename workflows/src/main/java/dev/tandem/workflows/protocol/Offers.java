package dev.tandem.workflows.protocol;

import java.util.List;

/**
 * Lists what the model may ask for in a step, as the call workflow decided. {@code path.offered} records the same
 * paths.
 *
 * @param tools whether it may ask for the agent's tools
 * @param paths paths that it may propose, those of higher priority first
 */
public record Offers(boolean tools, List<OfferedPath> paths) {

    /** The model can only speak: it has used up what a turn may ask for, or the call ends. */
    public static final Offers NOTHING = new Offers(false, List.of());

    public Offers {
        paths = List.copyOf(paths);
    }

    /**
     * A path that the model may propose.
     *
     * @param missing names of the path's variables that have no acceptable value
     */
    public record OfferedPath(String pathId, List<String> missing) {

        public OfferedPath {
            missing = List.copyOf(missing);
        }
    }
}
