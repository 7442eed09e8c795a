@NullMarked
package dev.tandem.workers.llm;

import org.jspecify.annotations.NullMarked;
