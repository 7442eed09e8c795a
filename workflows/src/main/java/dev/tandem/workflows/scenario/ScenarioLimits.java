package dev.tandem.workflows.scenario;

/** Most of what a scenario may have. They keep one test from costing what a thousand do. */
public final class ScenarioLimits {

    /** UTF-8 bytes of a document. Mocks alone have up to 256 KiB. */
    public static final int BYTES = 512 * 1024;

    /** Objects and lists within one another. */
    public static final int DEPTH = 32;

    /** Nodes of a document, as many as its aliases make of them. */
    public static final int NODES = 20_000;

    /** Lines of a script, and of a persona. */
    public static final int LINES = 100;

    /** Expectations of a line, and of the end. */
    public static final int EXPECTATIONS = 50;

    /** Alternatives of {@code any_of}. */
    public static final int ALTERNATIVES = 20;

    /** Runs of one scenario. */
    public static final int RUNS = 100;

    /** Scenarios of one document, and of one request. */
    public static final int SCENARIOS = 200;

    /** Characters of a name. */
    public static final int NAME = 200;

    /** Characters of a line, and of a text that is expected: those of a typed line. */
    public static final int TEXT = 4_000;

    /** Facts of a persona. */
    public static final int FACTS = 50;

    /** Longest silence, in ms. */
    public static final int WAIT = 60_000;

    /** Keys of one line. */
    public static final int KEYS = 32;

    private ScenarioLimits() {}
}
