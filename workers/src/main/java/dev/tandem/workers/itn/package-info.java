/** Inverse text normalization: reads typed values from what a caller said. */
@NullMarked
package dev.tandem.workers.itn;

import org.jspecify.annotations.NullMarked;
