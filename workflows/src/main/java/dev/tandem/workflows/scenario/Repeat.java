package dev.tandem.workflows.scenario;

/**
 * How often a scenario is run.
 *
 * @param runs attempts, each one a call of its own
 * @param atLeast how many of them have to pass
 * @param seed of everything that is left to chance. The attempt {@code n}, from 0, uses {@code seed + n}
 */
public record Repeat(int runs, int atLeast, long seed) {

    public static final Repeat ONCE = new Repeat(1, 1, 0);
}
