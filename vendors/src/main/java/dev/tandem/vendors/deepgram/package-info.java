/** A fake of Deepgram's streaming speech to text. */
@NullMarked
package dev.tandem.vendors.deepgram;

import org.jspecify.annotations.NullMarked;
