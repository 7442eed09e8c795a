/** Parts of a worker that are not Java: where `make parts` puts them, and how the native runtime behaves. */
@NullMarked
package dev.tandem.workers.parts;

import org.jspecify.annotations.NullMarked;
