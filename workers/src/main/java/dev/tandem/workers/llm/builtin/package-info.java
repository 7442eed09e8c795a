/** A deterministic dialogue model for trying and testing the machinery, without a key. */
@NullMarked
package dev.tandem.workers.llm.builtin;

import org.jspecify.annotations.NullMarked;
