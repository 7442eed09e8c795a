/** What a worker is made of that is not Java: where `make parts` put it, and how the native runtime behaves. */
@NullMarked
package dev.tandem.workers.parts;

import org.jspecify.annotations.NullMarked;
