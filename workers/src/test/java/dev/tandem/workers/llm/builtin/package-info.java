@NullMarked
package dev.tandem.workers.llm.builtin;

import org.jspecify.annotations.NullMarked;
