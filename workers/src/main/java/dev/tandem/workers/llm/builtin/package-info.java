/** A deterministic dialogue model, for trying and testing the platform without a key. */
@NullMarked
package dev.tandem.workers.llm.builtin;

import org.jspecify.annotations.NullMarked;
