/** A fake of AssemblyAI's streaming speech to text. */
@NullMarked
package dev.tandem.vendors.assemblyai;

import org.jspecify.annotations.NullMarked;
