package dev.tandem.workflows.document;

/** Limits the parts of a document: characters of texts, entries of lists. */
public final class DocumentLimits {

    static final int NAME = 200;
    public static final int SENTENCES = 4_000;
    static final int INSTRUCTIONS = 100_000;
    public static final int PATTERN = 200;

    static final int AGENTS = 1_000;
    static final int TOOLS = 100;
    static final int PATHS = 100;
    static final int VARIABLES = 200;
    static final int ENUMERATION = 200;

    private DocumentLimits() {}
}
