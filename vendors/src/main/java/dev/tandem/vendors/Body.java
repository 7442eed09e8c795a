package dev.tandem.vendors;

import java.io.IOException;

/** Writes the parts of a streamed answer. */
@FunctionalInterface
public interface Body {

    /** @throws IOException if the client goes, or a fault ends the answer */
    void write(Wire wire) throws IOException;
}
