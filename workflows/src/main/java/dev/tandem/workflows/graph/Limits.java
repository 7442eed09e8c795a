package dev.tandem.workflows.graph;

/** Limits of a call. */
public record Limits(int maxCallSeconds, int maxTurns, int silenceTimeoutSeconds, int maxToolSteps, int routerHops) {

    public static final Limits DEFAULT = new Limits(3600, 500, 15, 3, 5);
}
